"""Knowledge files in, entries that remember their line out; every fault is collected as file:line with what was expected."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[A-Za-z]")


class Entry(dict[str, Any]):
    """One mapping of a YAML file, with the line it begins on."""

    line: int = 0


class Faults(list[str]):
    """Faults found in knowledge files, each beginning with file:line."""

    def add(self, path: Path, line: int, message: str) -> None:
        """Note one fault."""
        self.append(f"{path.parent.name}/{path.name}:{line}: {message}")


def _value(node: yaml.Node, loader: Any, path: Path, faults: Faults) -> Any:
    """The content of a node; a key that a mapping gives twice, of which YAML would keep the last, is a fault."""
    if isinstance(node, yaml.MappingNode):
        entry = Entry((str(_value(k, loader, path, faults)), _value(v, loader, path, faults)) for k, v in node.value)
        entry.line = node.start_mark.line + 1
        if len(entry) < len(node.value):
            _name_twins(node, path, faults)
        return entry
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, loader, path, faults) for item in node.value]
    return loader.construct_object(node)


def _name_twins(node: yaml.MappingNode, path: Path, faults: Faults) -> None:
    seen: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            faults.add(path, line, f"key {key.value!r} stands a second time; it is given on line {seen[key.value]}")
        seen.setdefault(key.value, line)


def read_yaml(path: Path, faults: Faults) -> Any:
    """The content of a YAML file; a syntax error is a fault, and the content is then an empty list."""
    if not path.exists():
        faults.add(path, 1, "the file is missing")
        return []
    loader = yaml.CSafeLoader(path.read_bytes())
    try:
        node = loader.get_single_node()
        return [] if node is None else _value(node, loader, path, faults)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.add(path, mark.line + 1 if mark else 1, f"not YAML: {getattr(error, 'problem', error)}")
        return []
    finally:
        loader.dispose()


def entries(path: Path, faults: Faults, allowed: Collection[str], required: Collection[str] = ("id",)) -> Iterator[Entry]:
    """The mappings of a file that is a list; unknown and missing keys are faults (the entry is passed over)."""
    content = read_yaml(path, faults)
    if not isinstance(content, list):
        faults.add(path, 1, "expected a list of entries")
        return
    for item in content:
        if not isinstance(item, Entry):
            faults.add(path, 1, f"expected a mapping, found {item!r}")
            continue
        if keys_right(item, path, faults, allowed, required):
            yield item


def keys_right(item: Entry, path: Path, faults: Faults, allowed: Collection[str], required: Collection[str]) -> bool:
    """Are all keys known and the required ones there? What is wrong is noted with its line."""
    unknown = [k for k in item if k not in allowed]
    missing = [k for k in required if k not in item]
    for key in unknown:
        faults.add(path, item.line, f"unknown key {key!r}; known: {', '.join(sorted(allowed))}")
    for key in missing:
        faults.add(path, item.line, f"key {key!r} is missing")
    for scalar in _scalars(item):
        if _ARABIC.search(scalar) and _LATIN.search(scalar):
            faults.add(path, item.line, f"Arabic and Latin in one value: {scalar!r}")
    return not unknown and not missing


def _scalars(value: Any, key: str = "") -> Iterator[str]:
    """Strings below a value, but the examples (press texts may mix scripts) and positions such as prep:X."""
    if isinstance(value, Mapping):
        for k, v in value.items():
            if k not in ("examples", "roles", "opens", "nested"):
                yield from _scalars(v, k)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item, key)
    elif isinstance(value, str):
        yield value


def words_of(value: Any) -> list[str]:
    """A scalar or a list of scalars as a list of strings."""
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def unique(ids: Iterable[tuple[str, Path, int]], faults: Faults) -> None:
    """Each id once, over all files."""
    seen: dict[str, str] = {}
    for id_, path, line in ids:
        if id_ in seen:
            faults.add(path, line, f"id {id_!r} is taken by {seen[id_]}")
        seen[id_] = f"{path.name}:{line}"
