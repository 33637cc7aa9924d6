"""`rasid gazetteer`: build the index of places; what people have as files of places is imported into it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rasid.cli.common import knowledge_folder, load_gazetteer, out, places_folder, say
from rasid.config import read_settings

BUILD = """Build the index of places from the own places, the installed GeoNames data and what was imported.

It is built by itself at first use, and again when anything it is made of changes; this command does it now and says
what it holds.

\b
Examples:
  rasid gazetteer build
  rasid gazetteer build --out places.sqlite
"""
IMPORT = """Take in a file of places; from then on they are known, beside the built-in ones.

Every row is checked (point, country, parent); those that cannot be right are refused one by one, with line and reason. The same file
again replaces itself. Kinds: geonames (a country's dump), wof (Who's On First), ocha (a table of P-codes), geojson (points with names).
Exit code 1 where rows were refused.

\b
Examples:
  rasid gazetteer import SY.txt --kind geonames
  rasid gazetteer import syr_pcodes.csv --kind ocha --country sy
"""


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Places: build the index, import more of them.", no_args_is_help=True, rich_markup_mode=None)
    group.command("build", help=BUILD)(build)
    group.command("import", help=IMPORT)(import_)
    app.add_typer(group, name="gazetteer")


def build(out_: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the index here.")] = None) -> None:
    """Build the index of places."""
    from rasid.gazetteer import build as build_index
    from rasid.gazetteer.builder import content_key

    folder, cache, imports = knowledge_folder(), read_settings().cache, sorted(places_folder().glob("*.jsonl"))
    path = out_ or cache / f"gazetteer-{content_key(folder, imports)}.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = build_index(path, folder, imports)
    out(
        f"{made.path}: {made.places} places ({made.own} own, {made.own_with_point} of them with a point), {made.names} names, "
        f"{made.merged} merged, {made.bytes / 1e6:.1f} MB, {made.seconds:.1f} seconds"
    )


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file.")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="geonames, wof, ocha or geojson.")],
    country: Annotated[str, typer.Option(metavar="CC", help="The country of rows that name none, as two letters.")] = "",
) -> None:
    """Take in a file of places."""
    from rasid.gazetteer.imports import import_file

    done = import_file(file, kind, places_folder(), load_gazetteer(), country)
    for refused in done.refused:
        say(f"refused {file.name}:{refused.line}: {refused.reason}")
    for reason, count in done.by_reason().items():
        say(f"{count} rows refused: {reason}")
    kept = f"; kept in {done.stored}" if done.stored else ""
    out(f"{done.accepted} places and {done.names} more names taken, {len(done.refused)} rows refused{kept}")
    raise typer.Exit(1 if done.refused else 0)
