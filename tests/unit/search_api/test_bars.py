"""Progress bars: for people who look on, and for nobody else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from search_api.bars import bars

LOADED = """
import sys
from search_api.bars import bars
with bars() as told:
    told("x", 1, 2)
print("rich" in sys.modules)
"""


def test_without_a_terminal_nothing_is_shown_nor_loaded():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_on_a_terminal_each_thing_has_a_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with bars() as told:
        told("đọc dữ liệu", 1, 2)
        told("đọc dữ liệu", 2, 2)
        told("ghi", None, None)
    shown = capsys.readouterr().err
    assert "đọc dữ liệu" in shown
    assert "2/2" in shown
    assert "ghi" in shown
