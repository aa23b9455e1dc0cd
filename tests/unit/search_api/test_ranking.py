"""Weights and what no query changes."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.analysis import analyse
from indexer.catalog import Catalog
from indexer.columns import make_columns
from indexer.schema import STREAMS
from search_api.ranking import WEIGHTS, Weights, prior
from tests.samples import procedure, registers


def priors(*procedures, popular=(), weights: Weights = WEIGHTS) -> list[float]:
    catalog = Catalog(registers())
    analyses = [analyse(one, catalog, lambda syllables: [0] * len(syllables)) for one in procedures]
    return prior(make_columns(procedures, analyses, popular), weights).tolist()


def test_every_weighted_stream_is_in_the_index():
    assert WEIGHTS.accented.keys() | WEIGHTS.folded.keys() <= set(STREAMS)


@pytest.mark.parametrize("stream", WEIGHTS.accented)
def test_no_bare_stream_is_asked_for_accented_terms(stream: str):
    assert stream.endswith(("_s", "_p", "_w")) or stream == "codes"


@pytest.mark.parametrize("stream", WEIGHTS.folded)
def test_no_accented_stream_is_asked_for_bare_terms(stream: str):
    assert stream.endswith(("_f", "_fp")) or stream == "codes"


def test_what_communes_do_for_citizens_comes_a_little_first():
    commune, province, ministry = priors(
        procedure(levels=["commune", "province"]),
        procedure("1.000002", levels=["province"]),
        procedure("1.000003", levels=["ministry"]),
    )
    assert commune == pytest.approx(1 + WEIGHTS.commune)
    assert province == pytest.approx(1 + WEIGHTS.province)
    assert ministry == 1.0
    (citizen,) = priors(procedure(levels=["ministry"], applicant_types=["vn_citizen"]))
    assert citizen == pytest.approx(1 + WEIGHTS.citizen)


def test_editorial_order_counts_down():
    first, second, unnamed = priors(
        procedure("1.000001"), procedure("1.000002"), procedure("1.000003"), popular=["1.000001", "1.000002"]
    )
    assert first / unnamed == pytest.approx(1 + WEIGHTS.popular)
    assert first > second > unnamed


def test_factors_can_be_switched_off():
    off = Weights(popular=0, commune=0, province=0, citizen=0)
    one = procedure(applicant_types=["vn_citizen"])
    assert np.allclose(priors(one, popular=["1.000001"], weights=off), 1.0)
