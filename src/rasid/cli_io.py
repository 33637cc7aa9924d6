"""`rasid export | import`: flags in, files and judgements out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid import cli_bulk
from rasid.cli.common import JUDGED, StoreFlag, day, load_knowledge, one_of, open_default_store, say
from rasid.errors import ConfigError

if TYPE_CHECKING:
    from rasid.exports import Material
    from rasid.knowledge import Knowledge
    from rasid.store import ClaimFilter, Store

EXPORT = """Write what the store holds in a format that other tools read.

FORMAT is csv, acled, ucdp, plover, geojson, parquet, hxl, ftm or panel. Beside FILE stands FILE.meta.json: the versions, the query,
and what the format could not say, with counts and ids. Without -o the export goes to standard output, and the counts to standard error.

\b
Examples:
  rasid export csv -o claims.csv --place sy.qamishli
  rasid export acled -o acled.csv --since 2022-04-01 --until 2022-04-30
  rasid export parquet -o claims.parquet --redact-persons
"""
IMPORT = """Take in files that rasid wrote: a spreadsheet that a person corrected, or the folder of a bulk run.

csv: rows of `rasid export csv`. `accept` or `reject` in the column decision, or changed cells, become judgements of --by.
parquet: the folder that `rasid bulk` wrote. The same file again changes nothing.

\b
Examples:
  rasid import csv claims.csv --by amal
  rasid import parquet out/ --recorded published
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export", help=EXPORT)(export)
    app.command("import", help=IMPORT)(import_)
    cli_bulk.register(app)


# --- export ----------------------------------------------------------------------------------------------------------


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, acled, ucdp, plover, geojson, parquet, hxl, ftm or panel.")],
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; else standard output.")] = None,
    type_: Annotated[str, typer.Option("--type", metavar="T", help="A codebook type, or a family such as control.")] = "",
    place: Annotated[str, typer.Option(metavar="ID|NAME", help="In this place.")] = "",
    actor: Annotated[str, typer.Option(metavar="ID|NAME", help="With this actor.")] = "",
    source: Annotated[str, typer.Option(metavar="ID", help="According to this source.")] = "",
    stance: Annotated[str, typer.Option(metavar="S", help="Claims of this stance.")] = "",
    status: Annotated[str, typer.Option(metavar="S", help="Claims or events of this status.")] = "",
    outlet: Annotated[str, typer.Option(metavar="ID", help="In this outlet.")] = "",
    coder: Annotated[str, typer.Option(metavar="NAME", help="That this coder alone made: rules, neural, person; several: both.")] = "",
    judged: Annotated[str, typer.Option(metavar="V", help="none (not yet judged), any, accept, reject, correct, unsure.")] = "",
    differing: Annotated[bool, typer.Option("--differing", help="Only claims whose coders differ.")] = False,
    at: Annotated[str | None, typer.Option(metavar="DATE", help="That may hold on this day.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not over before this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Begun by this day.")] = None,
    known_by: Annotated[str | None, typer.Option(metavar="DATE", help="As you knew it at the end of this day.")] = None,
    redact_persons: Annotated[bool, typer.Option("--redact-persons", help="Leave out names of private persons.")] = False,
    store: StoreFlag = None,
) -> None:
    """Write an export."""
    from rasid.exports import export as write
    from rasid.exports import export_file, knowledge_world, media_type
    from rasid.lookup import actor_id, place_id
    from rasid.store import ClaimFilter

    one_of(judged, JUDGED, "--judged")
    media_type(format_)  # an unknown format is an error before the knowledge is loaded
    flags = {"type": type_, "place": place, "actor": actor, "source": source, "stance": stance, "status": status, "outlet": outlet}
    flags |= {"coder": coder, "judged": judged, "differing": "true" if differing else ""}
    days = {
        "at": day(at, "--at"),
        "since": day(since, "--since"),
        "until": day(until, "--until"),
        "known_by": day(known_by, "--known-by"),
    }
    query = {name: value for name, value in flags.items() if value} | {n: d.isoformat() for n, d in days.items() if d}
    knowledge = load_knowledge()
    wanted = ClaimFilter(
        type=type_ if "." in type_ else "",
        family="" if "." in type_ else type_,
        place=place_id(place, knowledge.gazetteer) if place else "",
        actor=actor_id(actor, knowledge.actors) if actor else "",
        source=source,
        stance=stance,
        status=status,
        outlet=outlet,
        coder=coder,
        judged=judged,
        differing=differing,
        at=days["at"],
        since=days["since"],
        until=days["until"],
        known_by=days["known_by"],
    )
    world = knowledge_world(knowledge, knowledge.gazetteer)
    options: dict[str, Any] = {"redact_persons": redact_persons, "query": query, "since": days["since"], "until": days["until"]}
    with open_default_store(store, must_exist=True) as opened:
        material = _material(format_, opened, wanted, knowledge)
        if out is not None:
            _tell(export_file(format_, material, world, out, **options), str(out))
        else:
            _tell(write(format_, material, world, sys.stdout.buffer, **options), "standard output")


def _material(format_: str, store: Store, wanted: ClaimFilter, knowledge: Knowledge) -> Material:
    """The store under the filter, its events and states brought up to date where the format is made of them."""
    from rasid.derive import derive
    from rasid.exports import DERIVED, StoreMaterial
    from rasid.refresh import refresh, sentences_of
    from rasid.registry import Registry
    from rasid.store import ClaimFilter

    if format_ not in DERIVED:
        return StoreMaterial(store, wanted)
    if wanted.known_by is None:
        refresh(store, Registry(knowledge), knowledge.version)
        return StoreMaterial(store, wanted)
    everything = store.claims(ClaimFilter(known_by=wanted.known_by, withdrawn=True))
    judgements = store.judgements(wanted.known_by)
    derived = derive(everything, judgements, Registry(knowledge), sentences_of(store), wanted.known_by)
    return StoreMaterial(store, wanted, derived)


def _tell(sidecar: dict[str, Any], where: str) -> None:
    """One line, and one for each reason why something is missing or coarser."""
    say(f"{sidecar['rows']} rows to {where}")
    for kind, words in (("left_out", "left out"), ("coarser", "said more coarsely")):
        for entry in sidecar[kind]:
            say(f"  {entry['count']} {words}: {entry['reason']}")


# --- import ----------------------------------------------------------------------------------------------------------


def import_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="csv or parquet.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file, or the folder of a bulk run.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who made the corrections in a csv.")] = "",
    recorded: Annotated[str, typer.Option(metavar="WHEN", help="When you learned of bulk reports: now, published, or a date.")] = "now",
    store: StoreFlag = None,
) -> None:
    """Take in files that rasid wrote."""
    from rasid.imports import import_csv, import_parquet

    if kind not in ("csv", "parquet"):
        raise ConfigError(f"import {kind}: there are csv and parquet")
    if kind == "csv" and not by:
        raise ConfigError("import csv needs --by NAME: whose corrections these are")
    now = datetime.now(UTC)
    with open_default_store(store, must_exist=kind == "csv") as opened:
        if kind == "csv":
            result = import_csv(opened, path, by, now, load_knowledge().codebook)
            for fault in result.faults:
                say(f"{fault.where}: {fault.reason}")
            say(f"{result.rows} rows: {result.judgements} judgements, {result.unchanged} unchanged, {len(result.faults)} with faults")
            raise typer.Exit(1 if result.faults else 0)
        reports, new, claims = import_parquet(opened, path, recorded_at(recorded), now)
        say(f"{reports} reports ({new} new), {claims} claims")


def recorded_at(value: str) -> str | datetime:
    """`now`, `published`, or the beginning of a day."""
    if value in ("now", "published"):
        return value
    known = day(value, "--recorded (now, published or a date)")
    return datetime(known.year, known.month, known.day, tzinfo=UTC) if known else "now"
