"""`rasid score`: coded reports in, precision and recall by type and role out, and the errors by cause."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.common import JsonFlag, knowledge_folder, load_knowledge, out, say
from rasid.config import read_settings
from rasid.errors import ConfigError

if TYPE_CHECKING:
    from rasid.score import Scores

HELP = """Compare claims with those that people coded: the same figures as the corpus's own scorer.

GOLD has one JSON object a report: {"doc": id, "claims": [...]}. The reports are in --docs; by default X.docs.jsonl beside
X.gold.jsonl. Without --system the reports are read now. A system file is what `rasid read --no-store --format jsonl` prints,
or has GOLD's form. Two claims pair when they stand in one sentence and bear one type.
record: type, actor, target, place, source, stance and status agree.

\b
Examples:
  rasid score dev.gold.jsonl
  rasid score dev.gold.jsonl --types
  rasid score dev.gold.jsonl --system claims.jsonl --json
  rasid score train.gold.jsonl --errors place | less
  rasid score dev.gold.jsonl --extractor rules --floors tests/floors.json --update-floors
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("score", help=HELP)(score)


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The coders' claims.")],
    system: Annotated[Path | None, typer.Option(metavar="FILE", help="Claims to compare, instead of reading now.")] = None,
    docs: Annotated[Path | None, typer.Option(metavar="FILE", help="The reports.")] = None,
    extractor: Annotated[str | None, typer.Option(metavar="NAME", help="Which extractor reads.")] = None,
    as_json: JsonFlag = False,
    types: Annotated[bool, typer.Option("--types", help="Also each event type.")] = False,
    errors: Annotated[str, typer.Option(metavar="CAUSE", help="List errors: all, missed, invented, actor, place, source, ...")] = "",
    floors: Annotated[Path | None, typer.Option(metavar="FILE", help="Compare with the floors of this file.")] = None,
    update_floors: Annotated[bool, typer.Option("--update-floors", help="Raise the floors that were passed; never lower one.")] = False,
) -> None:
    """Compare claims with those that people coded."""
    from rasid.cli import scoring
    from rasid.pipeline import chosen

    name = chosen(read_settings().get("extractor", extractor))
    reports = docs or scoring.docs_beside(gold)
    if reports is None and (system is None or errors):
        raise ConfigError("give the reports with --docs FILE")
    wanted = scoring.read_gold(gold)
    loaded = scoring.read_docs(reports) if reports is not None else {}
    if system is not None:
        got = scoring.read_system(system, loaded)
    else:
        got = scoring.read_now(loaded, name, load_knowledge(knowledge_folder()))
    scores = scoring.compare(wanted, got, knowledge_folder())
    if errors:
        for line in scoring.error_lines(scores, errors, loaded, wanted, got):
            out(line)
    elif as_json:
        out(json.dumps(scoring.as_json(scores), ensure_ascii=False, indent=1))
    else:
        for line in scoring.table(scores, types):
            out(line)
    if update_floors and floors is None:
        raise ConfigError("--update-floors needs --floors FILE")
    if floors is not None:
        _gate(scores, floors, gold, name if system is None else "rules", update_floors)


def _gate(scores: Scores, floors: Path, gold: Path, reader: str, update: bool) -> None:
    """Exit code 1 where a figure lies below its floor."""
    from rasid.cli import scoring

    below, raised = scoring.gate(scores, floors, gold, update, reader)
    for line in (*below, *raised):
        say(line)
    if below:
        raise typer.Exit(1)
