"""A YAML file in; its plain data and the line of every value out, so that a fault can name its place."""

from __future__ import annotations

from pathlib import Path

import yaml

from rasid.errors import KnowledgeError

Place = tuple[str | int, ...]
Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]


def read_lines(path: Path) -> tuple[Plain, dict[Place, int]]:
    """The data of a YAML file, and the line (from 1) of each value by its path of keys and indexes."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise KnowledgeError([f"{path.name}:1: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError([f"{path.name}:1: is not UTF-8"]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError([f"{path.name}:{line}: {error.problem}"]) from error
    lines: dict[Place, int] = {}
    if node is None:
        raise KnowledgeError([f"{path.name}:1: is empty"])
    return _plain(node, (), lines), lines


def _plain(node: yaml.Node, at: Place, lines: dict[Place, int]) -> Plain:
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value, (*at, key.value), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*at, i), lines) for i, value in enumerate(node.value)]
    if node.tag.endswith(":int"):
        return int(node.value)
    return node.value == "true" if node.tag.endswith(":bool") else str(node.value)
