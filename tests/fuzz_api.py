"""Schemathesis against a running server over the bundled data; run by `make fuzz`.

Finds every place where OpenAPI lies: an undocumented status, a body that does not fit its schema, a 5xx.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from indexer.build import build_generation  # noqa: E402
from tests.running import serving  # noqa: E402

EXAMPLES = "60"
SEED = "1"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder)
        build_generation(CHECKOUT / "data", index)
        with serving(index, THUTUC_RATE_LIMIT="off") as address:
            command = [
                str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/api/v1/openapi.json",
                "--seed", SEED, "--max-examples", EXAMPLES,
            ]  # fmt: skip
            return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
