"""The direction of imports is a contract (pyproject.toml), importing rasid costs nothing, and the core stands on its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import rasid

ROOT = Path(__file__).parents[1]


def test_the_contract_is_kept() -> None:
    # in a process of its own: the tool sets up logging for a whole program
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_importing_rasid_imports_nothing_else() -> None:
    code = "import sys, rasid; print([m for m in sys.modules if m.startswith(('rasid.', 'sqlalchemy', 'yaml', 'typer'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_there() -> None:
    assert rasid.__all__ == sorted(rasid.__all__)
    for name in rasid.__all__:
        assert getattr(rasid, name).__name__ == name
    assert set(dir(rasid)) >= set(rasid.__all__)


def test_help_needs_neither_store_nor_knowledge() -> None:
    code = (
        "import sys; from rasid.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m in ('sqlalchemy', 'rasid.knowledge', 'fastapi', 'pyarrow', 'trafilatura', 'rich.table')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_language_facts_are_no_part_of_the_code() -> None:
    """Arabic belongs in knowledge/ (data), in tests (examples) and in the app's strings: never in Python."""
    found = [p for folder in ("src/rasid", "extras") for p in sorted((ROOT / folder).rglob("*.py"))]
    assert len(found) > 200
    assert [str(p.relative_to(ROOT)) for p in found if re.search(r"[\u0600-\u06ff\ufb50-\ufdff]", p.read_text("utf-8"))] == []
