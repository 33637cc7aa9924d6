"""`rasid gazetteer`: build the index of places; what people have as files of places is imported into it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rasid.cli.common import knowledge_folder, out
from rasid.config import read_settings

BUILD = """Build the index of places from the own places, the installed GeoNames data and what was imported.

It is built by itself at first use, and again when anything it is made of changes; this command does it now and says
what it holds.

\b
Examples:
  rasid gazetteer build
  rasid gazetteer build --out places.sqlite
"""


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Places: build the index, import more of them.", no_args_is_help=True, rich_markup_mode=None)
    group.command("build", help=BUILD)(build)
    app.add_typer(group, name="gazetteer")


def build(out_: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the index here.")] = None) -> None:
    """Build the index of places."""
    from rasid.gazetteer import build as build_index
    from rasid.gazetteer.builder import content_key

    folder, cache = knowledge_folder(), read_settings().cache
    path = out_ or cache / f"gazetteer-{content_key(folder)}.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = build_index(path, folder)
    out(
        f"{made.path}: {made.places} places ({made.own} own, {made.own_with_point} of them with a point), {made.names} names, "
        f"{made.merged} merged, {made.bytes / 1e6:.1f} MB, {made.seconds:.1f} seconds"
    )
