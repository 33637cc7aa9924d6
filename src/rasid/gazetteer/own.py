"""The knowledge files of own places in, rows out; every fault of a file as file:line with what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rasid.errors import KnowledgeError
from rasid.gazetteer.rows import KINDS, Row

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEYS = frozenset({"id", "kind", "name", "names", "in", "at", "radius_km", "pcode", "admin1", "population", "precision", "not"})
COUNTRIES_FILE = "countries.yaml"
_FREE = frozenset({"country", "region", "sea"})  # these may lie in no one country


def entries(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings of a YAML list, each with its line number; a broken file is a KnowledgeError."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise KnowledgeError([f"{path.name}:{line}: not readable as YAML: {error}"]) from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise KnowledgeError([f"{path.name}:1: a list of places is expected"])
    maker: Any = yaml.constructor.SafeConstructor()
    for node in root.value:
        yield node.start_mark.line + 1, maker.construct_object(node, deep=True)


def _faults(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "a place is a mapping {id, kind, name, in, at ...}"
        return
    for key in sorted(set(entry) - _KEYS):
        yield f"unknown key '{key}' (known: {', '.join(sorted(_KEYS))})"
    for key in ("id", "kind", "name"):
        if key not in entry:
            yield f"key '{key}' is missing"
    if entry.get("kind") not in KINDS:
        yield f"unknown kind '{entry.get('kind')}' (known: {', '.join(KINDS)})"
    name = entry.get("name")
    if not isinstance(name, dict) or set(name) != {"ar", "en"} or not all(isinstance(v, str) for v in name.values()):
        yield "name is {ar: ..., en: ...}"
    if entry.get("kind") not in _FREE and "in" not in entry:
        yield "key 'in' is missing: the id of the place it lies in"
    at = entry.get("at")
    if at is not None and not is_point(at):
        yield f"at is [lat, lon] in degrees, not {at}"


def is_point(at: Any) -> bool:
    """Whether a value is a pair of numbers that may be latitude and longitude."""
    if not isinstance(at, list | tuple) or len(at) != 2 or not all(isinstance(v, int | float) for v in at):
        return False
    return bool(abs(at[0]) <= 90 and abs(at[1]) <= 180)


def _row(entry: dict[str, Any]) -> Row:
    at = entry.get("at")
    names = tuple(str(n) for n in entry.get("names", ()))
    return Row(
        id=entry["id"],
        kind=entry["kind"],
        country=entry["id"].split(".")[0],
        ar=entry["name"]["ar"],
        en=entry["name"]["en"],
        names=names,
        known=(entry["name"]["ar"], entry["name"]["en"], *names),
        parent=entry.get("in", ""),
        admin1=str(entry.get("admin1", "")),
        lat=float(at[0]) if at else None,
        lon=float(at[1]) if at else None,
        radius_km=float(entry["radius_km"]) if "radius_km" in entry else None,
        precision=entry.get("precision"),
        pcode=str(entry.get("pcode", "")),
        population=int(entry.get("population", 0)),
        never=tuple(str(n) for n in entry.get("not", ())),
    )


def read_own(places: Path) -> list[Row]:
    """All rows of the folder, countries first. Ids are unique, every parent exists, no place lies in itself."""
    files = sorted(places.glob("*.yaml"), key=lambda p: (p.name != COUNTRIES_FILE, p.name))
    faults: list[str] = []
    rows: dict[str, Row] = {}
    where: dict[str, str] = {}
    for path in files:
        for line, entry in entries(path):
            found = [f"{path.name}:{line}: {fault}" for fault in _faults(entry)]
            if not found and entry["id"] in rows:
                found = [f"{path.name}:{line}: id '{entry['id']}' is already at {where[entry['id']]}"]
            faults += found
            if not found:
                rows[entry["id"]], where[entry["id"]] = _row(entry), f"{path.name}:{line}"
    faults += [f"{where[r.id]}: '{r.parent}' is no place" for r in rows.values() if r.parent and r.parent not in rows]
    if not faults:
        faults += [f"{where[i]}: '{i}' lies in itself" for i in rows if _is_circle(i, rows)]
    if faults:
        raise KnowledgeError(faults)
    return list(rows.values())


def _is_circle(start: str, rows: dict[str, Row]) -> bool:
    seen = {start}
    at = rows[start].parent
    while at:
        if at in seen:
            return True
        seen.add(at)
        at = rows[at].parent
    return False
