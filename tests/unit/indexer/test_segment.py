"""Word cutting: the same words as pyvi, from pyvi's model, without pyvi."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
import zlib
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import segment
from indexer.segment import Segmenter, SegmentModelError, WordModel, decode
from tests.samples import national

TEXTS = (
    "Người có yêu cầu đăng ký khai sinh nộp tờ khai theo mẫu quy định cho cơ quan đăng ký hộ tịch.",
    "Ủy ban nhân dân cấp xã nơi cư trú của người cha hoặc người mẹ; không quá 03 ngày làm việc.",
    "Sở Nông nghiệp và Môi trường, Bộ Công an, Cục Quản lý xuất nhập cảnh, Việt Nam",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - Độc lập - Tự do - Hạnh phúc",
    "hoá đơn hóa đơn, thuỷ sản thủy sản, hòa giải hoà giải",
    "Mã 1.004194.000.00.00.H40 theo Nghị định số 42/2022/NĐ-CP ngày 24/6/2022, lệ phí 1.000.000 đồng",
    "Thư gửi hop.thu+mau@mau.example.org hoặc https://mau.example.org/a?b=c_d trước 15:30",
    "Tp. Hồ Chí Minh, ThS. Nguyễn Văn A, TP.HCM v.v... => -> >> ==>",
    "",
    " ",
    "\n\t ",
    "a",
    "…",
    "dang ky khai sinh khong dau",
    "đăng_ký khai_sinh",
    "Đ Đ. ĐKKD. A.B.C.",
    "một\u00a0hai\u200bba\u00adbốn",
    "emoji 😀 và ký tự \u0301 rời",
    "x\0y đăng ký",
)
PIECES = st.sampled_from(
    [
        "đăng",
        "ký",
        "khai",
        "sinh",
        "Khai",
        "Sinh",
        "CÔNG",
        "AN",
        "ủy",
        "ban",
        "nhân",
        "dân",
        "hóa",
        "đơn",
        "hoá",
        "quyền",
        "sử",
        "dụng",
        "đất",
        "42/2022/NĐ-CP",
        "1.001193",
        "a@b.vn",
        "http://x.vn",
        "Tp.",
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
        "-",
        "_",
        "...",
        "\n",
        "%",
        "15:30",
        "3,5",
        "A1",
        "Việt",
        "Nam",
        "xã",
        "hội",
        "chủ",
        "nghĩa",
    ]
)


@pytest.fixture(scope="module")
def model() -> WordModel:
    return WordModel.from_pyvi()


@pytest.fixture(scope="module")
def ours(model: WordModel) -> Segmenter:
    return Segmenter(model)


@pytest.fixture(scope="module")
def pyvi():
    from pyvi import ViTokenizer

    return ViTokenizer.tokenize


def variants(written: str) -> list[str]:
    return [
        written,
        written.lower(),
        written.upper(),
        written.title(),
        unicodedata.normalize("NFD", written),
        written.replace("òa", "oà").replace("óa", "oá"),
    ]


@pytest.mark.parametrize("written", TEXTS)
def test_words_are_those_of_pyvi(ours: Segmenter, pyvi, written: str):
    for twin in variants(written):
        assert ours.tokenize(twin) == pyvi(twin)


def undecided(ours: Segmenter, written: str) -> bool:
    """Whether two cuttings weigh the same, so that rounding alone decides: "Việt Việt Việt Việt Việt"."""
    pieces = segment._cut(written)
    if not pieces:
        return False
    first, *scores = ours._scores([ours._lexicon[piece] for piece in pieces])
    moves = ours._transitions
    best = [first], [0.0]
    for score in scores:
        to_begin = [*(one + moves[0] for one in best[0]), *(one + moves[2] for one in best[1])]
        to_go_on = [*(one + moves[1] for one in best[0]), *(one + moves[3] for one in best[1])]
        best = [one + score for one in sorted(to_begin)[-2:]], sorted(to_go_on)[-2:]
    *_, second, winner = sorted([*best[0], *best[1]])
    return winner - second < 1e-9


@given(st.lists(PIECES, max_size=30))
@example(["Việt"] * 5)
def test_words_of_any_mixture_are_those_of_pyvi(ours: Segmenter, pyvi, pieces: list[str]):
    for glue in (" ", ""):
        written = glue.join(pieces)
        assert ours.tokenize(written) == pyvi(written) or undecided(ours, written)


@given(st.text(max_size=60))
def test_words_of_any_text_are_those_of_pyvi(ours: Segmenter, pyvi, written: str):
    assert ours.tokenize(written) == pyvi(written) or undecided(ours, written)


def test_hardly_any_real_text_is_undecided(ours: Segmenter):
    assert not any(undecided(ours, twin) for written in TEXTS for twin in variants(written))


@pytest.mark.shared
def test_words_of_real_texts_are_those_of_pyvi(ours: Segmenter, pyvi, shared: Path):
    records = national(shared)
    texts = [record["name"] for record in records]
    texts += [str(record.get("steps") or "")[:1_200] for record in records[::2]]
    texts += [name.title() for name in texts[:1_000]] + [name.upper() for name in texts[1_000:2_000]]
    assert len(texts) > 6_000
    assert [text for text in texts if ours.tokenize(text) != pyvi(text)] == []


def test_flags_say_which_syllable_continues_a_word(ours: Segmenter):
    assert ours.words(["đăng", "ký", "khai", "sinh"]) == [0, 1, 0, 1]
    assert ours.words([]) == []
    assert ours.words(["sinh"]) == [0]


@given(st.lists(PIECES.filter(str.strip), min_size=1, max_size=20))
def test_the_first_syllable_begins_a_word(ours: Segmenter, pieces: list[str]):
    flags = ours.words(pieces)
    assert len(flags) == len(pieces)
    assert flags[0] == 0
    assert set(flags) <= {0, 1}


@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=8),
    st.tuples(*[st.integers(-9, 9)] * 4),
)
def test_decoding_finds_a_best_path(scores: list[int], transitions: tuple[int, int, int, int]):
    def worth(labels) -> float:
        moves = sum(transitions[2 * left + right] for left, right in pairwise(labels))
        return moves + sum(score for score, label in zip(scores, labels, strict=True) if label == 0)

    best = max(worth(labels) for labels in product((0, 1), repeat=len(scores)))
    assert worth(decode(scores, transitions)) == best


def test_a_model_survives_its_bytes(model: WordModel):
    data = model.to_bytes()
    assert WordModel.from_bytes(data) == model
    assert WordModel.from_bytes(data).to_bytes() == data
    assert len(data) < 400_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no model",
        zlib.compress(b"[]"),
        zlib.compress(b'{"format": 999}'),
        zlib.compress(b'{"format": 1, "weights": {}, "transitions": [1, 2], "words": [], "pyvi": ""}'),
    ],
)
def test_bytes_that_are_no_model_are_refused_by_name(data: bytes):
    with pytest.raises(SegmentModelError, match=r"^gen-1/words\.model: no word model"):
        WordModel.from_bytes(data, "gen-1/words.model")


def test_a_damaged_model_is_refused(model: WordModel):
    data = model.to_bytes()
    with pytest.raises(SegmentModelError):
        WordModel.from_bytes(data[: len(data) // 2])


IMPORTS = """
import datetime, sys
from pathlib import Path
import search_api.app
from search_api.live import Live
from search_api.query import SearchQuery
live = Live(Path(sys.argv[1]).parent, lambda: datetime.date(2026, 11, 24))
live.start()
assert live.serving.engine.search(SearchQuery("đăng ký khai sinh")).total
heavy = {"pyvi", "sklearn", "scipy", "sklearn_crfsuite", "pycrfsuite"}
print(*sorted(name for name in sys.modules if name.split(".")[0] in heavy))
"""


def test_serving_imports_neither_pyvi_nor_scikit_learn(sample_folder: Path):
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, str(sample_folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
