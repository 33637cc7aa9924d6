"""The command line: parses, calls, prints. Each command's work is done elsewhere; only here a program exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module, util

import typer

from rasid.errors import KnowledgeError, RasidError

app = typer.Typer(
    name="rasid",
    help="Reads Arabic news about conflict and politics and keeps who did what to whom, where, when, according to whom.\n\n"
    "First: rasid read FILE, then rasid claims, rasid states, rasid explain ID.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Each module adds its commands to the app; some live with the part of rasid that they show.
_MODULES = ("rasid.cli.read", "rasid.cli.claims", "rasid.cli_ledger", "rasid.cli_io", "rasid.cli.knowledge", "rasid.cli.rules",
            "rasid.cli.score", "rasid.cli.gazetteer", "rasid.cli_web")  # fmt: skip


def build() -> typer.Typer:
    """The whole command line, once."""
    if not app.registered_commands:
        for module in _MODULES:
            if util.find_spec(module) is not None:
                import_module(module).register(app)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command: exit code 0 all done, 1 something was skipped or found wrong, 2 it cannot run."""
    try:
        build()(args=arguments, prog_name="rasid")
    except KnowledgeError as error:
        sys.exit(_report(f"the knowledge files have {len(error.faults)} faults, so nothing can be read:\n{error}"))
    except RasidError as error:
        sys.exit(_report(str(error)))


def _report(message: str) -> int:
    sys.stderr.write(f"rasid: {message}\n")
    return 2
