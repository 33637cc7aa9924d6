"""The commands, settings, codebook and sample reports in, docs/reference/*.md and the result in README.md out.

The result is that of rules and network together; where rasid-neural is not installed it stays as it is.

`--check` writes nothing and ends with exit code 1 where a file is not current.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

import typer
from typer.models import CommandInfo, OptionInfo, ParameterInfo

from rasid.cli import build
from rasid.cli.common import load_knowledge
from rasid.cli.tables import claim_row
from rasid.config import SETTINGS
from rasid.ingest import ReadOptions, read_inputs
from rasid.knowledge import FOLDER, Knowledge
from rasid.knowledge.files import Faults
from rasid.knowledge.world import read_codebook
from rasid.pipeline import BEST, chosen, extractor
from rasid.types import Report

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "reference"
SHOWN = ("sample-4", "sample-5")  # the reports whose claims the README shows: one side, and the other that denies it
MADE = "<!-- made by tools/make_reference.py; do not edit -->\n"


def pages(knowledge: Knowledge) -> dict[Path, str]:
    """Every page by its file."""
    return {
        DOCS / "commands.md": commands(),
        DOCS / "settings.md": settings(),
        DOCS / "codebook.md": codebook(),
        ROOT / "README.md": readme((ROOT / "README.md").read_text("utf-8"), knowledge),
    }


def readme(text: str, knowledge: Knowledge) -> str:
    """The README with the claims that rasid makes today of two sample reports."""
    if chosen("auto") != BEST:
        return text
    read = extractor(BEST)
    before, _, rest = text.partition("<!-- result -->\n")
    _, _, after = rest.partition("<!-- end of result -->\n")
    rows = ["| when | event | stance, status | according to | actor > target @ place | words |\n|---|---|---|---|---|---|\n"]
    for item in read_inputs([str(FOLDER.parent / "samples" / "reports.jsonl")], ReadOptions()):
        if isinstance(item, Report) and item.id in SHOWN:
            for claim in read(item, knowledge):
                _, when, type_, stance, status, source, who, words = claim_row(claim)
                rows.append(f"| {when} | {type_} | {stance}, {status} | {source} | {who} | {words} |\n")
    return f"{before}<!-- result -->\n{''.join(rows)}<!-- end of result -->\n{after}"


def commands() -> str:
    """All commands with their flags, as --help tells them."""
    parts = [f"# Commands\n\n{MADE}"]
    for path, command in leaves(build()):
        help_ = "\n".join(line.rstrip() for line in (command.help or "").strip().splitlines() if line.strip() != "\b")
        parts.append(f"\n## {' '.join(path)}\n\n```text\n{help_}\n```\n{_flags(command)}")
    parts.append("\nExit codes: 0 all done, 1 something was skipped, found wrong or not found, 2 the command cannot run.\n")
    return "".join(parts)


def leaves(app: typer.Typer, path: tuple[str, ...] = ("rasid",)) -> Iterator[tuple[tuple[str, ...], CommandInfo]]:
    """Every command with its whole name."""
    for command in app.registered_commands:
        yield (*path, str(command.name)), command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            yield from leaves(group.typer_instance, (*path, str(group.name)))


def _flags(command: CommandInfo) -> str:
    assert command.callback is not None
    hints = get_type_hints(command.callback, include_extras=True)
    rows = []
    for name, parameter in inspect.signature(command.callback).parameters.items():
        info = next((m for m in getattr(hints[name], "__metadata__", ()) if isinstance(m, ParameterInfo)), None)
        if info is None:
            continue  # the framework's own, such as a context
        # In an annotation the first flag stands where the default would.
        flags = [f for f in (info.default, *(info.param_decls or ())) if isinstance(f, str) and f.startswith("-")]
        names = ", ".join(flags or [f"--{name.strip('_').replace('_', '-')}"]) if isinstance(info, OptionInfo) else ""
        values = "" if hints[name].__origin__ is bool else info.metavar or _choices(hints[name].__origin__)
        default = parameter.default
        shown = f" Default: {_value(default)}." if default not in (None, "", False, inspect.Parameter.empty) else ""
        flag = " ".join(x for x in (names, values) if x).replace("|", "\\|")
        rows.append(f"| `{flag}` | {(info.help or '').replace('|', chr(92) + '|')}{shown} |\n")
    return "\n| flag | what it does |\n|---|---|\n" + "".join(rows) if rows else ""


def _choices(kind: Any) -> str:
    return "|".join(v.value for v in kind) if isinstance(kind, type) and issubclass(kind, Enum) else "VALUE"


def _value(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def settings() -> str:
    """The table of settings."""
    rows = "".join(f"| {s.name} | `RASID_{s.name.upper()}` | {s.default or '-'} | {s.help} |\n" for s in SETTINGS)
    return (
        f"# Settings\n\n{MADE}\nA flag wins over the environment, the environment over `rasid.toml` in the current folder "
        "(or the file that `RASID_CONFIG` names), that over the default.\n\n"
        f"| in rasid.toml | in the environment | default | what it does |\n|---|---|---|---|\n{rows}"
    )


def codebook() -> str:
    """Every event type with its roles and codes."""
    types = read_codebook(FOLDER / "world" / "codebook.yaml", Faults())
    rows = "".join(
        f"| {t.id} | {t.says} | {', '.join(t.roles)} | {_code(t.plover)} | {t.cameo or '-'} | {_code(t.acled)} | {t.ar} |\n"
        for t in types.values()
    )
    return (
        f"# The codebook\n\n{MADE}\nEvery event type that rasid codes. A dash: the other standard cannot say it, and an export then "
        "counts the claim instead of forcing it. `if` conditions are tried in their order.\n\n"
        f"| type | what it says | roles | PLOVER | CAMEO | ACLED | Arabic |\n|---|---|---|---|---|---|---|\n{rows}"
    )


def _code(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "; ".join(f"if {v['if']}: {v['then']}" if "if" in v else f"else {v['then']}" for v in value)
    return " / ".join(str(v) for v in value if v is not None) if isinstance(value, list) else str(value)


def main() -> int:
    """Write the pages, or compare them."""
    made = pages(load_knowledge())
    stale = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not current: run tools/make_reference.py")
        return 1 if stale else 0
    DOCS.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(made[path], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
