"""The sources of the web app in, one digest out; it lies beside the built files, so that a test sees when they are out of date."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "src" / "rasid" / "web" / "static" / "sources.sha256"


def sources() -> list[Path]:
    """Every file that the build reads, in order."""
    front = ROOT / "frontend"
    single = [front / n for n in ("index.html", "package-lock.json", "vite.config.ts")]
    found = [p for folder in ("src", "public") for p in (front / folder).rglob("*") if p.is_file()]
    return sorted([*single, *found])


def digest() -> str:
    """One hash over names and contents."""
    whole = hashlib.sha256()
    for path in sources():
        whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


if __name__ == "__main__":
    if "--write" in sys.argv:
        WRITTEN.write_text(digest() + "\n", encoding="ascii")
    else:
        print(digest())
