"""The embedded engine keeps the contract."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest

from indexer.catalog import Registers
from indexer.procedure import Procedure
from search_api.editions import Edition
from search_api.whoosh_engine import WhooshEngine
from tests.contract.asking import EngineFactory
from tests.engine_contract import EngineContract
from tests.samples import build_index


class TestWhooshEngine(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def make_engine(cls, tmp_path_factory: pytest.TempPathFactory) -> EngineFactory:
        numbers = itertools.count()

        def make(procedures: Sequence[Procedure], registers: Registers, today: dt.date) -> WhooshEngine:
            root = tmp_path_factory.mktemp(f"index{next(numbers)}")
            return WhooshEngine(Edition(build_index(root, procedures, registers)), lambda: today)

        return make
