"""What the index holds of a procedure."""

from __future__ import annotations

import pickle
import unicodedata

import pytest

from indexer import text
from indexer.analysis import Analysis, Phrase, analyse, everyday_names, group_key, sections, words
from indexer.catalog import Catalog
from indexer.schema import STREAMS
from tests.contract.corpus import CORPUS
from tests.samples import procedure, registers

CATALOG = Catalog(registers())


def pairwise_words(syllables):
    """Every second syllable continues a word."""
    return [place % 2 for place in range(len(syllables))]


def analysed(one=None, catalog: Catalog = CATALOG, **parts) -> Analysis:
    return analyse(one or procedure(**parts), catalog, pairwise_words)


def test_every_stream_of_the_index_is_made():
    assert set(analysed().streams) == set(STREAMS)


def test_a_name_becomes_syllables_pairs_and_their_folded_twins():
    streams = analysed(name="Đăng ký, hộ tịch").streams
    assert streams["title_f"] == ["dang", "ky", "ho", "tich"]
    assert streams["title_fp"] == ["dang_ky", "ky_ho", "ho_tich"]
    assert streams["title_s"] == [text.tone_key(one) for one in ("đăng", "ký", "hộ", "tịch")]
    assert streams["title_p"][0] == "đăng_ky=1"
    assert streams["title_w"] == ["đăng_ky=1", "hô=5_tich=5"]


def test_pairs_do_not_cross_from_one_alias_to_the_next():
    assert analysed(aliases=["khai sinh", "giấy tờ"]).streams["alias_fp"] == ["khai_sinh", "giay_to"]


def test_pairs_do_not_cross_from_one_section_to_the_next():
    made = analysed(steps=["nộp đơn", "nhận giấy"])
    assert made.passage == "nộp đơn\nnhận giấy"
    assert made.streams["body_w"] == ["nôp=5_đơn", "nhân=5_giây=1"]


def test_agency_field_and_level_make_one_stream_of_facts():
    made = set(analysed().streams["meta_f"])
    assert {"uy", "ban", "ubnd", "ho", "tich", "cap", "xa", "phuong"} <= made
    assert "tinh" not in made


def test_codes_come_from_every_place_that_names_them():
    made = analysed(
        code="1.000001",
        name="Theo 12/2020/NĐ-CP",
        legacy_codes=["2.000009"],
        decision={"number": "163/QĐ-BTP"},
        legal_bases=[{"number": "60/2014/QH13"}],
    )
    assert {"1.000001", "2.000009", "12/2020/nd-cp", "163/qd-btp", "60/2014/qh13", "60/2014"} <= set(
        made.streams["codes"]
    )


def test_everyday_names_come_from_the_file_and_from_the_shared_list():
    catalog = Catalog(registers(aliases={"1.000001": {"aliases": ["a", "b"], "situations": ["d"]}}))
    names = everyday_names(procedure(aliases=["b", "c"], keywords=["e"], situations=["f"]), catalog)
    assert names.aliases == ("b", "c", "e", "a")
    assert names.situations == ("f", "d")


def test_phrases_are_folded_and_named_once():
    made = analysed(
        name="Thủ tục đăng ký", short_name="Đăng ký", aliases=["DANG KY", "ghi tên"], situations=["Có con"]
    )
    assert made.phrases == (
        Phrase("thu tuc dang ky", "title"),
        Phrase("dang ky", "title"),
        Phrase("ghi ten", "alias"),
        Phrase("co con", "situation"),
    )


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.key)
def test_spans_are_the_syllables_of_the_passage(one):
    made = analysed(one)
    assert unicodedata.is_normalized("NFC", made.passage)
    assert [span.folded for span in made.spans] == made.streams["body_f"]
    for span in made.spans:
        assert text.fold(made.passage[span.start : span.end]) == span.folded


def test_every_text_of_a_procedure_is_searched():
    made = procedure(
        summary="một",
        steps=["hai"],
        methods=[
            {"channel": "post", "note": "ba", "terms": [{"duration": None, "unit": None, "note": "bốn"}]}
        ],
        components=[{"case": "năm", "documents": [{"code": "a", "name": "sáu", "note": "bảy"}]}],
        results=[{"name": "tám"}],
        requirements="chín",
        note="mười",
        legal_bases=[{"number": "60/2014/QH13", "title": "luật"}],
    )
    lines = list(sections(made))
    assert lines == [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "60/2014/QH13 luật",
    ]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Cấp đổi thẻ căn cước (thực hiện tại cấp tỉnh)", "Cấp đổi thẻ căn cước"),
        ("Thủ tục gia hạn nộp thuế", "Gia hạn nộp thuế"),
        ("Khai báo ở cấp xã", "Khai báo"),
        ("Hoà giải ở cơ sở", "Hòa giải ở cơ sở"),
        ("Chuyển hình thức giao đất.", "Chuyển hình thức giao đất"),
        ("Phê duyệt phương án thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã", "Phê duyệt phương án"),
    ],
)
def test_names_that_differ_by_level_alone_have_one_group(name: str, same: str):
    assert group_key(name) == group_key(same)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Đăng ký khai sinh", "Đăng ký lại khai sinh"),
        ("Cấp giấy phép vận tải đường bộ", "Cấp giấy phép vận tải đường thủy"),
        ("Khai thác nước mặt", "Khai thác nước mặn"),
    ],
)
def test_different_acts_have_different_groups(name: str, other: str):
    assert group_key(name) != group_key(other)


def test_a_name_that_is_nothing_but_a_level_keeps_it():
    assert group_key("tại cấp xã") == "tai cap xa"


def test_words_do_not_cross_signs_codes_or_lines():
    assert words("nộp đơn, theo 1.001193 và\ngửi thư", pairwise_words) == [
        "nôp=5_đơn",
        "theo",
        "va=2",
        "gưi=3_thư",
    ]


def test_words_of_decomposed_text_are_those_of_composed_text():
    written = "Nộp hồ sơ"
    assert words(unicodedata.normalize("NFD", written), pairwise_words) == words(written, pairwise_words)


def test_an_analysis_can_be_sent_to_another_process():
    made = analysed()
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301
