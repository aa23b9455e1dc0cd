"""Steps of understanding, each alone."""

from __future__ import annotations

import pytest

from indexer.analysis import analyse
from indexer.catalog import Catalog
from indexer.vocabulary import Vocabulary, learn
from search_api.understanding import STEPS, Reading, prefix, read_code, understand
from search_api.understanding.codes import MOST as MOST_CODES
from search_api.understanding.prefix import FACTOR_ALONE, FACTOR_PAIR, MOST, complete_last
from tests.samples import procedure, registers

NAMES = ["Đăng ký khai sinh", "Đăng ký khai tử", "Cấp hộ chiếu", "Hủy hồ sơ", "Kỹ năng", "Sĩ quan sinh sống"]


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    catalog = Catalog(registers())
    made = [procedure(f"1.00000{n}", name) for n, name in enumerate(NAMES)]
    return learn([analyse(one, catalog, lambda syllables: [0] * len(syllables)) for one in made])


def codes(typed: str, known: Vocabulary) -> tuple[str, ...]:
    return read_code(Reading.of(typed), known).codes


@pytest.mark.parametrize(
    "typed",
    [
        "1.001193",
        "1001193",
        "1,001193",
        "1-001193",
        "1 001193",
        "1 . 001193",
        "１．００１１９３",
        "mã １００１１９３",
        "1.001193000",
        "1001193000",
        "mã 1001193 nhé",
        "(1.001193)",
        "1.001193.",
        "khai sinh,1.001193",
        "1.001\u200b193",
        "1\u00a0.\u00a0001193",
        "1–001193",
    ],
)
def test_a_code_is_read_in_any_spelling(typed: str, known: Vocabulary):
    assert codes(typed, known) == ("1.001193",)


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("100119", "1.00119"),
        ("1 00119", "1.00119"),
        ("mã 1.00119", "1.00119"),
        ("1.001", "1.001"),
        ("1.0011", "1.0011"),
        ("1.00119", "1.00119"),
        (" 1,001 ", "1.001"),
    ],
)
def test_the_beginning_of_a_code_is_read(typed: str, beginning: str, known: Vocabulary):
    assert codes(typed, known) == (beginning,)


@pytest.mark.parametrize(
    "typed",
    [
        "1",
        "1.",
        "1.00",
        "khai sinh",
        "0912345678",
        "0.001193",
        "11.001193",
        "1.0011930",
        "a1.001193",
        "1.000 đồng",
        "1.000.000",
        "2.500.000 đồng",
        "lệ phí 1.000.000",
        "15.000",
        "24/11/2026",
        "42/2022/NĐ-CP",
        "1.001193a",
        "lệ phí 100065 đồng",
        "làm lại biển số 300034",
        "lệ phí 200000 đồng",
        "gọi 1 00119 nhé",
        "T-BPC-280421",
        "BPC-2804210",
        "mã 1001193000000",
        "",
    ],
)
def test_what_is_no_code_is_left_alone(typed: str, known: Vocabulary):
    before = Reading.of(typed)
    assert read_code(before, known) is before


def test_a_code_is_explained_as_it_was_typed(known: Vocabulary):
    (said,) = read_code(Reading.of("mã 1,001193 nhé"), known).understood
    assert (said.step, said.before, said.after) == ("code", "1,001193", "1.001193")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.001193.000.00.00.H40", "1.001193.000.00.00.H40"),
        ("1001193.000.00.00.h40", "1.001193.000.00.00.H40"),
        ("mã 1.001193.H19", "1.001193.H19"),
    ],
)
def test_the_suffix_of_a_local_version_is_kept(typed: str, code: str, known: Vocabulary):
    assert codes(typed, known) == (code,)


def test_several_codes_are_read_in_order_each_once(known: Vocabulary):
    assert codes("1.004194 hay 1001193, 1.004194?", known) == ("1.004194", "1.001193")
    assert len(codes(" ".join(f"1.00{n}" for n in range(1000, 1300)), known)) == MOST_CODES


def completions(typed: str, known: Vocabulary) -> dict[str, float]:
    reading = complete_last(Reading.of(typed), known)
    return {one.folded: one.factor for one in reading.completions}


def test_a_completion_seen_behind_the_word_before_counts_most(known: Vocabulary):
    assert completions("khai si", known) == {"sinh": FACTOR_PAIR}
    assert completions("hộ sin", known) == {"sinh": FACTOR_ALONE}


def test_one_or_two_letters_are_completed_behind_their_neighbour_alone(known: Vocabulary):
    assert completions("khai s", known) == {"sinh": FACTOR_PAIR}
    assert completions("năng si", known) == completions("năng s", known) == completions("s", known) == {}


def test_an_unfinished_syllable_may_end_in_either_i(known: Vocabulary):
    assert "sinh" in completions("khai si", known)
    assert "chieu" in completions("ho chi", known)


@pytest.mark.parametrize("typed", ["khai sinh ", "khai si.", "khai 12", "si 1.001193", "x@si.vn"])
def test_finished_words_numbers_and_addresses_are_not_completed(typed: str, known: Vocabulary):
    assert completions(typed, known) == {}


def test_a_syllable_does_not_complete_itself(known: Vocabulary):
    assert "sinh" not in completions("khai sinh", known)


def test_completions_are_searched_for_all_at_once(known: Vocabulary, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    monkeypatch.setattr(
        prefix, "find_all", lambda names, terms: asked.append(len(terms)) or [-1] * len(terms)
    )
    complete_last(Reading.of("khai s"), known)
    assert len(asked) == 1 < asked[0]


def test_few_completions_are_tried(known: Vocabulary):
    many = Vocabulary(
        known.syllables, known.counts, known.pairs, known.pair_counts, known.forms, known.form_counts
    )
    assert len(completions("đăng ky kha", many)) <= MOST


def test_marks_are_noticed():
    assert not Reading.of("khai sinh 42").marked
    assert not Reading.of("KI").marked
    assert Reading.of("khai sính").marked
    assert Reading.of("đang").marked


def test_an_empty_query_stops_the_chain_at_once():
    def never(reading, vocabulary):
        raise AssertionError("a step was asked about nothing")

    for typed in ("", " ", "?!"):
        assert understand(typed, None, (never,)).tokens == ()  # type: ignore[arg-type]


def test_steps_can_be_left_out(known: Vocabulary):
    assert understand("1.001193", known, ()).codes == ()
    assert understand("1.001193", known, STEPS).codes == ("1.001193",)
