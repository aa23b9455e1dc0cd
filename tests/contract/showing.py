"""What a hit and a suggestion show."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.analysis import sections
from search_api.engine import SearchEngine
from search_api.query import SuggestQuery
from search_api.results import Marks, Suggestion
from tests.contract.asking import Asking, ask

QUERIES = [
    "đăng ký khai sinh",
    "cong chuc tu phap",
    "hồ sơ",
    "NỘP HỒ SƠ",
    "du lịch",
    "so ho tich",
    "tạm trú",
    "",
]


class Showing(Asking):
    @pytest.mark.parametrize("text", QUERIES)
    def test_a_snippet_is_a_piece_of_the_stored_text_with_valid_marks(self, engine: SearchEngine, text: str):
        for hit in ask(engine, text, per_page=50).hits:
            stored = "\n".join(sections(_procedure(engine, hit.card.code)))
            assert hit.snippet.text in stored
            assert unicodedata.is_normalized("NFC", hit.snippet.text)
            _check_marks(hit.snippet.text, hit.snippet.marks)
            _check_marks(hit.card.name, hit.name_marks)

    def test_a_snippet_marks_the_words_that_were_asked_for(self, engine: SearchEngine):
        for typed in ("so ho tich", "Sổ hộ tịch", unicodedata.normalize("NFD", "SỔ HỘ TỊCH")):
            hit = next(h for h in ask(engine, typed).hits if h.card.code == "1.001193")
            assert "Sổ hộ tịch" in [hit.snippet.text[start:end] for start, end in hit.snippet.marks]

    def test_marks_fit_texts_that_were_written_decomposed(self, engine: SearchEngine):
        hit = ask(engine, "huong dan vien du lich").hits[0]
        assert hit.card.code == "7.000001"
        assert [hit.card.name[start:end] for start, end in hit.name_marks] == ["hướng dẫn viên"]
        assert "du lịch" in [hit.snippet.text[start:end] for start, end in hit.snippet.marks]

    def test_a_query_without_a_hit_in_the_text_shows_its_beginning(self, engine: SearchEngine):
        (hit,) = ask(engine, "1.001193").hits
        assert hit.snippet.text.startswith("Người có yêu cầu nộp tờ khai")
        assert hit.snippet.marks == ()

    def test_scores_go_down(self, engine: SearchEngine):
        scores = [hit.score for hit in ask(engine, "đăng ký khai sinh", per_page=50).hits]
        assert scores == sorted(scores, reverse=True)
        assert scores[-1] > 0

    def test_the_page_carries_the_query_it_answers(self, engine: SearchEngine):
        page = ask(engine, "khai sinh", page=2, per_page=1)
        assert (page.query.text, page.query.page, page.query.per_page) == ("khai sinh", 2, 1)


class Suggesting(Asking):
    @pytest.mark.parametrize("typed", ["đă", "đăng ký kh", "dang ky kh", "ĐĂNG KÝ KH", "Đăng ký khai sinh"])
    def test_a_prefix_offers_the_procedure_it_begins(self, engine: SearchEngine, typed: str):
        assert "1.001193" in _codes(_suggest(engine, typed))

    def test_decomposed_and_composed_prefixes_are_equal(self, engine: SearchEngine):
        typed = "đăng ký kế"
        assert _suggest(engine, unicodedata.normalize("NFD", typed)) == _suggest(engine, typed)

    def test_all_words_but_the_last_must_be_whole(self, engine: SearchEngine):
        assert "1.001193" in _codes(_suggest(engine, "khai si"))
        assert "1.001193" not in _codes(_suggest(engine, "kha si"))

    def test_names_that_begin_as_typed_come_first(self, engine: SearchEngine):
        assert _codes(_suggest(engine, "đăng ký k"))[0] in ("1.000894", "1.001193")
        assert _codes(_suggest(engine, "khai si"))[0] == "1.001193"

    @pytest.mark.parametrize("typed", ["", " ", "đ", "?", "\u200b"])
    def test_less_than_two_letters_offer_nothing(self, engine: SearchEngine, typed: str):
        assert _suggest(engine, typed) == []

    @pytest.mark.parametrize("limit", [1, 2, 3, 8, 20])
    def test_no_more_is_offered_than_asked_for(self, engine: SearchEngine, limit: int):
        for typed in ("đăng", "bộ", "xuất nhập", "công", "ủy ban"):
            offered = _suggest(engine, typed, limit=limit)
            assert len(offered) <= limit

    def test_one_act_is_offered_once(self, engine: SearchEngine):
        offered = _codes(_suggest(engine, "trình báo mất"))
        assert len([code for code in offered if code.startswith("2.00200")]) == 1

    def test_what_is_over_or_to_come_is_not_offered(self, engine: SearchEngine):
        for typed in ("xác nhận lý", "kiểm định phao", "cấp phép bay"):
            assert not {"5.000020", "5.000030", "5.000050"} & set(_codes(_suggest(engine, typed)))
        assert _codes(_suggest(engine, "cấp sổ thuyền")) == ["5.000010"]

    def test_filters_hold_for_suggestions(self, engine: SearchEngine):
        offered = _codes(_suggest(engine, "đăng ký", agency=("bo-cong-an",)))
        assert offered == ["1.004194"]
        assert "1.004194" not in _codes(_suggest(engine, "đăng ký", field=("ho-tich",)))

    def test_agencies_and_fields_are_offered_beside_procedures(self, engine: SearchEngine):
        assert ("agency", "bo-cong-an") in [(s.kind, s.id) for s in _suggest(engine, "bộ công")]
        assert ("field", "ho-tich") in [(s.kind, s.id) for s in _suggest(engine, "hộ tị")]

    def test_filters_hold_for_agencies_and_fields_too(self, engine: SearchEngine):
        assert _places(_suggest(engine, "hộ tị", agency=("bo-xay-dung",))) == []
        assert _places(_suggest(engine, "bộ xây", field=("ho-tich",))) == []

    def test_the_beginning_of_a_code_offers_the_codes(self, engine: SearchEngine):
        assert _codes(_suggest(engine, "1.0041")) == ["1.004194", "1.004195"]
        assert _codes(_suggest(engine, "1001193")) == ["1.001193"]

    @pytest.mark.parametrize("typed", ["đăng ký kh", "bo cong", "hu", "ho ti"])
    def test_marks_of_suggestions_are_pieces_of_the_title(self, engine: SearchEngine, typed: str):
        offered = _suggest(engine, typed)
        assert offered
        for one in offered:
            _check_marks(one.title, one.marks)
        assert any(one.marks for one in offered)


def _procedure(engine: SearchEngine, code: str):
    found = engine.get(code)
    assert found is not None
    return found


def _check_marks(text: str, marks: Marks) -> None:
    """Marks are in order, apart from each other, inside the text and hold whole words."""
    before = -1
    for start, end in marks:
        assert before < start < end <= len(text)
        assert text[start].isalnum()
        assert text[end - 1].isalnum()
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()
        before = end


def _suggest(engine: SearchEngine, typed: str, **parts) -> list[Suggestion]:
    return engine.suggest(SuggestQuery(prefix=typed, **parts))


def _codes(offered: list[Suggestion]) -> list[str]:
    return [one.id for one in offered if one.kind == "procedure"]


def _places(offered: list[Suggestion]) -> list[str]:
    return [one.id for one in offered if one.kind != "procedure"]
