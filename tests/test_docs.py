"""The documentation says what is: generated pages are current, commands and links exist, examples of Python run, versions agree."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rasid.cli import build
from rasid.config import SETTINGS
from rasid.knowledge import Knowledge

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "src" / "rasid" / "samples" / "README.md"])


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = tool("make_reference")
COMMANDS = {" ".join(path[1:]): MAKER._flags(command) for path, command in MAKER.leaves(build())}


def test_generated_pages_and_the_result_in_the_readme_are_current(knowledge: Knowledge) -> None:
    stale = [str(path.relative_to(ROOT)) for path, text in MAKER.pages(knowledge).items() if path.read_text("utf-8") != text]
    assert stale == [], "run tools/make_reference.py"


def test_versions_agree() -> None:
    package, newest = tool("check_version").versions()
    assert package == newest


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def shown_commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for line in page.read_text("utf-8").splitlines():
            for command in re.findall(r"`(rasid [^`]+)`", line) + re.findall(
                r"^\s+(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(rasid [a-z].*)$", line
            ):
                found.append((page.name, command))
    return found


@pytest.mark.parametrize(("page", "command"), shown_commands(), ids=lambda x: x[:60])
def test_commands_in_the_docs_exist_with_their_flags(page: str, command: str) -> None:
    words = re.split(r"  | [|>#] |\.\.\.", command)[0].split()[1:]
    if not words or words[0].startswith("-"):
        return
    for first, *rest in _alternatives(words):
        whole = max((n for n in COMMANDS if f"{' '.join((first, *rest))} ".startswith(f"{n} ")), key=len, default="")
        assert whole, f"{page}: no such command"
        for flag in (w.split("=")[0] for w in rest if w.startswith("--")):
            assert flag in COMMANDS[whole], f"{page}: rasid {whole} {flag}"


def _alternatives(words: list[str]) -> list[list[str]]:
    """`knowledge check|search` is two commands."""
    if len(words) > 1 and "|" in words[1]:
        return [[words[0], name, *words[2:]] for name in words[1].split("|")]
    return [words]


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert all(f"`RASID_{s.name.upper()}`" in page for s in SETTINGS)


def python_blocks() -> list[tuple[str, str]]:
    return [(p.name, block) for p in PAGES for block in re.findall(r"```python\n(.*?)```", p.read_text("utf-8"), re.S)]


@pytest.mark.parametrize(("page", "block"), python_blocks(), ids=lambda x: x[:30])
def test_python_in_the_docs_runs(page: str, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that ends in a comment with a value must have that value."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["docs"])
    names: dict[str, object] = {}
    pending: list[str] = []
    for line in block.splitlines():
        wanted = re.match(r"^(\S.*?)\s+# (['\[({\d].*|True|False|None)$", line)
        if wanted and not re.match(r"(from|import|for|with|if)\b|\w+ = ", line):
            exec("\n".join(pending), names)
            pending = []
            value, said = repr(eval(wanted.group(1), names)), wanted.group(2).strip()
            assert value in (said, f"({said})"), f"{page}: {line}"
        else:
            pending.append(line)
    exec("\n".join(pending), names)


def test_no_path_of_a_machine_and_no_leftover() -> None:
    found = []
    for folder in ("src", "tests", "tools", "bench", "docs"):
        for path in (ROOT / folder).rglob("*"):
            mine = path != Path(__file__) and "node_modules" not in path.parts
            if mine and path.suffix in (".py", ".md", ".yaml", ".toml", ".sh", ".tsv"):
                text = path.read_text("utf-8")
                found += [f"{path.relative_to(ROOT)}: {m}" for m in re.findall(r"/work/\w+|/tmp/\w+|\bTODO\b|\bFIXME\b", text)]
    assert found == []
