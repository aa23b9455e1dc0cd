"""pyvi's word segmentation from pyvi's own model: the same output, in pure Python, without importing pyvi.

Importing pyvi loads scikit-learn and SciPy (0.7 s, 127 MB) to decode a linear-chain CRF of two labels: B_W
begins a word, I_W continues it. With two labels only differences count, so the model here is one number for
each attribute, four for the transitions, and pyvi's word list. Layout of the weights: CRFsuite 0.12,
`crf1d_model.c` and `cqdb.c`. pyvi: https://github.com/trungtv/pyvi, MIT.
"""

from __future__ import annotations

import json
import pickle
import re
import string
import struct
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata, util
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Any, NamedTuple, Self, TypeAlias, TypeVar

from indexer.errors import IndexerError

FORMAT = 1
"""Raised when the bytes of a model change their meaning."""

# Ten times the vocabulary of pyvi's model, some 30 MB at most: queries of strangers cannot fill the memory.
_CACHED_TOKENS = 65_536
_LONGEST_CACHED = 64

_Moves: TypeAlias = tuple[float, float, float, float]
_Followers: TypeAlias = dict[str, tuple[bool, frozenset[str]]]
_T = TypeVar("_T")


class SegmentModelError(IndexerError):
    """The word model cannot be read; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class WordModel:
    """What pyvi knows: the weights of its CRF and its word list."""

    pyvi: str
    """Version of the pyvi that the model was read from."""
    weights: dict[str, float]
    """Attribute -> its weight for B_W minus its weight for I_W; an absent attribute weighs nothing."""
    transitions: _Moves
    """Weights of B_W to B_W, B_W to I_W, I_W to B_W, I_W to I_W."""
    words: tuple[str, ...]
    """Words of two and three syllables, one blank between syllables, sorted."""

    @classmethod
    def from_pyvi(cls) -> Self:
        """Reads the files of the installed pyvi. Raises SegmentModelError."""
        spec = util.find_spec("pyvi")
        if spec is None or not spec.submodule_search_locations:
            raise SegmentModelError("pyvi is not installed; run: pip install pyvi==0.1.1")
        models = Path(spec.submodule_search_locations[0]) / "models"
        weights, transitions = _read(models / "pyvi3.pkl", lambda data: _crf(_model_bytes(data)))
        return cls(metadata.version("pyvi"), weights, transitions, _read(models / "words.txt", _word_list))

    def to_bytes(self) -> bytes:
        """The model as a generation carries it: deflated JSON, the same bytes for equal models."""
        plain = json.dumps({**asdict(self), "format": FORMAT}, ensure_ascii=False, sort_keys=True)
        return zlib.compress(plain.encode("utf-8"))

    @classmethod
    def from_bytes(cls, data: bytes, source: str = "words.model") -> Self:
        """Reads what `to_bytes` wrote. Raises SegmentModelError, which names `source`."""
        try:
            return cls._from_plain(json.loads(zlib.decompress(data)))
        except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SegmentModelError(f"{source}: no word model that this version reads: {error!r}") from error

    @classmethod
    def _from_plain(cls, plain: dict[str, Any]) -> Self:
        if plain["format"] != FORMAT:
            raise ValueError(f"format {plain['format']!r} instead of {FORMAT}")
        weights = {name: float(weight) for name, weight in plain["weights"].items()}
        bb, bi, ib, ii = map(float, plain["transitions"])
        return cls(str(plain["pyvi"]), weights, (bb, bi, ib, ii), tuple(sorted(map(str, plain["words"]))))


_DAMAGE = (
    pickle.UnpicklingError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ImportError,
    OverflowError,
    MemoryError,
)
"""What reading a damaged pickle or model raises."""


def _read(path: Path, parse: Callable[[bytes], _T]) -> _T:
    try:
        return parse(path.read_bytes())
    except _DAMAGE as error:
        raise SegmentModelError(f"{path}: cannot be read as pyvi's word model: {error!r}") from error


def _word_list(data: bytes) -> tuple[str, ...]:
    """pyvi looks up small letters only, so its entries with a capital are never found."""
    entries = set(data.decode("utf-8").split("\n"))
    return tuple(sorted(e for e in entries if 1 <= e.count(" ") <= 2 and e == e.lower()))


class _Stub:
    """Stands for a class of the pickle and keeps its state, nothing else."""

    def __init__(self, *_: object) -> None:
        self.state: Any = None

    def __setstate__(self, state: Any) -> None:
        self.state = state


def _latin1(text: str, _encoding: str) -> bytes:
    return text.encode("latin-1")


_HARMLESS = {
    ("sklearn_crfsuite.estimator", "CRF"): _Stub,
    ("sklearn_crfsuite._fileresource", "FileResource"): _Stub,
    ("pycrfsuite._logparser", "TrainLogParser"): _Stub,
    ("numpy.core.multiarray", "scalar"): _Stub,
    ("numpy", "dtype"): _Stub,
    ("_codecs", "encode"): _latin1,
}
"""The names that pyvi's pickle needs and what stands for each: a pickle that asks for more is refused."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _HARMLESS:
            raise pickle.UnpicklingError(f"{module}.{name} is not expected here")
        return _HARMLESS[module, name]


def _model_bytes(data: bytes) -> bytes:
    """The CRFsuite model inside the pickle of a `sklearn_crfsuite.CRF`."""
    model: bytes = _Unpickler(BytesIO(data)).load().state["modelfile"].state["__FILE_RESOURCE_DATA__"]
    return model


def _crf(data: bytes) -> tuple[dict[str, float], _Moves]:
    """Weight differences of the attributes and the four transitions of a CRFsuite model."""
    magic, features, labels, attributes = unpack_from("<4s24x3I", data)
    if magic != b"lCRF":
        raise ValueError(f"starts with {magic!r} instead of b'lCRF'")
    sign = [{"B_W": 1, "I_W": -1}[label] for label in _strings(data, labels)]
    names = _strings(data, attributes)
    weights: dict[str, float] = {}
    moves = dict.fromkeys([(1, 1), (1, -1), (-1, 1), (-1, -1)], 0.0)
    (count,) = unpack_from("<I", data, features + 8)
    for is_move, source, target, weight in iter_unpack("<3Id", data[features + 12 :][: 20 * count]):
        if is_move:
            moves[sign[source], sign[target]] = weight
        else:
            weights[names[source]] = weights.get(names[source], 0.0) + sign[target] * weight
    bb, bi, ib, ii = moves.values()
    return weights, (bb, bi, ib, ii)


def _strings(data: bytes, start: int) -> list[str]:
    """The strings of a CQDB table at an offset, by their number."""
    magic, count, offsets = unpack_from("<4s12x2I", data, start)
    if magic != b"CQDB":
        raise ValueError(f"table starts with {magic!r} instead of b'CQDB'")
    return [_string(data, start + at) for at in unpack_from(f"<{count}I", data, start + offsets)]


def _string(data: bytes, at: int) -> str:
    (size,) = unpack_from("<I", data, at + 4)
    return data[at + 8 : at + 8 + size - 1].decode("utf-8")  # the size counts the closing zero


# pyvi's alternatives in pyvi's order; possessive where giving back never helps: the same pieces, found sooner.
_SIGNS = r"[A-ZĐ]++\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\.|==>|->|\.\.\.|>>|\n"
_ADDRESSES = r"|\w++://[^\s]+|[a-zA-Z0-9_.+-]++@(?:[a-zA-Z0-9-]++\.)+[a-zA-Z0-9-]+"
_REST = r"|\d++(?:[.,_]\d++)++|[^\w\s]|\w+"
_WITHOUT_ADDRESSES = re.compile(_SIGNS + _REST)
_WITH_ADDRESSES = re.compile(_SIGNS + _ADDRESSES + _REST)


def _cut(text: str) -> list[str]:
    """Syllables and signs as pyvi cuts them."""
    text = unicodedata.normalize("NFC", text)
    pattern = _WITH_ADDRESSES if "@" in text or "://" in text else _WITHOUT_ADDRESSES
    return pattern.findall(text)


class _Token(NamedTuple):
    """What is known of a syllable or sign wherever it stands. Weights: above zero speaks for B_W."""

    own: float
    for_previous: float
    for_next: float
    lower: str
    followers: _Followers
    """Next syllable -> whether both are a word, and the third syllables that complete a word."""
    joins: bool
    """Whether it can be part of a longer word at all."""
    titled: bool


class _Lexicon(dict[str, _Token]):
    """Tokens by spelling, made when first met. Two threads may make the same one, which does no harm."""

    def __init__(self, model: WordModel) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, spelling: str) -> _Token:
        lower, first = spelling.lower(), spelling[:1]
        token = _Token(
            own=self._sum("", spelling)
            + self._weight("bias")
            + spelling.isdigit() * self._weight("word.isdigit()"),
            for_previous=self._sum("+1:", spelling),
            for_next=self._sum("-1:", spelling),
            lower=lower,
            followers=_followers(self._model.words, lower),
            # pyvi asks for a substring of all signs in a row, not for one of them
            joins=spelling not in string.punctuation and not first.isdigit(),
            titled=first.istitle(),
        )
        if len(self) < _CACHED_TOKENS and len(spelling) <= _LONGEST_CACHED:
            self[spelling] = token
        return token

    def _weight(self, attribute: str) -> float:
        return self._model.weights.get(attribute, 0.0)

    def _sum(self, place: str, spelling: str) -> float:
        # CRFsuite reads a name up to its first zero character
        word = self._weight(f"{place}word.lower():{spelling.lower()}".partition("\0")[0])
        upper = self._weight(f"{place}word.isupper()") if spelling.isupper() else 0.0
        return word + upper + (self._weight(f"{place}word.istitle()") if spelling.istitle() else 0.0)


def _followers(words: Sequence[str], first: str) -> _Followers:
    found: dict[str, set[str]] = {}
    for word in words[bisect_left(words, first + " ") : bisect_left(words, first + "!")]:
        _, second, *third = word.split(" ")
        found.setdefault(second, set()).update(third or [""])
    return {second: ("" in thirds, frozenset(thirds - {""})) for second, thirds in found.items()}


class Segmenter:
    """Cuts Vietnamese text into words as `pyvi.ViTokenizer` does. Threads may share one."""

    def __init__(self, model: WordModel) -> None:
        self._lexicon = _Lexicon(model)
        weight = model.weights.get
        self._pair = weight("+1:word.bi_gram()", 0.0), weight("-1:word.bi_gram()", 0.0)
        self._triple = weight("+2:word.tri_gram()", 0.0), weight("-2:word.tri_gram()", 0.0)
        self._transitions = model.transitions

    def tokenize(self, text: str) -> str:
        """The NFC text with `_` inside words and one blank between words and signs.

        Equal to `pyvi.ViTokenizer.tokenize(text)`: "" and blanks come back as they are.
        """
        pieces = _cut(text)
        if not pieces:
            return text
        joints = [" _"[flag] for flag in self.words(pieces)]
        return "".join(map(str.__add__, joints, pieces))[1:]

    def words(self, syllables: Sequence[str]) -> list[int]:
        """For each syllable 1 if it continues the word before it, else 0.

        `syllables` are NFC without blanks; for search in small letters, the tone in the old position (hóa).
        """
        if not syllables:
            return []
        tokens = [self._lexicon[syllable] for syllable in syllables]
        labels = decode(self._scores(tokens), self._transitions)
        flags = [
            int(label and right.joins and left.joins and (left.titled or not right.titled))
            for label, (left, right) in zip(labels[1:], pairwise(tokens), strict=True)
        ]
        return [0, *flags]

    def _scores(self, tokens: Sequence[_Token]) -> list[float]:
        """How much rather each token begins a word than continues one."""
        own, for_previous, for_next, lower, followers, *_ = zip(*tokens, strict=True)
        scores: list[float] = list(
            map(sum, zip(own, (0.0, *for_next[:-1]), (*for_previous[1:], 0.0), strict=True))
        )
        for at, found in enumerate(map(dict.get, followers, lower[1:])):
            if found is None:
                continue
            is_word, thirds = found
            if is_word:
                scores[at] += self._pair[0]
                scores[at + 1] += self._pair[1]
            if thirds and at + 2 < len(lower) and lower[at + 2] in thirds:
                scores[at] += self._triple[0]
                scores[at + 2] += self._triple[1]
        return scores


def decode(scores: Sequence[float], transitions: _Moves) -> list[int]:
    """Labels of the best path (Viterbi): 0 begins a word, 1 continues it.

    `scores`: how much more each place weighs with label 0, at least one; `transitions`: 0-0, 0-1, 1-0, 1-1.
    """
    bb, bi, ib, ii = transitions
    low, high = sorted((ib - bb, ii - bi))  # leads from which on the best way to 0, and to 1, comes from 0
    crossed = ii - bi < ib - bb  # between the two, each label comes from the other one
    slope, offset = (-1.0, ib - bi) if crossed else (1.0, bb - ii)
    lead, origins = scores[0], []
    for score in scores[1:]:
        if lead >= high:
            origins.append(0)
            lead = bb - bi + score
        elif lead < low:
            origins.append(1)
            lead = ib - ii + score
        else:
            origins.append(2)
            lead = slope * lead + offset + score
    return _trace(origins, int(lead < 0), crossed)


def _trace(origins: Iterable[int], label: int, crossed: bool) -> list[int]:
    labels = [label]
    for origin in reversed(list(origins)):
        label = label ^ crossed if origin == 2 else origin
        labels.append(label)
    return labels[::-1]
