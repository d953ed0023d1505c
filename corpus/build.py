"""Typeset the corpus: every `sources/*.typ` becomes a PDF beside the catalogue. Run as `python corpus/build.py` (needs the `dev` extra)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
# A fixed date keeps a rebuilt PDF identical to the one before it, so that an unchanged source is an unchanged document.
FIXED_DATE = "1763683200"


def build() -> int:
    """Typeset every source; return how many PDFs were written."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", FIXED_DATE)
    import typst

    sources = sorted(path for path in (HERE / "sources").glob("*.typ") if path.stem != "digest")
    for source in sources:
        typst.compile(str(source), output=str(HERE / f"{source.stem}.pdf"))
        sys.stdout.write(f"{source.stem}.pdf\n")
    return len(sources)


if __name__ == "__main__":
    build()
