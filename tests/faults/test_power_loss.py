"""The checker of the order of a build, on orders made by hand."""

from __future__ import annotations

from tests.faults.power_loss import violations
from tests.faults.tracing import Event

ROOT = "/index"
PART = f"{ROOT}/gen-2.partial"
GOOD = (
    Event("create", f"{ROOT}/lock"),
    Event("write", f"{ROOT}/lock"),
    Event("create", PART),
    Event("create", f"{PART}/tables"),
    Event("create", f"{PART}/tables/a"),
    Event("write", f"{PART}/tables/a"),
    Event("create", f"{PART}/manifest"),
    Event("write", f"{PART}/manifest"),
    Event("sync", f"{PART}/tables/a"),
    Event("sync", f"{PART}/manifest"),
    Event("sync", f"{PART}/tables"),
    Event("sync", PART),
    Event("rename", PART, f"{ROOT}/gen-2"),
    Event("sync", ROOT),
    Event("create", f"{ROOT}/CURRENT.new"),
    Event("write", f"{ROOT}/CURRENT.new"),
    Event("sync", f"{ROOT}/CURRENT.new"),
    Event("rename", f"{ROOT}/CURRENT.new", f"{ROOT}/CURRENT"),
    Event("sync", ROOT),
    Event("remove", f"{ROOT}/gen-0/manifest"),
    Event("remove", f"{ROOT}/gen-0"),
)


def without(*left_out: Event) -> list[Event]:
    return [event for event in GOOD if event not in left_out]


def moved(event: Event, to: int) -> list[Event]:
    rest = [one for one in GOOD if one != event]
    return [*rest[:to], event, *rest[to:]]


def test_the_right_order_has_no_fault() -> None:
    assert violations(GOOD, ROOT) == []


def test_a_file_without_an_fsync_is_found_under_its_later_name() -> None:
    (wrong,) = violations(without(Event("sync", f"{PART}/tables/a")), ROOT)
    assert wrong == "the pointer moved before an fsync of /index/gen-2/tables/a"


def test_a_write_after_the_fsync_is_found() -> None:
    late = [*GOOD[:11], Event("write", f"{PART}/manifest"), *GOOD[11:]]
    assert violations(late, ROOT) == ["the pointer moved before an fsync of /index/gen-2/manifest"]


def test_a_folder_without_an_fsync_is_found() -> None:
    (wrong,) = violations(without(Event("sync", f"{PART}/tables")), ROOT)
    assert wrong.endswith("of the folder of /index/gen-2/tables/a")


def test_a_file_made_after_the_fsync_of_its_folder_is_found() -> None:
    late = [*GOOD[:12], Event("create", f"{PART}/more"), *GOOD[12:]]
    assert violations(late, ROOT) == ["the pointer moved before an fsync of the folder of /index/gen-2/more"]


def test_the_new_name_of_the_generation_must_be_safe_before_the_pointer_moves() -> None:
    first, last = (place for place, event in enumerate(GOOD) if event == Event("sync", ROOT))
    early = [event for place, event in enumerate(GOOD) if place != first]
    assert violations(early, ROOT) == ["the pointer moved before an fsync of the folder of /index/gen-2"]
    never = [event for place, event in enumerate(GOOD) if place != last]
    assert any("never fsynced" in one for one in violations(never, ROOT))


def test_a_pointer_without_an_fsync_is_found() -> None:
    wrong = violations(without(Event("sync", f"{ROOT}/CURRENT.new")), ROOT)
    assert wrong == ["the pointer moved before an fsync of /index/CURRENT.new"]


def test_a_pointer_that_stays_is_found() -> None:
    pointing = Event("rename", f"{ROOT}/CURRENT.new", f"{ROOT}/CURRENT")
    assert "the pointer never moved" in violations(without(pointing), ROOT)


def test_an_old_generation_must_stay_until_the_pointer_is_safe() -> None:
    removal = Event("remove", f"{ROOT}/gen-0/manifest")
    assert violations(moved(removal, 2), ROOT) == [
        "/index/gen-0/manifest was removed before the pointer was safe"
    ]


def test_what_a_dead_build_left_may_go_at_any_time() -> None:
    assert violations([Event("remove", f"{ROOT}/gen-1.partial/x"), *GOOD], ROOT) == []


def test_a_finished_generation_is_never_written() -> None:
    wrong = violations([*GOOD, Event("write", f"{ROOT}/gen-2/manifest")], ROOT)
    assert wrong == ["/index/gen-2/manifest was written in a finished generation"]
    assert violations([Event("write", f"{ROOT}/gen-1/manifest"), *GOOD], ROOT) != []


def test_a_file_that_was_removed_again_needs_no_fsync() -> None:
    spare = [Event("create", f"{PART}/t"), Event("write", f"{PART}/t"), Event("remove", f"{PART}/t")]
    assert violations([*GOOD[:4], *spare, *GOOD[4:]], ROOT) == []


def test_a_cache_beside_the_generations_needs_no_fsync() -> None:
    cached = [Event("create", f"{ROOT}/cache/x"), Event("write", f"{ROOT}/cache/x")]
    assert violations([*cached, *GOOD], ROOT) == []
