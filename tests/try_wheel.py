"""Builds the wheel and tries it in an empty environment elsewhere: build, search, serve, pages with their style.

Run by `make wheel`. Ends with an error where anything of the checkout would be needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from tests.running import serving  # noqa: E402


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(one) for one in command],
        cwd=cwd,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def main() -> None:
    dist = CHECKOUT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", cwd=CHECKOUT)
    (wheel,) = dist.glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        try_in(Path(folder), wheel)
    print(f"{wheel.name}: installs, builds, searches and serves in an empty environment")


def try_in(folder: Path, wheel: Path) -> None:
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    pip = folder / "venv" / "bin" / "pip"
    locked = CHECKOUT / "requirements" / "runtime.txt"
    run(pip, "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", locked, cwd=folder)
    run(pip, "install", "-q", "--disable-pip-version-check", "--no-deps", wheel, cwd=folder)
    thutuc = folder / "venv" / "bin" / "thutuc"
    index = folder / "index"
    home = {"HOME": str(folder), "PYTHONPATH": ""}
    run(thutuc, "build", "--out", index, cwd=folder, **home)
    answer = json.loads(
        run(thutuc, "search", "--index", index, "--json", "dang ky khai sinh", cwd=folder, **home)
    )
    assert answer["hits"][0]["code"] == "1.001193", answer["hits"][:1]
    os.chdir(folder)
    with serving(index, [str(thutuc)], **home) as address:
        page = fetch(f"{address}/tim-kiem?q=khai+sinh")
        assert "1.001193" in page
        style = next(part for part in page.split('"') if part.endswith(".css") or ".css?" in part)
        assert fetch(f"{address}{style}")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - loopback
        return answer.read().decode("utf-8")


if __name__ == "__main__":
    main()
