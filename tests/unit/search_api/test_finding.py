"""Which procedure an address names."""

from __future__ import annotations

import pytest

from search_api.finding import find
from search_api.live import Live, Serving
from search_api.problems import RefusedError
from tests.contract.codes import CODED, LOCAL
from tests.samples import TODAY, build_index


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    root = tmp_path_factory.mktemp("index")
    build_index(root, CODED)
    live = Live(root, lambda: TODAY)
    live.start()
    return live.serving


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("T-BPC-280421", "3.000348"),
        ("t-bpc-280421", "3.000348"),
        ("1.000656", "1.000656"),
        ("1000656", "1.000656"),
        (LOCAL, LOCAL),
        (LOCAL.lower(), LOCAL),
        ("1000016.000.00.00.H40", LOCAL),
        ("1.000016.000.00.00.H58", "1.000016"),
    ],
)
def test_a_code_in_any_spelling_names_one_procedure(serving: Serving, asked: str, code: str):
    assert find(serving, asked, None, TODAY).procedure.code == code


@pytest.mark.parametrize("asked", ["1.00001", "280421", "8.888888", "abc", ""])
def test_what_names_none_is_refused(serving: Serving, asked: str):
    with pytest.raises(RefusedError):
        find(serving, asked, None, TODAY)
