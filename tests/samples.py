"""Small builders of procedures, registers and indexes for tests. Codes and numbers are made up."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from indexer import build, generation, text
from indexer.catalog import Registers
from indexer.procedure import Procedure

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SOURCE = {"url": "https://example.org/thu-tuc"}


def procedure(code: str = "1.000001", name: str = "Đăng ký khai sinh", **parts: Any) -> Procedure:
    """A procedure; parts are given as in a YAML file."""
    steps = parts.pop("steps", None)
    plain = {
        "code": code,
        "name": name,
        "agency": "ubnd-cap-xa",
        "field": "ho-tich",
        "levels": ["commune"],
        "source": SOURCE,
        **({"steps": [{"items": steps}]} if steps else {}),
        **parts,
    }
    return Procedure.model_validate_json(json.dumps(plain, default=str))


KINDS = (
    {"id": "ubnd-cap-xa", "name": "Ủy ban nhân dân cấp xã", "aliases": ["UBND xã"], "level": "commune"},
    {"id": "cong-an-cap-xa", "name": "Công an cấp xã", "level": "commune", "parent": "bo-cong-an"},
    {"id": "so-tu-phap", "name": "Sở Tư pháp", "level": "province", "parent": "bo-tu-phap"},
)
AGENCIES = (
    {"id": "bo-tu-phap", "name": "Bộ Tư pháp", "level": "ministry"},
    {"id": "bo-cong-an", "name": "Bộ Công an", "level": "ministry"},
    {"id": "bo-xay-dung", "name": "Bộ Xây dựng", "level": "ministry"},
    {
        "id": "bo-giao-thong-van-tai",
        "name": "Bộ Giao thông vận tải",
        "level": "ministry",
        "valid_to": "2025-02-28",
        "successors": ["bo-xay-dung"],
    },
    {
        "id": "cuc-xuat-nhap-canh",
        "name": "Cục Quản lý xuất nhập cảnh",
        "level": "ministry",
        "parent": "bo-cong-an",
    },
    {"id": "ubnd-xa-mau", "name": "Ủy ban nhân dân xã Mẫu", "level": "commune", "kind": "ubnd-cap-xa"},
)
FIELDS = (
    {"id": "ho-tich", "name": "Hộ tịch"},
    {"id": "cu-tru", "name": "Cư trú"},
    {"id": "xuat-nhap-canh", "name": "Xuất nhập cảnh"},
    {"id": "giao-thong", "name": "Đường bộ"},
)


def registers(**parts: Any) -> Registers:
    """Registers with a few agencies and fields; parts are given as in the YAML files."""
    plain = {
        "portal": {"name": "Cổng mẫu", "short_name": "Mẫu"},
        "kinds": KINDS,
        "agencies": AGENCIES,
        "fields": FIELDS,
        **parts,
    }
    return Registers.model_validate_json(json.dumps(plain, default=str))


def build_index(root: Path, procedures: Iterable[Procedure], known: Registers | None = None) -> Path:
    """Builds a generation of given procedures without any YAML; returns its folder."""
    return build.build_procedures(list(procedures), known or registers(), root)


MANIFEST_FACTS = {
    "created_at": "2026-11-24T08:00:00+00:00",
    "procedures": 2,
    "normaliser": text.NORMALISER_VERSION,
    "versions": {"python": "3.11"},
    "data_digest": "0" * 64,
}


def make_generation(root: Path, name: str, **facts) -> Path:
    """A small generation that is whole and current."""
    root.mkdir(exist_ok=True)
    with generation.started(root, name) as folder:
        (folder / "tables").mkdir()
        np.save(folder / "tables" / "a.npy", np.arange(25), allow_pickle=False)
        (folder / "procedures.jsonl").write_bytes(b'{"code":"1.000001"}\n')
        (folder / "empty").write_bytes(b"")
        generation.write_manifest(folder, {"id": name, **MANIFEST_FACTS, **facts})
        return generation.publish(root, folder)


LEVEL_NAMES = {"bộ": "ministry", "tỉnh": "province", "huyện": "district", "xã": "commune"}


def national(shared: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """Real records as they are; see the README beside them."""
    with gzip.open(shared / "data" / "national" / "procedures.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in itertools.islice(file, limit)]


def from_national(record: dict[str, Any]) -> Procedure:
    """A procedure with the name, level and steps of a real record, under an agency and field of `registers`."""
    level = (record.get("level") or "").lower()
    levels = [ours for word, ours in LEVEL_NAMES.items() if word in level] or ["other"]
    steps = [line for line in (record.get("steps") or "").splitlines() if line.strip()]
    return procedure(record["code"], " ".join(record["name"].split()), levels=levels, steps=steps or None)


def other_tone_place(written: str) -> str:
    """hòa -> hoà: the same words with the tone on the other letter where two places are usual."""
    return re.sub(r"([òóỏõọ])([ae])\b|([ùúủũụ])(y)\b", _moved, unicodedata.normalize("NFC", written))


def _moved(match: re.Match[str]) -> str:
    first, second = (part for part in match.groups() if part)
    base, *tone = unicodedata.normalize("NFD", first)
    return unicodedata.normalize("NFC", base + second + "".join(tone))


def without_marks(written: str) -> str:
    """Text as typed without an input method: no mark, đ as d."""
    bare = unicodedata.normalize("NFD", written.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def streams(written: str) -> list[list[str]]:
    """Every stream of terms that a text is indexed by."""
    stored = text.nfc(written)
    tokens = text.tokenize(stored)
    made = [
        text.syllables(tokens),
        text.pairs(tokens),
        text.folded(tokens),
        text.folded_pairs(tokens),
        text.codes(tokens),
    ]
    return [*made, *(part for run in text.runs(stored, tokens) for part in run)]
