"""Knowledge that the tests of all steps share; nobody may change it."""

from __future__ import annotations

import pytest

from search_api.understanding import Knowledge
from tests.unit.search_api.understanding.knowing import MANY, Bundled, knowledge_of


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return knowledge_of()


@pytest.fixture(scope="session")
def bundled() -> Bundled:
    return Bundled.load()


@pytest.fixture(scope="session")
def often() -> Knowledge:
    """Every name is held so often that its pairs speak for a syllable."""
    return knowledge_of(MANY)
