"""The version in pyproject.toml and the newest one in CHANGELOG.md in; exit code 1 where they differ."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def versions() -> tuple[str, str]:
    """(of the package, of the change log)."""
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    return package, newest.group(1) if newest else "none"


if __name__ == "__main__":
    package, newest = versions()
    if package != newest:
        sys.exit(f"pyproject.toml says {package}, CHANGELOG.md says {newest}")
