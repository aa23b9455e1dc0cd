"""Which parts the page of a procedure has, in the order in which somebody asks for them. Pure."""

from __future__ import annotations

from indexer.procedure import Procedure


def sections(procedure: Procedure, *, linked: bool, expected: bool) -> list[str]:
    """Parts that have something to show; those that the law prescribes always stand.

    First what somebody with a telephone needs: where, how, what to bring, how long, how much.
    """
    present = {
        "where": True,
        "components": True,
        "forms": has_forms(procedure),
        "steps": True,
        "methods": True,
        "expected": expected,
        "applicants": True,
        "agencies": True,
        "results": True,
        "requirements": True,
        "legal_bases": True,
        "linked": linked,
        "source": True,
    }
    return [name for name, there in present.items() if there]


def has_forms(procedure: Procedure) -> bool:
    """Whether there is any form, electronic or on paper."""
    papers = any(one.form for group in procedure.components for one in group.documents)
    return procedure.form is not None or papers or any(one.form for one in procedure.results)
