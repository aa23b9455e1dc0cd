"""Damaged generations: never served. The one before serves and /readyz says so; without any, a plain 503."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from indexer import generation
from search_api.app import create_app
from search_api.live import Live
from search_api.settings import Settings
from tests.faults.conftest import Form, copy, say
from tests.faults.data import Version, read
from tests.faults.nursery import Nursery
from tests.samples import TODAY

pytestmark = pytest.mark.faults
Damage = Callable[[Path, Path, random.Random], None]
"""Damages a file of a generation; the same file of another generation is given, too."""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery, versions: Mapping[str, Version]) -> Path:
    """An index whose current generation is Beta, the one before Alpha."""
    root = tmp_path_factory.mktemp("two") / "index"
    for mark in ("Alpha", "Beta"):
        assert nursery.run("build", versions[mark].data, "--out", root).code == 0
    return root


def replace(path: Path, body: bytes) -> None:
    """Writes another file in the place of one that a copy shares with its source."""
    path.unlink(missing_ok=True)
    path.write_bytes(body)


def flip(path: Path, other: Path, pick: random.Random) -> None:
    body = bytearray(path.read_bytes() or b"\0")
    body[pick.randrange(len(body))] ^= 1 << pick.randrange(8)
    replace(path, bytes(body))


def cut(path: Path, other: Path, pick: random.Random) -> None:
    body = path.read_bytes()
    replace(path, body[: pick.randrange(len(body))] if body else b"\0")


def empty(path: Path, other: Path, pick: random.Random) -> None:
    replace(path, b"" if path.stat().st_size else b"\0")


def lengthen(path: Path, other: Path, pick: random.Random) -> None:
    replace(path, path.read_bytes() + pick.randbytes(1 + pick.randrange(64)))


def exchange_halves(path: Path, other: Path, pick: random.Random) -> None:
    body = path.read_bytes()
    swapped = body[len(body) // 2 :] + body[: len(body) // 2]
    replace(path, swapped if swapped != body else body + b"\0")


def zero_block(path: Path, other: Path, pick: random.Random) -> None:
    """A block that was never written: what some file systems show after a power cut."""
    body = path.read_bytes()
    start = 512 * pick.randrange(1 + len(body) // 512)
    zeroed = body[:start] + bytes(len(body[start : start + 512])) + body[start + 512 :]
    replace(path, zeroed if zeroed != body else body + b"\0")


def remove(path: Path, other: Path, pick: random.Random) -> None:
    path.unlink()


def remove_folder(path: Path, other: Path, pick: random.Random) -> None:
    shutil.rmtree(path.parent)


def add(path: Path, other: Path, pick: random.Random) -> None:
    (path.parent / f"more{pick.randrange(100)}").write_bytes(pick.randbytes(pick.randrange(9)))


def turn_into_folder(path: Path, other: Path, pick: random.Random) -> None:
    path.unlink()
    path.mkdir()


def take_from_other(path: Path, other: Path, pick: random.Random) -> None:
    """The same file of the other generation; where both are equal, it is moved beside."""
    body = other.read_bytes() if other.is_file() else b"other"
    replace(path, body if body != path.read_bytes() else body + b"\0")


def dangle(path: Path, other: Path, pick: random.Random) -> None:
    path.unlink()
    path.symlink_to("nowhere")


DAMAGES: tuple[Damage, ...] = (
    flip, flip, flip, cut, empty, lengthen, exchange_halves, zero_block, remove, remove_folder, add,
    turn_into_folder, take_from_other, dangle,
)  # fmt: skip


def whole_folders(two: Path) -> tuple[Path, Path]:
    """Folders of the current generation and of the one before."""
    before, current = sorted(two.glob("gen-*"))
    return current, before


def test_no_random_damage_is_ever_served(
    form: Form, two: Path, versions: Mapping[str, Version], tmp_path: Path
) -> None:
    pick = random.Random(form.seed)  # noqa: S311 - repeatable on purpose
    current, before = (folder.name for folder in whole_folders(two))
    for number in range(form.corruptions):
        root = copy(two, tmp_path / str(number))
        files = sorted(path for path in (root / current).rglob("*") if path.is_file())
        path = pick.choice(files)
        damage = pick.choice(DAMAGES)
        running = Live(root, lambda: TODAY)
        if number % 2:
            replace(root / "CURRENT", f"{before}\n".encode("ascii"))
        running.start()
        damage(path, root / before / path.relative_to(root / current), pick)
        told = f"{number}: {damage.__name__} {path.relative_to(root)}"
        found = read(root, versions)
        if number % 2:
            # A server that has Alpha open is told to take Beta.
            assert (found.version.mark, found.state) == ("Alpha", "ready"), told
            replace(root / "CURRENT", f"{current}\n".encode("ascii"))
            assert not running.refresh(), told
            assert running.state == "degraded", told
            assert running.serving.edition.folder.name == before, told
        else:
            assert (found.version.mark, found.state) == ("Alpha", "degraded"), told
            assert current in (found.reason or ""), told
        shutil.rmtree(root)
    say(f"corruptions: {form.corruptions} tried, 0 served")


def test_generations_whose_folders_were_exchanged_are_refused(two: Path, tmp_path: Path) -> None:
    root = copy(two, tmp_path / "index")
    current, before = whole_folders(root)
    current.rename(root / "aside")
    before.rename(current)
    (root / "aside").rename(before)
    live = Live(root, lambda: TODAY)
    live.start()
    assert live.state == "unavailable"
    assert "holds generation" in (live.reason or "")


@pytest.mark.parametrize(
    "change",
    [
        {"format": generation.FORMAT - 1},
        {"format": generation.FORMAT + 1},
        {"normaliser": 10**6},
        {"later": True},
        {"id": "other"},
    ],
    ids=str,
)
def test_a_generation_of_another_version_gives_way(
    two: Path, versions: Mapping[str, Version], tmp_path: Path, change: dict[str, object]
) -> None:
    root = copy(two, tmp_path / "index")
    current, _ = whole_folders(root)
    path = current / "manifest.json"
    body = orjson.dumps(orjson.loads(path.read_bytes()) | change)
    replace(path, body)
    replace(current / "manifest.sha256", generation._seal(body))
    found = read(root, versions)
    assert (found.version.mark, found.state) == ("Alpha", "degraded")


def seal_again(folder: Path) -> None:
    """Writes the manifest anew over what stands there now, as a build of another version would have."""
    facts = orjson.loads((folder / "manifest.json").read_bytes())
    for name in ("manifest.json", "manifest.sha256"):
        (folder / name).unlink()
    generation.write_manifest(folder, {k: v for k, v in facts.items() if k not in ("format", "files")})


def test_what_is_sealed_but_cannot_be_opened_gives_way_at_the_start_and_later(
    form: Form, two: Path, tmp_path: Path
) -> None:
    """Whole by its manifest, but cut or of another version: opening fails in every way a library knows."""
    pick = random.Random(form.seed)  # noqa: S311 - repeatable on purpose
    current, before = (folder.name for folder in whole_folders(two))
    refused = 0
    for number in range(form.corruptions // 2):
        root = copy(two, tmp_path / str(number))
        running = Live(root, lambda: TODAY)
        replace(root / "CURRENT", f"{before}\n".encode("ascii"))
        running.start()
        files = sorted(p for p in (root / current).rglob("*") if p.is_file() and "manifest" not in p.name)
        path = pick.choice(files)
        pick.choice((cut, empty, lengthen, exchange_halves, zero_block, remove, take_from_other))(
            path, root / before / path.relative_to(root / current), pick
        )
        seal_again(root / current)
        replace(root / "CURRENT", f"{current}\n".encode("ascii"))
        starting = Live(root, lambda: TODAY)
        starting.start()
        assert running.refresh() == (starting.state == "ready"), path
        assert starting.serving.edition.folder.name == (before if starting.state == "degraded" else current)
        refused += starting.state == "degraded"
        shutil.rmtree(root)
    say(f"sealed nonsense: {refused} of {form.corruptions // 2} could not be opened and gave way")
    assert refused > 0


@pytest.fixture
def damaged(two: Path, tmp_path: Path) -> Path:
    """An index all of whose generations are damaged, each in another way."""
    root = copy(two, tmp_path / "index")
    current, before = whole_folders(root)
    flip(current / "procedures.jsonl", Path(), random.Random(1))  # noqa: S311
    remove(before / "manifest.sha256", Path(), random.Random(1))  # noqa: S311
    return root


@pytest.fixture
def client(damaged: Path) -> Iterator[TestClient]:
    app = create_app(Settings(index=damaged, rate_limit="off", poll_seconds=0.01))
    with TestClient(app, raise_server_exceptions=True) as one:
        yield one


PAGES = (
    "/",
    "/tim-kiem?q=khai+sinh",
    "/en/",
    "/api/v1/search?q=khai+sinh",
    "/api/v1/suggest?q=khai",
    "/api/v1/fields",
)


def test_without_a_whole_generation_every_page_is_a_503_with_text_and_healing_is_noticed(
    client: TestClient, damaged: Path, two: Path
) -> None:
    for _ in range(3):
        for page in PAGES:
            answer = client.get(page, headers={"accept": "text/html"})
            assert answer.status_code == 503, page
            assert answer.headers["retry-after"], page
            assert len(answer.text) > 20, page
        for probe in ("/readyz", "/startupz"):
            answer = client.get(probe)
            assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
        assert client.get("/livez").status_code == 200
    current, _ = whole_folders(damaged)
    replace(current / "procedures.jsonl", (two / current.name / "procedures.jsonl").read_bytes())
    while client.get("/readyz").status_code != 200:
        pass
    assert client.get("/readyz").json() == {
        "status": "ready",
        "generation": current.name.removeprefix("gen-"),
    }
    assert client.get("/api/v1/search?q=khai").status_code == 200


def test_a_server_on_the_generation_before_says_degraded_and_answers(
    two: Path, tmp_path: Path, versions: Mapping[str, Version]
) -> None:
    root = copy(two, tmp_path / "index")
    current, before = whole_folders(root)
    cut(current / "registers.json", Path(), random.Random(1))  # noqa: S311
    with TestClient(create_app(Settings(index=root, rate_limit="off"))) as client:
        assert client.get("/readyz").json() == {
            "status": "degraded",
            "generation": before.name.removeprefix("gen-"),
        }
        answer = client.get("/api/v1/search?q=khai+sinh").json()
    assert answer["hits"]
    assert all(versions["Alpha"].mark in hit["name"] for hit in answer["hits"])


def test_a_pointer_that_cannot_be_read_is_told(
    two: Path, tmp_path: Path, versions: Mapping[str, Version]
) -> None:
    root = copy(two, tmp_path / "index")
    (root / "CURRENT").unlink()
    (root / "CURRENT").symlink_to("CURRENT")
    found = read(root, versions)
    assert (found.version.mark, found.state) == ("Beta", "degraded")
