"""Differences of two versions in words: what it is about, inside of which item, from what to what."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.catalog import Catalog
from indexer.procedure import Procedure
from search_api.messages import TABLES
from search_api.revisions import LONGEST_COMPARED, MOST, Revisions, Told, pieces
from search_api.words import WORDS
from tests.samples import procedure, registers
from tests.web.parts import WHOLE, plain

REVISIONS = Revisions(WORDS["vi"], Catalog(registers()))


def version(**parts: Any) -> Procedure:
    return procedure("1.900001", "Thủ tục mẫu", **parts)


def between(old: dict[str, Any], new: dict[str, Any]) -> list[Told]:
    return REVISIONS.between(version(**old), version(**new))


def method(channel: str = "in_person", **term: Any) -> dict[str, Any]:
    return {"channel": channel, "terms": [{"duration": 3, "unit": "working_day", **term}]}


def paper(name: str, **more: Any) -> dict[str, Any]:
    return {"code": f"giay-{len(name)}", "name": name, **more}


def test_a_duration_is_told_with_its_way() -> None:
    (one,) = between({"methods": [method()]}, {"methods": [method(duration=5)]})
    assert (one.part, one.where, one.detail) == ("time", ("Trực tiếp",), "duration")
    assert (one.old, one.new) == ("3", "5")


def test_a_fee_is_told_as_one() -> None:
    fees = [{"kind": "phi", "amount": 8000, "note": "Mỗi bản sao"}]
    dearer = [{**fees[0], "amount": 9000}]
    (one,) = between({"methods": [method(fees=fees)]}, {"methods": [method(fees=dearer)]})
    assert (one.part, one.detail, one.old, one.new) == ("fees", "amount", "8.000", "9.000")
    assert one.where == ("Trực tiếp", "Mỗi bản sao")


@pytest.mark.parametrize(
    ("key", "old", "new", "told"),
    [
        ("online_level", "partial", "full", "Dịch vụ công trực tuyến toàn trình"),
        ("agency", "ubnd-cap-xa", "cong-an-cap-xa", "Công an cấp xã"),
        ("field", "ho-tich", "cu-tru", "Cư trú"),
        ("updated_on", "2026-01-02", "2026-03-04", "04/03/2026"),
        ("place_independent", None, True, "Có"),
        ("sets", 1, 2, "2"),
        ("status", "in_force", "suspended", "tạm ngừng"),
    ],
)
def test_values_are_told_in_words(key: str, old: Any, new: Any, told: str) -> None:
    (one,) = between({key: old} if old is not None else {}, {key: new})
    assert (one.part, one.new) == (key, told)


def test_what_was_not_there_is_empty() -> None:
    (one,) = between({}, {"requirements": "Phải đủ 18 tuổi"})
    assert (one.old, one.new) == ("", "Phải đủ 18 tuổi")


def test_a_changed_text_is_told_word_by_word() -> None:
    (one,) = between({"summary": "Nộp tại xã trong ngày"}, {"summary": "Nộp tại tỉnh trong ngày"})
    assert one.pieces == (("same", "Nộp tại "), ("old", "xã"), ("new", "tỉnh"), ("same", " trong ngày"))


def test_items_of_a_list_are_told_as_added_removed_and_changed() -> None:
    old = [paper("Đơn"), paper("Ảnh màu"), paper("Căn cước", copies=1)]
    new = [paper("Căn cước", copies=2), paper("Đơn"), paper("Giấy chứng sinh"), paper("Sổ")]
    (one,) = between({"components": [{"documents": old}]}, {"components": [{"documents": new}]})
    assert one.part == "components"
    assert (one.added, one.removed, one.changed) == (("Giấy chứng sinh", "Sổ"), ("Ảnh màu",), ("Căn cước",))


def test_a_paper_is_named_by_its_case_and_itself() -> None:
    def whole(copies: int) -> list[dict[str, Any]]:
        return [{"case": "Giấy tờ phải nộp", "documents": [paper("Đơn", copies=copies)]}]

    (one,) = between({"components": whole(1)}, {"components": whole(2)})
    assert (one.where, one.detail) == (("Giấy tờ phải nộp", "Đơn"), "copies")


def test_enumerations_in_lists_are_told_in_words() -> None:
    (one,) = between({"levels": ["commune"]}, {"levels": ["commune", "province"]})
    assert one.added == ("Cấp tỉnh",)


def test_the_days_of_versions_are_no_difference() -> None:
    old, new = version(valid_to="2026-01-01"), version(valid_from="2026-01-02")
    assert REVISIONS.between(old, new) == []


def test_the_order_of_a_list_is_a_difference_without_items() -> None:
    (one,) = between({"keywords": ["a", "b"]}, {"keywords": ["b", "a"]})
    assert not (one.added or one.removed or one.changed or one.pieces or one.old or one.new)


def test_everything_that_may_differ_has_a_name() -> None:
    """From nothing to all of a procedure and back: each part and each detail has its words."""
    whole = Procedure.model_validate_json(json.dumps(plain(WHOLE)))
    for old, new in ((version(), whole), (whole, version())):
        for one in REVISIONS.between(old, new):
            assert f"part.{one.part}" in TABLES["vi"]
            assert one.added or one.removed or one.changed or one.pieces or one.old or one.new


def test_what_was_written_anew_is_bounded() -> None:
    old = {"components": [{"documents": [paper("Đơn " + "x" * n, copies=1) for n in range(300)]}]}
    new = {"components": [{"documents": [paper("Đơn " + "x" * n, copies=2) for n in range(300)]}]}
    assert len(between(old, new)) == MOST


def test_words_that_change_side_by_side_are_one_phrase() -> None:
    cut = tuple(pieces("có hộ khẩu tại xã", "có nơi cư trú tại xã"))
    assert cut == (("same", "có "), ("old", "hộ khẩu"), ("new", "nơi cư trú"), ("same", " tại xã"))


WORDS_OF_TEXT = st.lists(st.sampled_from(["nộp", "xã", "đơn", "\n", " ", "hồ sơ"]), max_size=5).map(" ".join)


@given(WORDS_OF_TEXT, WORDS_OF_TEXT)
def test_pieces_give_back_both_texts(old: str, new: str) -> None:
    cut = list(pieces(old, new))
    assert "".join(text for kind, text in cut if kind != "new") == old
    assert "".join(text for kind, text in cut if kind != "old") == new


def test_long_runs_that_stayed_are_cut() -> None:
    same = " ".join(f"từ{n}" for n in range(200))
    cut = list(pieces(f"{same} cũ {same}", f"{same} mới {same}"))
    assert [kind for kind, _ in cut] == ["same", "old", "new", "same"]
    assert all(len(text) < 120 for _, text in cut)


def test_very_long_texts_are_told_whole_without_comparing_words() -> None:
    old, new = ("x " * LONGEST_COMPARED, "y " * LONGEST_COMPARED)
    assert list(pieces(old, new)) == [("old", old), ("new", new)]
