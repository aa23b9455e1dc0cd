"""Cuts the typeface of the pages to Latin, Vietnamese and punctuation, for `search_api/static/fonts/`.

Build-time only, in an environment of its own; the source is the npm package named below (its TTF files are whole):

    npm pack @expo-google-fonts/be-vietnam-pro@0.4.1 && tar xzf expo-google-fonts-be-vietnam-pro-0.4.1.tgz
    python3 -m venv fonts && fonts/bin/pip install fonttools==4.68.0 brotli==1.2.1
    fonts/bin/python scripts/subset_font.py package search_api/static/fonts

The name of a file carries the beginning of its SHA-256: put the printed names into the style sheet.
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {400: "400Regular", 600: "600SemiBold"}
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),
    # Combining marks: grave, acute, circumflex, tilde, breve, hook, horn, dot below.
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2028),
    *(0x2030, 0x2032, 0x2033, 0x2039, 0x203A),
    # đồng, euro, minus, at most, at least
    *(0x20AB, 0x20AC, 0x2212, 0x2264, 0x2265),
)
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "liga"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
"""Records kept: copyright and licence (0, 13, 14) stay inside the file."""


def cut(source: Path) -> bytes:
    """A TTF file as a WOFF2 file with the letters above."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = NAMES
    font = TTFont(source, recalcTimestamp=False)
    work = subset.Subsetter(options)
    work.populate(unicodes=LETTERS)
    work.subset(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def main(package: Path, folder: Path) -> None:
    """Writes one file a weight, and the licence beside them."""
    for weight, name in WEIGHTS.items():
        content = cut(package / name / f"BeVietnamPro_{name}.ttf")
        digest = hashlib.sha256(content).hexdigest()[:8]
        target = folder / f"be-vietnam-pro-{weight}.{digest}.woff2"
        target.write_bytes(content)
        print(target.name, len(content))
    (folder / "OFL.txt").write_text((package / "LICENSE_FONT").read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
