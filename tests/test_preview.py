"""`thutuc serve --preview` as an editor runs it: a file is saved, the page shows it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.running import PATIENCE, free_port, wait_until_ready

CHECKOUT = Path(__file__).resolve().parent.parent
BIRTH = "procedures/ho-tich/1.001193.yaml"


@contextmanager
def previewing(data: Path) -> Iterator[str]:
    port = free_port()
    main = "from search_api.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", main, "serve", "--preview", str(data), "--port", str(port)],
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def read(address: str) -> str:
    asked = urllib.request.Request(address, headers={"accept": "text/html"})  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
            return str(answer.read().decode("utf-8"))
    except urllib.error.HTTPError as error:
        return error.read().decode("utf-8")


def until_shown(address: str, told: str, *, gone: bool = False) -> None:
    end = time.monotonic() + PATIENCE
    while (told in read(address)) is gone:
        assert time.monotonic() < end, f"{told}: in vain"
        time.sleep(0.2)


def test_what_is_saved_is_seen_and_mistakes_stand_on_the_page(tmp_path: Path):
    data = tmp_path / "data"
    shutil.copytree(CHECKOUT / "data", data, ignore=shutil.ignore_patterns("procedures", "offers.yaml"))
    shutil.copytree(CHECKOUT / "data/procedures/ho-tich", data / "procedures/ho-tich")
    path = data / BIRTH
    sound = path.read_text("utf-8")
    with previewing(data) as address:
        page = f"{address}/thu-tuc/1.001193"
        assert "1.001193" in read(page)
        path.write_text(sound.replace("short_name: ", "short_name: Thử nghiệm "), "utf-8")
        until_shown(page, "Thử nghiệm")
        path.write_text(sound.replace("levels:", "leveles:"), "utf-8")
        until_shown(page, f"{path}:")
        assert "Thử nghiệm" in read(page)
        path.write_text(sound, "utf-8")
        until_shown(page, f"{path}:", gone=True)
        assert f"{path}:" not in read(f"{address}/xem-thu")
