"""`rasid knowledge add`: an actor, outlet or place as flags in, one entry at the end of its file out, if nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from rasid.cli.common import knowledge_folder, out
from rasid.errors import ConfigError, KnowledgeError

ACTOR = """Add an actor: an organisation, state or public figure. Private persons are no actors.

The entry goes to the end of world/actors/FILE.yaml, is checked with everything else, and taken back where there is a fault.

\b
Examples:
  rasid knowledge add actor sy.hope-party --file sy --kind party --ar ARABIC --en 'Hope Party' --name OTHER-ARABIC
"""
OUTLET = """Add an outlet: a newspaper, channel, agency or site that reports.

\b
Examples:
  rasid knowledge add outlet furat-post --ar ARABIC --en 'Furat Post' --domain furatpost.example
"""
PLACE = """Add a place that gazetteers lack: a street, a quarter, a village, a checkpoint. Give --at only where you can stand behind it.

\b
Examples:
  rasid knowledge add place sy.qamishli.market --kind street --ar ARABIC --en 'Market Street' --in sy.qamishli --at 37.051,41.228
"""

Ar = Annotated[str, typer.Option(metavar="NAME", help="Arabic display name, as the press writes it; neutral.")]
En = Annotated[str, typer.Option(metavar="NAME", help="English display name; neutral.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Dotted, human, never used before.")]
Names = Annotated[list[str] | None, typer.Option("--name", metavar="NAME", help="Another Arabic name; may be given again.")]
Latin = Annotated[list[str] | None, typer.Option("--latin", metavar="NAME", help="A name in Latin letters; may be given again.")]


def register(group: typer.Typer) -> None:
    """Add the commands to `rasid knowledge`."""
    adding = typer.Typer(help="Add an actor, an outlet or a place.", no_args_is_help=True, rich_markup_mode=None)
    adding.command("actor", help=ACTOR)(actor)
    adding.command("outlet", help=OUTLET)(outlet)
    adding.command("place", help=PLACE)(place)
    group.add_typer(adding, name="add")


def actor(
    id_: Id,
    file: Annotated[str, typer.Option(metavar="FILE", help="The theatre's file, for example sy.")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="state, party, armed-group, person, ...; a wrong one lists them.")],
    ar: Ar,
    en: En,
    name: Names = None,
    latin: Latin = None,
    part_of: Annotated[str, typer.Option(metavar="ID", help="The actor that it belongs to.")] = "",
    country: Annotated[list[str] | None, typer.Option(metavar="CC", help="A country, as two letters; may be given again.")] = None,
) -> None:
    """Add an actor."""
    above = [{"to": part_of}] if part_of else None
    names = {"name": {"ar": ar, "en": en}, "names": name, "latin": latin}
    entry = {"id": id_, "kind": kind, **names, "part_of": above, "country": country}
    _append(Path("world") / "actors" / f"{file}.yaml", entry, _faults)


def outlet(
    id_: Id,
    ar: Ar,
    en: En,
    name: Names = None,
    latin: Latin = None,
    domain: Annotated[list[str] | None, typer.Option(metavar="DOMAIN", help="A domain of its site; may be given again.")] = None,
    country: Annotated[str, typer.Option(metavar="CC", help="Its country, as two letters.")] = "",
) -> None:
    """Add an outlet."""
    entry = {"id": id_, "name": {"ar": ar, "en": en}, "names": name, "latin": latin, "domains": domain, "country": country}
    _append(Path("world") / "outlets.yaml", entry, _faults)


def place(
    id_: Id,
    kind: Annotated[str, typer.Option(metavar="KIND", help="street, quarter, village, ...; a wrong one lists them.")],
    ar: Ar,
    en: En,
    inside: Annotated[str, typer.Option("--in", metavar="ID", help="The place it lies in.")],
    name: Names = None,
    at: Annotated[str, typer.Option(metavar="LAT,LON", help="Its point, in degrees.")] = "",
    radius_km: Annotated[float | None, typer.Option(metavar="KM", help="How far off the point may be.")] = None,
) -> None:
    """Add a place."""
    entry = {
        "id": id_,
        "kind": kind,
        "name": {"ar": ar, "en": en},
        "names": name,
        "in": inside,
        "at": _point(at),
        "radius_km": radius_km,
    }
    _append(Path("world") / "places" / f"{inside.partition('.')[0]}.yaml", entry, _place_faults)


def _point(at: str) -> list[float] | None:
    if not at:
        return None
    try:
        return [float(part) for part in at.split(",")]
    except ValueError as error:
        raise ConfigError(f"--at {at!r}; expected LAT,LON in degrees, for example 37.05,41.22") from error


def _faults(folder: Path) -> list[str]:
    from rasid.knowledge import faults

    return faults(folder)


def _place_faults(folder: Path) -> list[str]:
    from rasid.gazetteer.own import read_own

    try:
        read_own(folder / "world" / "places")
    except KnowledgeError as error:
        return error.faults
    return []


def _append(file: Path, entry: dict[str, Any], faults: Callable[[Path], list[str]]) -> None:
    """The entry at the end of the file, unless it brings a fault with it."""
    import yaml

    folder = knowledge_folder()
    path = folder / file
    if not path.exists():
        raise ConfigError(f"no file {file} in {folder}; there are: {', '.join(sorted(p.stem for p in path.parent.glob('*.yaml')))}")
    before, known = path.read_bytes(), set(faults(folder))
    given = {key: value for key, value in entry.items() if value}
    line = yaml.safe_dump(given, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).strip()
    try:
        path.write_bytes(before.rstrip(b"\n") + f"\n- {line}\n".encode())
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}; RASID_KNOWLEDGE names a folder of your own") from error
    new = [fault for fault in faults(folder) if fault not in known]
    if new:
        path.write_bytes(before)
        raise KnowledgeError(new)
    lines = path.read_bytes().count(b"\n")
    out(f"{path}:{lines}: - {line}")
