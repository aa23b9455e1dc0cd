"""Knowledge to ask the steps with: of a few names, and of the data that comes with the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from indexer.analysis import analyse, everyday_names
from indexer.catalog import Catalog
from indexer.load import load_folder
from indexer.procedure import Procedure
from indexer.text import Kind, folded, nfc, tokenize
from indexer.vocabulary import learn
from search_api.understanding import Knowledge, Reading
from search_api.understanding.repair import repair
from tests.samples import procedure, registers

DATA = Path(__file__).resolve().parents[4] / "data"
NAMES = (
    *("Đăng ký khai sinh", "Đăng ký khai tử", "Đăng ký kết hôn", "Đăng ký thường trú", "Đăng ký tạm trú"),
    *("Cấp hộ chiếu phổ thông", "Cấp lại giấy phép lái xe", "Hủy hồ sơ", "Kỹ năng", "Sĩ quan sinh sống"),
    *("Nghiệm thu công trình đường bộ", "Chứng thực bản sao", "Trình báo mất hộ chiếu", "Xây dựng nhà ở"),
    *("Quản lý lưu trú", "Giải quyết khiếu nại", "Người Việt Nam định cư ở nước ngoài"),
)

MANY = tuple(f"{name} {word}" for name in NAMES for word in ("một", "hai", "ba", "bốn"))
"""The same so often that their pairs speak for a syllable."""


def knowledge_of(names: Iterable[str] = NAMES, **parts: Any) -> Knowledge:
    """Knowledge of procedures with these names; parts are those of the registers."""
    made = [procedure(f"1.{number:06}", name) for number, name in enumerate(names, start=1)]
    return learnt(made, Catalog(registers(**parts)))


def learnt(procedures: Iterable[Procedure], catalog: Catalog) -> Knowledge:
    """Knowledge of procedures and registers."""
    analyses = [analyse(one, catalog, lambda syllables: [0] * len(syllables)) for one in procedures]
    return Knowledge(learn(analyses), catalog)


class Bundled(NamedTuple):
    """The data that comes with the program: what is known of it and what its procedures are called."""

    knowledge: Knowledge
    names: tuple[str, ...]

    @classmethod
    def load(cls) -> Bundled:
        loaded = load_folder(DATA)
        catalog = Catalog(loaded.registers)
        names = (name for one in loaded.procedures for name in _names(one, catalog))
        return cls(learnt(loaded.procedures, catalog), tuple(dict.fromkeys(names)))

    def syllables(self) -> list[str]:
        """Distinct syllables of the names in small letters, as they are written."""
        found = {
            stored[token.start : token.end].lower()
            for stored in map(nfc, self.names)
            for token in tokenize(stored)
            if token.kind is Kind.SYLLABLE and token.folded.isalpha()
        }
        return sorted(found)


def _names(one: Procedure, catalog: Catalog) -> Iterator[str]:
    everyday = everyday_names(one, catalog)
    yield from (one.name, *everyday.aliases, *everyday.situations)
    if one.short_name:
        yield one.short_name


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """What the steps noted."""
    return [(one.step, one.before, one.after) for one in reading.understood]


def mended(typed: str, known: Knowledge) -> str | None:
    """The folded query as it was probably meant; None where nothing was mended."""
    reading = repair(Reading.of(typed), known)
    return " ".join(folded(reading.repaired)) if reading.repaired else None
