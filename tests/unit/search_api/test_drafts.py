"""A data folder while it is being edited: what is built of it, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.generation import current_generation
from search_api.drafts import Drafts, code_of
from search_api.editions import Edition
from tests.samples import AGENCIES, FIELDS, KINDS, procedure
from tests.unit.indexer.test_build import write, write_procedure

BIRTH, DEATH = "1.900001", "1.900002"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    write(folder / "portal.yaml", {"name": "Cổng mẫu", "short_name": "Mẫu"})
    write(folder / "agencies.yaml", {"kinds": KINDS, "agencies": AGENCIES})
    write(folder / "fields.yaml", {"fields": FIELDS})
    write_procedure(folder, procedure(BIRTH, "Đăng ký khai sinh"))
    write_procedure(folder, procedure(DEATH, "Đăng ký khai tử"))
    return folder


@pytest.fixture
def drafts(data: Path, tmp_path: Path) -> Drafts:
    return Drafts(data, tmp_path / "work")


def look(drafts: Drafts) -> dict[str, str]:
    """Code -> title of what is built now."""
    drafts.look_again(sleep=lambda seconds: None)
    folder = current_generation(drafts.index)
    if folder is None:
        return {}
    edition = Edition(folder)
    return {one.code: one.title for one in map(edition.procedure, range(edition.count))}


def file_of(data: Path, code: str) -> Path:
    return next(data.rglob(f"{code}.yaml"))


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_a_saved_change_is_built(data: Path, drafts: Drafts):
    assert look(drafts)[BIRTH] == "Đăng ký khai sinh"
    assert not drafts.stale()
    change(file_of(data, BIRTH), "Đăng ký khai sinh", "Đăng ký việc sinh")
    assert drafts.stale()
    assert look(drafts)[BIRTH] == "Đăng ký việc sinh"
    assert (drafts.found.number, drafts.found.changed) == (2, (BIRTH,))


def test_a_file_with_a_mistake_stands_as_it_last_was_and_its_complaint_names_the_real_file(
    data: Path, drafts: Drafts
):
    look(drafts)
    path = file_of(data, BIRTH)
    change(path, '"levels"', '"leveles"')
    assert look(drafts)[BIRTH] == "Đăng ký khai sinh"
    assert {one.path for one in drafts.found.about(BIRTH)} == {str(path)}
    assert {one.key for one in drafts.found.about(BIRTH)} == {"levels", "leveles"}
    assert drafts.found.about(DEATH) == ()


def test_complaints_stay_until_the_file_is_mended(data: Path, drafts: Drafts):
    look(drafts)
    change(file_of(data, BIRTH), '"levels"', '"leveles"')
    look(drafts)
    change(file_of(data, DEATH), "khai tử", "việc tử")
    assert look(drafts) == {BIRTH: "Đăng ký khai sinh", DEATH: "Đăng ký việc tử"}
    assert drafts.found.about(BIRTH)
    change(file_of(data, BIRTH), '"leveles"', '"levels"')
    look(drafts)
    assert drafts.found.complaints == ()


def test_a_file_that_never_was_sound_is_left_out(data: Path, drafts: Drafts):
    path = data / "procedures/ho-tich/1.900003.yaml"
    path.write_text("title: [x", "utf-8")
    assert set(look(drafts)) == {BIRTH, DEATH}
    assert [one.path for one in drafts.found.about("1.900003")] == [str(path)]


def test_a_procedure_taken_away_is_gone(data: Path, drafts: Drafts):
    look(drafts)
    file_of(data, DEATH).unlink()
    assert set(look(drafts)) == {BIRTH}
    assert drafts.found.changed == (DEATH,)


def test_with_a_broken_register_the_site_stays_as_it_was(data: Path, drafts: Drafts):
    look(drafts)
    change(file_of(data, BIRTH), "khai sinh", "việc sinh")
    (data / "agencies.yaml").write_text("kinds: [", "utf-8")
    assert look(drafts)[BIRTH] == "Đăng ký việc sinh"
    assert [Path(one.path).name for one in drafts.found.complaints] == ["agencies.yaml"]


def test_where_nothing_can_be_built_yet_the_complaints_are_all_there_is(data: Path, drafts: Drafts):
    (data / "fields.yaml").unlink()
    assert look(drafts) == {}
    assert drafts.found.complaints
    assert drafts.found.fault is None


def test_nothing_is_written_into_the_folder_itself(data: Path, drafts: Drafts):
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    look(drafts)
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("p/1.001193.yaml", "1.001193"),
        ("p/1.001193@2027-03-01.yaml", "1.001193"),
        ("agencies.yaml", "agencies"),
    ],
)
def test_a_file_is_named_after_its_procedure(path: str, code: str):
    assert code_of(path) == code
