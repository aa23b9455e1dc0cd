"""Files in a folder and in S3: there for good or not at all, and never anything else than what was kept."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossiers.errors import AbsentError, DamagedError, RefusedFileError, StoreError
from dossiers.files import PIECE, FileStore, LocalFiles, checked, keep, new_key, open_files, pieces
from dossiers.files_s3 import MissingExtraError, S3Files
from dossiers.settings import DossierSettings
from tests.running import free_port

CONTENT = b"giay to" * 400_000
"""More than two pieces."""


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3 server of our own with the bucket "tep"."""
    server = pytest.importorskip("moto.server", reason="moto[server] is not installed")
    boto3 = pytest.importorskip("boto3", reason="moto[server] is not installed")
    pytest.importorskip("obstore", reason="obstore is not installed")
    port = free_port()
    running = server.ThreadedMotoServer("127.0.0.1", port, verbose=False)
    running.start()
    address = f"http://127.0.0.1:{port}"
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "word", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=address, **keys).create_bucket(Bucket="tep")
    yield address
    running.stop()


def bucket(address: str, prefix: str = "") -> FileStore:
    return open_files(
        DossierSettings(files=f"s3://tep{prefix}", s3_endpoint=address, s3_key="key", s3_secret="word")  # noqa: S106
    )


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """An empty store of each kind."""
    if request.param == "folder":
        return open_files(DossierSettings(files=str(tmp_path / "files")))
    return bucket(request.getfixturevalue("s3"), f"/{new_key()}/")


def test_what_was_kept_is_read_again_with_its_size_and_hash(store: FileStore) -> None:
    kept = keep(store, pieces(io.BytesIO(CONTENT)), len(CONTENT))
    assert b"".join(checked(store.read(kept.key), kept.sha256)) == CONTENT
    assert store.size(kept.key) == kept.size == len(CONTENT)
    assert [key for key, _ in store.stored()] == [kept.key]


def test_a_removed_file_is_gone_and_may_be_removed_again(store: FileStore) -> None:
    kept = keep(store, [b"x"], 1)
    store.remove(kept.key)
    store.remove(kept.key)
    assert store.size(kept.key) is None
    assert list(store.stored()) == []
    with pytest.raises(AbsentError):
        store.read(kept.key)


def test_a_file_over_the_limit_leaves_nothing_behind(store: FileStore) -> None:
    with pytest.raises(RefusedFileError, match="too_large"):
        keep(store, pieces(io.BytesIO(CONTENT)), len(CONTENT) - 1)
    assert list(store.stored()) == []


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 32, "staged", "a" * 31])
def test_nothing_but_our_keys_reaches_the_store(store: FileStore, key: str) -> None:
    for act in (store.read, store.size, store.remove, lambda one: store.put(one, [b"x"])):
        with contextlib.suppress(AbsentError):
            assert act(key) is None
    assert list(store.stored()) == []


def test_a_file_that_was_changed_in_the_bucket_never_arrives_whole(s3: str) -> None:
    import boto3

    store = bucket(s3, "/a/b")
    kept = keep(store, [b"kept"], 4)
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "word", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=s3, **keys)
    client.put_object(Bucket="tep", Key=f"a/b/{kept.key}", Body=b"evil")
    with pytest.raises(DamagedError):
        list(checked(store.read(kept.key), kept.sha256))


def test_an_s3_that_does_not_answer_is_a_store_that_is_down(monkeypatch) -> None:
    store = bucket("http://127.0.0.1:1")
    with pytest.raises(StoreError) as down:
        store.put(new_key(), [b"x"])
    assert not down.value.full
    assert "127.0.0.1" not in str(down.value)


def test_without_the_extra_the_message_names_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(MissingExtraError, match=r"thutuc\[s3\]"):
        S3Files(DossierSettings(files="s3://tep"))


# Damage and hashes --------------------------------------------------------------------------------------------


def test_of_a_damaged_file_all_but_the_last_piece_may_arrive() -> None:
    arriving = checked([b"a", b"b", b"c"], "0" * 64)
    assert [next(arriving), next(arriving)] == [b"a", b"b"]
    with pytest.raises(DamagedError):
        next(arriving)


def test_an_empty_file_has_a_hash_too() -> None:
    with pytest.raises(DamagedError):
        list(checked([], "0" * 64))


# The folder ---------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


def test_only_our_account_of_the_system_may_read_files(folder: Path) -> None:
    kept = keep(LocalFiles(folder), [b"x"], 1)
    path = folder / kept.key[:2] / kept.key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o700}


def test_file_and_folder_are_synchronised_before_the_key_is_told(folder: Path) -> None:
    synced = []

    def sync(handle: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        os.fsync(handle)

    files = LocalFiles(folder, sync)
    keep(files, [b"x"], 1)
    assert synced[-2:] == ["file", "folder"]


@pytest.mark.parametrize(("code", "full"), [(errno.EIO, False), (errno.ENOSPC, True), (errno.EDQUOT, True)])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_failed_synchronisation_keeps_nothing_and_is_not_tried_again(
    folder: Path, code: int, full: bool, nth: int
) -> None:
    calls = []

    def sync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == nth:
            raise OSError(code, "x")

    files = LocalFiles(folder, sync)
    with pytest.raises(StoreError) as failed:
        files.put(new_key(), [b"x"])
    assert failed.value.full is full
    assert len(calls) == nth
    assert list(files.stored()) == []


def test_a_full_disk_is_told_and_what_was_kept_is_still_read(folder: Path) -> None:
    """A limit on the size of files stands in for the disk."""
    script = (
        "import resource, sys; from pathlib import Path; from dossiers.files import *\n"
        f"files = LocalFiles(Path({str(folder)!r})); kept = keep(files, [b'x'], 1)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: keep(files, [b'y' * 200_000], 1 << 20)\n"
        "except StoreError as error: print('full', error.full)\n"
        "print(len(list(files.stored())), next(files.read(kept.key)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["full True", "1 b'x'"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting a small disk needs root"
)
def test_on_a_real_small_disk_the_same(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        files = LocalFiles(disk / "files")
        kept = keep(files, [b"x"], 1)
        with pytest.raises(StoreError) as full:
            keep(files, [b"y" * PIECE], PIECE)
        assert full.value.full
        assert [key for key, _ in files.stored()] == [kept.key]
        assert next(files.read(kept.key)) == b"x"
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_file_that_was_being_written_when_the_process_died_is_found_as_a_stray(folder: Path) -> None:
    """The clock of tidying sees it like any file without a row."""
    script = (
        "import os; from pathlib import Path; from dossiers.files import *\n"
        "def parts():\n    yield b'x' * 100_000\n    os._exit(9)\n"
        f"LocalFiles(Path({str(folder)!r})).put('ab' * 16, parts())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 9
    files = LocalFiles(folder)
    assert [key for key, _ in files.stored()] == ["ab" * 16]
    files.remove("ab" * 16)
    assert list(files.stored()) == []
