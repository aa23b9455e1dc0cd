"""Fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ and tests run side by side: no rule of ours is about milliseconds.
settings.register_profile("thutuc", deadline=None)
settings.load_profile("thutuc")
pytest.register_assert_rewrite("tests.engine_contract", "tests.contract")

from search_api.editions import Edition  # noqa: E402
from search_api.whoosh_engine import WhooshEngine  # noqa: E402
from tests.contract.corpus import CORPUS  # noqa: E402
from tests.samples import TODAY, build_index  # noqa: E402

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real records beside the checkout; the test is skipped where it is absent."""
    folder = Path(os.environ.get("THUTUC_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "data" / "national" / "procedures.jsonl.gz").is_file():
        pytest.skip(f"no real records: {folder} is absent; set THUTUC_SHARED")
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation of the procedures that engines are asked about; nobody may change it."""
    return build_index(tmp_path_factory.mktemp("sample"), CORPUS)


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Edition:
    """The same generation, opened."""
    return Edition(sample_folder)


@pytest.fixture(scope="session")
def engine(sample: Edition) -> WhooshEngine:
    """The embedded engine over the same generation."""
    return WhooshEngine(sample, lambda: TODAY)
