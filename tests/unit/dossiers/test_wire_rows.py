"""Cursors lead on from where a list ended; made-up ones lead nowhere."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dossiers.store.tables import Dossier
from dossiers.wire_rows import cursor, here, read_cursor


@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_a_cursor_names_the_dossier_it_was_made_of(moment: dt.datetime) -> None:
    made = read_cursor(cursor(Dossier(id="a-b_C", created_at=moment)))
    assert made == (moment, "a-b_C")


@given(st.text(max_size=40))
def test_any_text_is_a_cursor_or_none(text: str) -> None:
    found = read_cursor(text)
    assert found is None or found.created_at.tzinfo is not None


def test_instants_have_the_offset_of_vietnam() -> None:
    assert here(dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)).isoformat() == "2026-11-25T01:00:00+07:00"
