"""Feeds tell of the newest changes in plain words, under names that stay."""

from __future__ import annotations

import re
from typing import Any

import pytest

from search_api.feeding import MOST_ENTRIES, chosen, feed
from search_api.history import Event, History
from search_api.words import WORDS

TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9._~!$&'()*+,;=:@/?-]+")
"""RFC 4151, with the letters of RFC 3986 that our names use."""


def event(code: str = "1.000001", **given: Any) -> Event:
    known: dict[str, Any] = {
        "generation": "20261125T012706582271-83132b11",
        "at": "2026-11-25T08:27:06+07:00",
        "kind": "changed",
        "code": code,
        "valid_from": None,
        "name": "Đăng ký khai sinh",
        "parts": ("fees",),
        "agency": "ubnd-cap-xa",
        "field": "ho-tich",
        "held": True,
    }
    return Event(**{**known, **given})


def history(*events: Event) -> History:
    return History(events, {}, "2026-01-01T00:00:00+07:00")


def made(*events: Event, base: str = "https://example.org", lang: Any = "vi") -> Any:
    known = history(*events)
    return feed(known, known.events, base=base, path="/thay-doi.atom", title="T", words=WORDS[lang])


def test_a_feed_of_everything_tells_the_newest_changes() -> None:
    many = [event(f"1.{number:06}") for number in range(MOST_ENTRIES + 5)]
    assert chosen(history(*many)) == many[:MOST_ENTRIES]


def test_a_feed_of_an_agency_tells_of_what_is_below_it_however_long_ago() -> None:
    others = [event(agency="bo-cong-an")] * (MOST_ENTRIES + 5)
    wanted = [event(agency="ubnd-xa-mau"), event(agency="ubnd-cap-xa")]
    assert chosen(history(*others, *wanted), "agency", ["ubnd-cap-xa", "ubnd-xa-mau"]) == wanted


def test_a_feed_of_a_field_tells_of_that_field() -> None:
    wanted = event(field="cu-tru")
    assert chosen(history(event(), wanted), "field", ["cu-tru"]) == [wanted]


def test_it_was_updated_with_its_newest_entry_or_else_as_long_ago_as_nothing_changed() -> None:
    assert made(event(), event(at="2026-01-02T00:00:00+07:00")).updated == "2026-11-25T08:27:06+07:00"
    assert made().updated == "2026-01-01T00:00:00+07:00"


@pytest.mark.parametrize("base", ["https://example.org", "http://EXAMPLE.org:8000"])
def test_names_are_tags_that_hold_neither_scheme_nor_port(base: str) -> None:
    told = made(event(valid_from="2026-01-01"), base=base)
    assert told.id == "tag:example.org,2026:thay-doi.atom"
    assert told.entries[0].id == (
        "tag:example.org,2026:thay-doi/20261125T012706582271-83132b11/1.000001@2026-01-01"
    )
    assert all(TAG.fullmatch(one) for one in (told.id, told.entries[0].id))


def test_every_change_has_a_name_of_its_own_and_the_same_in_both_languages() -> None:
    events = [event(), event("1.000002"), event(generation="20261126T012706582271-83132b11")]
    events.append(event(valid_from="2026-01-01"))
    names = [one.id for one in made(*events).entries]
    assert len(set(names)) == 4
    assert names == [one.id for one in made(*events, lang="en").entries]


def test_what_changed_is_told_in_plain_words() -> None:
    (one,) = made(event(parts=("fees", "time", "unheard_of"))).entries
    assert one.title == "Sửa đổi: Đăng ký khai sinh"
    assert one.text == "Thủ tục 1.000001 thay đổi: phí, lệ phí, thời hạn giải quyết, thông tin khác."
    (one,) = made(event(parts=("components",)), lang="en").entries
    assert one.text == "Procedure 1.000001 changed: papers to hand in."


def test_new_and_removed_procedures_are_told_as_such() -> None:
    added, removed = made(event(kind="added", parts=()), event(kind="removed", parts=())).entries
    assert (added.title, removed.title) == ("Mới: Đăng ký khai sinh", "Không còn: Đăng ký khai sinh")
    assert removed.text == "Thủ tục 1.000001 không còn trong dữ liệu."


def test_the_version_is_told_where_its_first_day_is_known() -> None:
    assert "Phiên bản có hiệu lực từ 01/07/2026." in made(event(valid_from="2026-07-01")).entries[0].text


def test_braces_in_a_name_are_text() -> None:
    assert made(event(name="{code} {0}")).entries[0].title == "Sửa đổi: {code} {0}"
