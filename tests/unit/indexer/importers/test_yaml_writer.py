"""YAML that a person wants to edit, and that is the same procedure when it is read again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.catalog import Agency, AgencyKind
from indexer.eform import EForm
from indexer.importers.yaml_scalars import quoted, scalar
from indexer.importers.yaml_writer import WIDTH, to_yaml
from indexer.load import load_folder, parse_text
from indexer.procedure import (
    ApplicantType,
    Channel,
    ComponentGroup,
    Decision,
    Document,
    Fee,
    Form,
    LegalBasis,
    Level,
    Method,
    OnlineLevel,
    PartialReason,
    Procedure,
    ReceptionPlace,
    Result,
    Source,
    Status,
    StepGroup,
    Term,
    Unit,
)
from indexer.register_files import AgenciesFile, OffersFile
from indexer.yaml_tree import parse
from tests.samples import procedure
from tests.test_bundled_data import DATA

# What could go wrong in YAML: signs of its grammar, words of its resolver, blanks and breaks of all kinds.
SIGNS = st.one_of(
    st.sampled_from([": ", " #", "- ", "? ", *":-?\\'\"{}[],&*!|>%@`~", "---", "...", "<<", "="]),
    st.sampled_from(
        ["null", "true", "no", "12", "1.5", "0x1f", "12:30", "2026-01-02", "ế", "đ", "\U0001f600"]
    ),
    st.sampled_from(
        ["\n", "\t", "  ", "\r", "\n\n", " \n", "\n ", "\u0085", "\u2028", "\ufeff", "\u00a0", "\x00", "\x1b"]
    ),
)
TEXTS = (
    st.lists(
        st.one_of(SIGNS, st.text(st.characters(exclude_categories=["Cs"]), max_size=6)),
        min_size=1,
        max_size=8,
    )
    .map("".join)
    .filter(lambda one: one.strip())
)
LONG = st.builds(lambda one, times: " ".join([one.strip()] * times), TEXTS, st.integers(1, 60))
SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True).filter(lambda one: len(one) <= 80)
CODES = st.from_regex(r"[1-9]\.[0-9]{6}(\.[0-9A-Z]{1,3}){0,2}", fullmatch=True)
URLS = st.from_regex(r"https://[a-z]+\.vn/[a-zA-Z0-9#?=&%,:-]*", fullmatch=True)
DAYS = st.dates(dt.date(1945, 1, 1), dt.date(2100, 1, 1))
NUMBERS = st.integers(0, 4_000).map(lambda one: one / 4)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=least, max_size=3).map(tuple)


FEES = st.builds(
    Fee,
    kind=maybe(st.sampled_from(["phi", "le_phi"])),
    amount=maybe(st.integers(0, 10**12)),
    currency=st.sampled_from(["VND", "USD"]),
    note=maybe(LONG),
    basis=maybe(TEXTS),
)
TERMS = st.builds(
    Term,
    duration=maybe(NUMBERS),
    unit=maybe(st.sampled_from(Unit)),
    case=maybe(TEXTS),
    cutoff=maybe(st.just("15:00")),
    note=maybe(LONG),
    fees=some(FEES),
)
FORMS = st.builds(Form, name=TEXTS, number=maybe(TEXTS), basis=maybe(TEXTS), url=maybe(URLS))
DOCUMENTS = st.builds(
    Document,
    code=SLUGS,
    name=LONG,
    originals=maybe(st.integers(0, 99)),
    form=maybe(FORMS),
    required=st.booleans(),
    accepts_electronic=maybe(st.booleans()),
    formats=some(st.sampled_from(["pdf", "jpg"])),
    note=maybe(LONG),
)
PROCEDURES = st.builds(
    Procedure,
    code=CODES,
    name=TEXTS,
    short_name=maybe(TEXTS),
    aliases=some(TEXTS),
    agency=SLUGS,
    field=SLUGS,
    levels=some(st.sampled_from(Level), 1),
    online_level=maybe(st.sampled_from(OnlineLevel)),
    partial_reason=maybe(st.builds(PartialReason, kind=st.just("presence"), note=maybe(TEXTS))),
    applicant_types=some(st.sampled_from(ApplicantType)),
    summary=maybe(LONG),
    steps=some(st.builds(StepGroup, case=maybe(TEXTS), items=some(LONG, 1))),
    methods=some(
        st.builds(Method, channel=st.sampled_from(Channel), terms=some(TERMS, 1), note=maybe(TEXTS))
    ),
    components=some(st.builds(ComponentGroup, case=maybe(TEXTS), documents=some(DOCUMENTS, 1))),
    results=some(st.builds(Result, code=maybe(TEXTS), name=LONG, form=maybe(FORMS))),
    legal_bases=some(st.builds(LegalBasis, number=TEXTS, title=maybe(LONG), issued_on=maybe(DAYS))),
    reception_places=some(st.builds(ReceptionPlace, address=TEXTS, geo=maybe(st.tuples(NUMBERS, NUMBERS)))),
    related=some(CODES),
    legacy_codes=some(TEXTS),
    external_ids=st.dictionaries(SLUGS, TEXTS, max_size=3),
    decision=maybe(st.builds(Decision, number=TEXTS, date=maybe(DAYS), agency=maybe(SLUGS))),
    status=st.sampled_from(Status),
    sensitive=st.booleans(),
    valid_from=maybe(DAYS),
    source=st.builds(Source, url=URLS, retrieved_on=maybe(DAYS), note=maybe(TEXTS)),
)


def read_again(written: str) -> Procedure | None:
    parsed = parse_text(written.encode("utf-8"), Procedure, "x.yaml")
    assert [one.text("en") for one in parsed.complaints] == []
    return parsed.value


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(PROCEDURES)
def test_every_procedure_is_itself_when_read_again(one: Procedure) -> None:
    assert read_again(to_yaml(one, ["lời dẫn"])) == one


@settings(max_examples=300)
@given(TEXTS, st.booleans())
def test_every_text_is_itself_in_a_line_of_its_own_and_in_brackets(written: str, flow: bool) -> None:
    shown = scalar(written, flow=flow)
    assert "\n" not in shown
    assert parse(f"{{a: {shown}}}" if flow else f"a: {shown}").data == {"a": written}
    assert parse(f"a: {quoted(written)}").data == {"a": written}


@pytest.fixture(scope="module")
def bundled() -> tuple[Procedure, ...]:
    return load_folder(DATA).procedures


def test_bundled_procedures_with_their_forms_are_themselves_when_read_again(
    bundled: tuple[Procedure, ...],
) -> None:
    assert sum(one.form is not None for one in bundled) >= 12
    for one in bundled:
        assert read_again(to_yaml(one)) == one, one.code


def test_the_same_value_gives_the_same_text(bundled: tuple[Procedure, ...]) -> None:
    for one in bundled[:20]:
        assert to_yaml(one) == to_yaml(one.model_copy(deep=True))


def test_conditions_keep_their_names_in_yaml() -> None:
    question = {"id": "b", "type": "yes_no", "label": "B", "show_if": {"question": "a", "in": ["x", "y"]}}
    choice = {
        "id": "a",
        "type": "choose_one",
        "label": "A",
        "options": [{"value": v, "label": v} for v in "xy"],
    }
    form = {"version": 1, "pages": [{"id": "p", "title": "P", "questions": [choice, question]}]}
    one = procedure(form=form)
    assert isinstance(one.form, EForm)
    assert read_again(to_yaml(one)) == one


def test_keys_stand_in_the_order_of_the_model_and_defaults_are_left_out() -> None:
    written = to_yaml(procedure("1.000001", "Cấp thẻ"))
    assert written == (
        'code: "1.000001"\n'
        "name: Cấp thẻ\n"
        "agency: ubnd-cap-xa\n"
        "field: ho-tich\n"
        "levels: [commune]\n"
        "online_level: null\n"
        "source:\n"
        "  url: https://example.org/thu-tuc\n"
        "  retrieved_on: null\n"
    )


def test_small_leaves_stand_on_one_line_and_unknown_units_are_shown() -> None:
    terms = [
        {"duration": 1, "unit": None, "fees": [{"kind": "phi", "amount": 8000, "note": "Mỗi bản, nếu xin"}]}
    ]
    written = to_yaml(procedure(methods=[{"channel": "online", "terms": terms}]))
    assert (
        "methods:\n"
        "  - channel: online\n"
        "    terms:\n"
        "      - duration: 1\n"
        "        unit: null\n"
        "        fees:\n"
        '          - {kind: phi, amount: 8000, note: "Mỗi bản, nếu xin"}\n'
    ) in written


def test_long_paragraphs_are_folded_and_lines_stay_lines() -> None:
    paragraph = " ".join(["một hai ba bốn"] * 20)
    written = to_yaml(procedure(summary=paragraph, note="Dòng một:\n- dòng hai"))
    assert "summary: >-\n" in written
    assert max(len(one) for one in written.splitlines()) <= WIDTH
    assert "note: |-\n  Dòng một:\n  - dòng hai\n" in written


@pytest.mark.parametrize("said", ["1.010040", "60/2014/QH13", "15:00", "0123", "2026-01-02", "7"])
def test_codes_and_texts_like_numbers_are_quoted(said: str) -> None:
    assert scalar(said, flow=False) == f'"{said}"'


@pytest.mark.parametrize(
    "said", ["02 ảnh cỡ 4x6", "Ngày 2026-01-02", "Có, không?", "a: b".replace(": ", ":")]
)
def test_ordinary_sentences_are_not(said: str) -> None:
    assert scalar(said, flow=False) == said


def test_numbers_have_no_exponent() -> None:
    assert [scalar(one, flow=False) for one in (7.0, 0.5, 1e15, 10_000_000)] == [
        "7",
        "0.5",
        "1000000000000000",
        "10000000",
    ]


def test_registers_are_written_by_the_same_rules() -> None:
    agencies = AgenciesFile(
        kinds=(AgencyKind(id="so-mau", name="Sở Mẫu, loại một", level=Level.PROVINCE),),
        agencies=(Agency(id="bo-mau", ident_code="G01", name="Bộ Mẫu", level=Level.MINISTRY),),
    )
    assert to_yaml(agencies) == (
        "kinds:\n"
        '  - {id: so-mau, name: "Sở Mẫu, loại một", level: province}\n'
        "agencies:\n"
        '  - {id: bo-mau, ident_code: "G01", name: Bộ Mẫu, level: ministry}\n'
    )
    assert parse_text(to_yaml(agencies).encode(), AgenciesFile, "x").value == agencies


def test_an_empty_register_is_a_file_that_can_be_read() -> None:
    assert parse_text(to_yaml(OffersFile(), ["trống"]).encode(), OffersFile, "x").value == OffersFile()
