"""`thutuc build --watch` as a person runs it: one process, files that change, Ctrl+C."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.generation import current_generation
from tests.running import PATIENCE

CHECKOUT = Path(__file__).resolve().parent.parent
BIRTH = "procedures/ho-tich/1.001193.yaml"


@contextmanager
def watching(data: Path, root: Path, said: Path) -> Iterator[subprocess.Popen[bytes]]:
    # A shell that started the tests in the background may have made them deaf to Ctrl+C.
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [sys.executable, "-c", f"{hearing}from search_api.cli import main; main()"]
    with said.open("wb") as stderr:
        process = subprocess.Popen(
            [*command, "--lang", "en", "build", str(data), "--out", str(root), "--watch"], stderr=stderr
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(timeout=PATIENCE)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_it_builds_after_each_change_keeps_the_old_index_on_mistakes_and_stops_on_ctrl_c(tmp_path: Path):
    data, root, said = tmp_path / "data", tmp_path / "index", tmp_path / "said"
    shutil.copytree(CHECKOUT / "data", data, ignore=shutil.ignore_patterns("procedures", "offers.yaml"))
    shutil.copytree(CHECKOUT / "data/procedures/ho-tich", data / "procedures/ho-tich")
    path = data / BIRTH
    sound = path.read_text("utf-8")
    with watching(data, root, said) as process:
        until(lambda: said.read_text("utf-8").count("Watching") == 1)
        first = current_generation(root)
        path.write_text(sound.replace("levels:", "leveles:"), "utf-8")
        until(lambda: said.read_text("utf-8").count("Watching") == 2)
        assert f"{path}:" in said.read_text("utf-8")
        assert current_generation(root) == first
        path.write_text(f"{sound}\n# mended\n", "utf-8")
        until(lambda: said.read_text("utf-8").count("Watching") == 3)
        assert current_generation(root) != first
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0
    assert not list(root.glob("*.partial"))
    assert "Traceback" not in said.read_text("utf-8")
