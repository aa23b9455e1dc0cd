"""Schemathesis against a running server over the bundled data; run by `make fuzz`.

Finds every place where OpenAPI lies: an undocumented status, a body that does not fit its schema, a 5xx. The
addresses of one account are asked with a key, and mostly for a draft and a dossier that are there.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

import httpx2  # noqa: E402

from dossiers import app_keys  # noqa: E402
from dossiers.store.database import Database  # noqa: E402
from indexer.build import build_generation  # noqa: E402
from tests.dossier_database import person  # noqa: E402
from tests.running import serving  # noqa: E402
from tests.web.dossiers.program import ME, Program  # noqa: E402

EXAMPLES = "60"
SEED = "1"
NOT_CHECKED = ("--exclude-checks", "allow_header_conformance")
"""One path is several routes, of which the framework's 405 names the first only."""


@dataclass(frozen=True)
class Owned:
    """Somebody's key, and what belongs to them."""

    key: str
    draft: str
    dossier: str

    @property
    def config(self) -> str:
        """Settings that name it in addresses.

        What a draft takes depends on its procedure, so a body that fits the description may be refused (422), and
        a missing version has a status of its own (428).
        """
        named = ((f"{ME}/drafts/{{id}}", self.draft), (f"{ME}/dossiers/{{id}}", self.dossier))
        expected = (
            '[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", 400, 401, 404, 409, 422]\n'
            "[checks.missing_required_header]\nexpected-statuses = [400, 401, 422, 428]\n"
        )
        return expected + "".join(
            f'[[operations]]\ninclude-path-regex = "^{path}"\n'
            f'parameters = {{ "path.id" = "{one}", "path.page" = "child" }}\n'
            for path, one in named
        )


def main() -> int:
    """The number of runs that found something."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_generation(CHECKOUT / "data", folder / "index")
        url = f"sqlite:///{folder}/dossiers.db"
        given = {"THUTUC_DOSSIERS": "true", "THUTUC_DATABASE": url, "THUTUC_FILES": str(folder / "files")}
        with serving(folder / "index", THUTUC_RATE_LIMIT="off", **given) as address:
            owned = own(address, url)
            (folder / "me.toml").write_text(owned.config)
            key = ["-H", f"Authorization: Bearer {owned.key}", *NOT_CHECKED]
            runs = (
                ["--exclude-path-regex", f"^{ME}"],
                ["--include-path-regex", f"^{ME}", "--exclude-operation-id", "delete_draft", *key],
                ["--include-operation-id", "delete_draft", *key],
            )
            return sum(run(folder, address, *options) != 0 for options in runs)


def own(address: str, url: str) -> Owned:
    """Makes an account with a key, a draft and a sent dossier."""
    database = Database(url)
    key = app_keys.make(database, person(database), "Schemathesis", 30, dt.datetime.now(dt.UTC))
    database.close()
    assert key is not None
    with httpx2.Client(base_url=address, timeout=60) as client:
        program = Program(client, key).complete()  # type: ignore[arg-type]
        assert program.send().status_code == 200
        return Owned(key, str(program.create("other").json()["id"]), program.draft)


def run(folder: Path, address: str, *options: str) -> int:
    """The exit code of Schemathesis."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(folder / "me.toml"),
        "run", f"{address}/api/v1/openapi.json", "--seed", SEED, "--max-examples", EXAMPLES, *options,
    ]  # fmt: skip
    return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
