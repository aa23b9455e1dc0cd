"""Order and room of suggestions; what every engine must do is in the contract."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.phrases import PhraseTable
from search_api.completions import LOOKED_AT
from search_api.editions import Edition
from search_api.query import SuggestQuery
from search_api.results import Suggestion
from search_api.suggesting import MOST_PLACES
from search_api.whoosh_engine import WhooshEngine
from tests.samples import TODAY, build_index, procedure, registers

PROCEDURES = [
    procedure("1.000001", "Cấp hộ tịch bản sao và nhiều giấy tờ khác"),
    procedure("1.000002", "Cấp hộ tịch bản sao"),
    procedure("1.000003", "Xin cấp hộ tịch"),
    procedure("1.000004", "Ghi tên", aliases=["cấp hộ tịch cho con"]),
    procedure("1.000005", "Ghi chép", situations=["cấp hộ tịch cho mẹ"]),
    procedure("1.000006", "Cấp hộ tịch bản chính lâu năm"),
    procedure("1.000007", "Sinh hoạt", short_name="Sinh hoạt hè"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    folder = build_index(tmp_path_factory.mktemp("index"), PROCEDURES, registers(popular=["1.000006"]))
    return WhooshEngine(Edition(folder), lambda: TODAY)


def suggest(engine: WhooshEngine, typed: str, **parts) -> list[Suggestion]:
    return engine.suggest(SuggestQuery(prefix=typed, **parts))


def codes(engine: WhooshEngine, typed: str, **parts) -> list[str]:
    return [one.id for one in suggest(engine, typed, **parts) if one.kind == "procedure"]


def test_names_that_begin_so_come_first_of_those_popular_ones_then_titles_then_short_ones(
    engine: WhooshEngine,
):
    # "Xin" in front does not count: the third goes on as typed, too, and is shorter.
    assert codes(engine, "cấp hộ") == ["1.000006", "1.000003", "1.000002", "1.000001", "1.000004", "1.000005"]


def test_places_leave_room_for_procedures(engine: WhooshEngine):
    for limit in range(1, 9):
        offered = suggest(engine, "ho", limit=limit)
        places = [one for one in offered if one.kind != "procedure"]
        assert len(offered) <= limit
        assert len(places) <= min(MOST_PLACES, limit - 1)
        assert offered[-len(places) :] == places or not places


def test_a_place_alone_is_offered_though_there_is_room_for_one_only(engine: WhooshEngine):
    (only,) = suggest(engine, "ủy ban", limit=1)
    assert (only.kind, only.id) == ("agency", "ubnd-cap-xa")


def test_the_short_name_is_offered_where_there_is_one(engine: WhooshEngine):
    (only,) = suggest(engine, "sinh ho")
    assert (only.title, only.agency) == ("Sinh hoạt hè", "Ủy ban nhân dân cấp xã")


def test_the_unfinished_word_is_marked_whole(engine: WhooshEngine):
    (only,) = suggest(engine, "si")
    assert [only.title[start:end] for start, end in only.marks] == ["Sinh"]


def test_a_finished_query_is_still_completed(engine: WhooshEngine):
    assert codes(engine, "sinh hoạt ") == codes(engine, "sinh hoạt")


NATIONAL = [
    procedure("2.000001", "Thủ tục đăng ký khai sinh", applicant_types=["vn_citizen"]),
    procedure("2.000002", "Khai sinh lưu động", levels=["province"]),
    procedure("2.000003", "Cấp lại hộ chiếu", levels=["ministry"]),
    procedure("2.000004", "Cấp hộ chiếu phổ thông", levels=["province"], aliases=["làm passport"]),
    procedure("2.000005", "Hộ chiếu công vụ", levels=["ministry"]),
    procedure("2.000006", "Cấp thẻ căn cước", situations=["tôi mất ví hôm qua, giờ làm sao"]),
    procedure("2.000007", "Thủ tục đăng ký kết hôn"),
    procedure("2.000008", "Kết hợp dữ liệu hôn nhân", levels=["ministry"]),
    procedure("2.000009", "Cấp chứng nhận đăng ký xe", field="giao-thong"),
    procedure("2.000010", "Mất ví ở cảng", levels=["ministry"]),
    procedure("2.000011", "Đổi giấy phép lái xe", field="giao-thong"),
    procedure("2.000012", "Chấm dứt hoạt động", field="giao-thong"),
    procedure("2.000013", "Chấm dứt hoạt động hộ kinh doanh"),
]
MEANINGS = {
    "abbreviations": [
        {"short": "GPLX", "means": ["giấy phép lái xe"]},
        {"short": "KH", "means": ["kết hôn", "kế hoạch"]},
    ],
    "words": [
        {"say": ["cà vẹt"], "means": ["chứng nhận đăng ký xe"]},
        {"say": ["dẹp tiệm"], "means": ["chấm dứt hoạt động"], "fields": ["ho-tich"]},
    ],
    "frames": [{"text": "làm sao để"}, {"text": "thủ tục"}],
}


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    known = registers(popular=["2.000001", "2.000004"], **MEANINGS)
    folder = build_index(tmp_path_factory.mktemp("national"), NATIONAL, known)
    return WhooshEngine(Edition(folder), lambda: TODAY)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai s", "2.000001"),  # popular before others that begin so: "đăng ký" in front does not count
        ("ho chieu", "2.000004"),  # the same without marks
        ("kết hôn", "2.000007"),  # official words from the middle of a name
        ("cấp h", "2.000004"),
        ("thủ tục đăng ký kh", "2.000001"),
        ("xin cấp hộ chiếu", "2.000004"),  # words in front that no name has
    ],
)
def test_what_most_people_want_stands_first(national: WhooshEngine, typed: str, first: str):
    assert codes(national, typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gplx", "2.000011"),
        ("đổi gplx", "2.000011"),
        ("kh", "2.000001"),  # what begins so comes before what it may stand for
        ("cà vẹt", "2.000009"),
        ("ca vet", "2.000009"),
        ("dẹp tiệm", "2.000013"),  # and not that of another field
    ],
)
def test_short_forms_and_everyday_words_offer_what_they_stand_for(
    national: WhooshEngine, typed: str, first: str
):
    assert codes(national, typed)[0] == first


def test_every_meaning_of_a_short_form_is_offered_behind_what_begins_so(national: WhooshEngine):
    assert {"2.000001", "2.000002", "2.000007"} <= set(codes(national, "kh"))


def test_a_word_that_holds_in_some_fields_offers_nothing_of_others(national: WhooshEngine):
    assert codes(national, "dẹp tiệm") == ["2.000013"]


@pytest.mark.parametrize("typed", ["dawng ky ket", "ddawng kys ke", "d9a8ng ky1 ket", "dang ky keets"])
def test_left_overs_of_telex_and_vni_are_read_also_in_the_unfinished_syllable(
    national: WhooshEngine, typed: str
):
    assert codes(national, typed)[:1] == ["2.000007"]


@pytest.mark.parametrize("typed", ["làm sao để đổi", "lam sao de doi", "làm sao để đổi giấy ph"])
def test_the_frame_of_a_question_is_passed_over(national: WhooshEngine, typed: str):
    assert codes(national, typed)[0] == "2.000011"


def test_a_frame_alone_is_no_question_yet(national: WhooshEngine):
    assert "2.000001" in codes(national, "thủ tục")


def test_a_situation_offers_its_procedure_behind_names(national: WhooshEngine):
    offered = [one for one in suggest(national, "mất ví") if one.kind == "procedure"]
    assert [(one.id, one.title) for one in offered] == [
        ("2.000010", "Mất ví ở cảng"),
        ("2.000006", "Cấp thẻ căn cước"),
    ]


def test_marks_show_the_words_a_short_form_stands_for(national: WhooshEngine):
    offered = suggest(national, "gplx")[0]
    assert [offered.title[start:end] for start, end in offered.marks] == ["giấy phép lái xe"]


def test_communes_and_citizens_come_before_others_that_begin_so(tmp_path):
    some = [
        procedure("1.000001", "Cấp phép mở", levels=["ministry"]),
        procedure("1.000002", "Cấp phép múa lân", levels=["commune"], applicant_types=["vn_citizen"]),
        procedure("1.000003", "Cấp phép mua hàng", levels=["commune"]),
    ]
    engine = WhooshEngine(Edition(build_index(tmp_path, some)), lambda: TODAY)
    assert codes(engine, "cap phep m") == ["1.000002", "1.000003", "1.000001"]


@pytest.mark.parametrize(
    "typed", ["a " * 500, "x" * 1_200, "cấp " * 250, "gplx kh " * 100, "1/2/3 . @ " * 90]
)
def test_strange_texts_offer_nothing_and_break_nothing(national: WhooshEngine, typed: str):
    assert suggest(national, typed) == []


def test_few_names_are_read_however_many_fit(tmp_path, monkeypatch: pytest.MonkeyPatch):
    many = [
        procedure(f"1.{number:06}", f"Giấy số {number} và phép", situations=["xin giấy phép"])
        for number in range(600)
    ]
    engine = WhooshEngine(Edition(build_index(tmp_path, many)), lambda: TODAY)
    read: list[int] = []
    words = PhraseTable.words
    monkeypatch.setattr(PhraseTable, "words", lambda table, n: read.append(n) or words(table, n))
    suggest(engine, "giấy phép")
    suggest(engine, "giay phep z")
    assert np.size(read) <= 4 * LOOKED_AT
