"""Names lead to their procedures: each bundled one is found first by what it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build import build_generation
from indexer.load import Loaded, load_folder
from search_api.live import Live
from search_api.query import SearchQuery
from tests.samples import without_marks

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_folder(CHECKOUT / "data")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    root = tmp_path_factory.mktemp("bundled")
    build_generation(CHECKOUT / "data", root)
    found = Live(root)
    found.start()
    return found


def first(live: Live, text: str) -> set[str]:
    """Code of the first hit and of its variants."""
    hits = live.serving.engine.search(SearchQuery(text=text, status="all")).hits
    return {hits[0].card.code, *(one.code for one in hits[0].variants)} if hits else set()


@pytest.mark.parametrize("spelled", [str, str.upper, without_marks, lambda name: without_marks(name).lower()])
def test_the_name_and_the_short_name_come_first_however_they_are_typed(loaded, live, spelled) -> None:
    missed = [
        (one.code, name)
        for one in loaded.procedures
        for name in filter(None, (one.name, one.short_name))
        if one.code not in first(live, spelled(name))
    ]
    assert missed == []


@pytest.mark.parametrize("spelled", ["{0}", "{1}", "{0}.000.00.00.H40", "mã {0}", "{2}"])
def test_a_code_in_any_spelling_comes_first(loaded, live, spelled) -> None:
    for one in loaded.procedures:
        text = spelled.format(one.code, one.code.replace(".", ""), one.code.replace(".", ","))
        assert one.code in first(live, text), text


def test_a_shared_alias_is_no_reason_to_hide_a_procedure(loaded, live) -> None:
    """Every alias brings its procedure onto the first page; an alias that two share cannot lead to both first."""
    missed = []
    for one in loaded.procedures:
        for alias in one.aliases:
            hits = live.serving.engine.search(SearchQuery(text=alias, status="all")).hits
            codes = {c for hit in hits for c in (hit.card.code, *(v.code for v in hit.variants))}
            if one.code not in codes:
                missed.append((one.code, alias))
    assert missed == []
