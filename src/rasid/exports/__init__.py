"""A store's records under a filter in, a file in one of the formats that people need out, with a sidecar of what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Any, BinaryIO

from rasid.errors import ConfigError
from rasid.exports.material import ListMaterial, Material, StoreMaterial
from rasid.exports.notes import Notes
from rasid.exports.world import PlainWorld, World, knowledge_world
from rasid.records import dumps

__all__ = [
    "DERIVED", "FORMATS", "ListMaterial", "Material", "Notes", "PlainWorld", "StoreMaterial", "World", "export", "export_file",
    "extension", "knowledge_world", "media_type",
]  # fmt: skip

_OWN = {
    "csv": "table", "acled": "acled", "ucdp": "ucdp", "plover": "plover", "geojson": "geojson", "parquet": "parquet",
    "hxl": "hxl", "ftm": "ftm", "panel": "panel",
}  # fmt: skip
FORMATS = tuple(_OWN)
# Written from events and states, so the derived half must be folded first.
DERIVED = frozenset({"acled", "ucdp", "hxl", "ftm", "panel"})


def _module(name: str) -> Any:
    """The exporter's module: ours, or one that another package brings as an entry point `rasid.exports`."""
    if name in _OWN:
        try:
            return import_module(f"rasid.exports.{_OWN[name]}")
        except ModuleNotFoundError as error:
            raise ConfigError(f"export {name}: {error.name} is not installed; pip install 'rasid[parquet]'") from None
    others = {point.name: point for point in entry_points(group="rasid.exports")}
    if name not in others:
        raise ConfigError(f"no export format {name!r}; there are {', '.join((*FORMATS, *sorted(others)))}")
    return others[name].load()


def extension(name: str) -> str:
    """How files of a format end."""
    return str(_module(name).EXTENSION)


def media_type(name: str) -> str:
    """What a web server calls a format."""
    return str(_module(name).MEDIA_TYPE)


def export(
    name: str,
    material: Material,
    world: World,
    out: BinaryIO,
    *,
    redact_persons: bool = False,
    query: Mapping[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Any]:
    """Write an export to a stream, and give its sidecar: rows, versions, the query, and what the format left out.

    `since` and `until` bound the days of a panel; of everything else they are the material's own filter.
    """
    module, notes = _module(name), Notes(redact_persons, since, until)
    module.write(material, world, out, notes)
    versions = {"rasid": version("rasid"), "knowledge": world.version}
    return notes.sidecar(name, versions, query or {}, datetime.now(UTC).isoformat(timespec="seconds"))


def export_file(
    name: str,
    material: Material,
    world: World,
    path: Path,
    *,
    redact_persons: bool = False,
    query: Mapping[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, Any]:
    """Write an export and, beside it, its sidecar `PATH.meta.json`. A file is replaced only when the new one is whole."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as out:
            sidecar = export(name, material, world, out, redact_persons=redact_persons, query=query, since=since, until=until)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    path.with_name(path.name + ".meta.json").write_text(dumps(sidecar) + "\n", "utf-8")
    return sidecar
