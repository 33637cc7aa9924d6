"""`rasid rules`: try the examples, show why a rule fires or not, compare two states of the knowledge over reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rasid.cli.common import JsonFlag, day, knowledge_folder, load_knowledge, out, say
from rasid.errors import ConfigError

TEST = """Try the examples of the event rules: each must find its trigger and roles, each `not` must find nothing.

ID is the beginning of a rule's id, or of its file's name; without it all rules are tried. Exit code 1 where one fails.

\b
Examples:
  rasid rules test
  rasid rules test control.take/verb
  rasid rules test siege.yaml
"""
TRACE = """Show how a text is read, sentence by sentence: words with their tags, names, times, phrases, who speaks, and every word
that may be an event with the types it may have, their probabilities, the features that decided, and the position of each phrase.

\b
Examples:
  rasid rules trace --text "$(head -n 1 report.txt)"
  rasid rules trace report.txt --published 2022-04-18
  rasid rules trace report.txt --sentence 2
"""
DIFF = """Read the same reports with two knowledge folders and show the claims that are gained, lost or changed.

NEW is the built-in knowledge (or RASID_KNOWLEDGE), OLD the folder given with --old, for example from an older checkout.
Exit code 1 where anything differs.

\b
Examples:
  git worktree add ../before HEAD~1
  rasid rules diff --over reports.jsonl --old ../before/src/rasid/knowledge
"""


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The event rules: test, trace, diff.", no_args_is_help=True, rich_markup_mode=None)
    group.command("test", help=TEST)(test)
    group.command("trace", help=TRACE)(trace)
    group.command("diff", help=DIFF)(diff)
    app.add_typer(group, name="rules")


def test(id_: Annotated[str, typer.Argument(metavar="[ID]", help="Beginning of a rule's id or file name.")] = "") -> None:
    """Try the examples of the rules."""
    from rasid.examples import try_rules

    known = load_knowledge(knowledge_folder())
    trials = list(try_rules(known, id_))
    if not trials:
        files = sorted({r.file for r in known.rules.rules.values()})
        raise ConfigError(f"no rule's id or file begins with {id_!r}; files: {', '.join(files)}")
    failed = [t for t in trials if t.fault]
    for trial in failed:
        out(str(trial))
    out(f"{len(trials) - len(failed)} of {len(trials)} examples hold, of {len({t.rule.id for t in trials})} rules")
    raise typer.Exit(1 if failed else 0)


def trace(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Reports, as for `rasid read`.")] = None,
    text: Annotated[str, typer.Option(metavar="WORDS", help="A text instead of files.")] = "",
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication.")] = None,
    outlet: Annotated[str, typer.Option(metavar="ID", help="The outlet.")] = "",
    sentence: Annotated[int | None, typer.Option(metavar="N", help="Only this sentence; the first is 0.", min=0)] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show how a text is read."""
    from rasid.ingest import ReadOptions, Skipped, read_inputs
    from rasid.records import dumps
    from rasid.trace import trace as trace_report
    from rasid.types import Report

    if bool(inputs) == bool(text):
        raise ConfigError("give either files or --text")
    day_ = day(published, "--published")
    options = ReadOptions(day_, outlet)
    items = [Report("text", text, outlet=outlet, published=day_)] if text else read_inputs(inputs or [], options)
    known = load_knowledge(knowledge_folder())
    missed = False
    for item in items:
        if isinstance(item, Skipped):
            missed = True
            say(f"skipped {item.where}: {item.reason}")
            continue
        for traced in trace_report(item, known, sentence):
            out(dumps(traced.as_json()) if as_json else "\n".join(traced.lines()) + "\n")
    raise typer.Exit(1 if missed else 0)


def diff(
    over: Annotated[list[str], typer.Option(metavar="INPUT", help="Files or folders of reports; may be given again.")],
    old: Annotated[Path, typer.Option(metavar="DIR", help="The knowledge folder to compare with.")],
    as_json: JsonFlag = False,
) -> None:
    """Compare two knowledge folders over reports."""
    from rasid.ingest import ReadOptions, Skipped, read_inputs
    from rasid.rulediff import compare

    if not old.is_dir():
        raise ConfigError(f"--old: no folder {old}")
    before, after = load_knowledge(old), load_knowledge(knowledge_folder())
    counts = {"gained": 0, "lost": 0, "changed": 0}
    reports = 0
    for item in read_inputs(over, ReadOptions()):
        if isinstance(item, Skipped):
            say(f"skipped {item.where}: {item.reason}")
            continue
        reports += 1
        for change in compare(item, before, after):
            counts[change.kind] += 1
            out(change.as_json() if as_json else str(change))
    say(f"{reports} reports: " + ", ".join(f"{n} {kind}" for kind, n in counts.items()))
    raise typer.Exit(1 if any(counts.values()) else 0)
