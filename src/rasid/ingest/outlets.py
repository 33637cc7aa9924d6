"""A page's address, site name or channel in, the id of the outlet that the registry knows by it out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

import yaml

from rasid.text import fold


@lru_cache(maxsize=1)
def _registry() -> dict[str, str]:
    """Domain, Telegram handle or folded name -> outlet id."""
    path = files("rasid") / "knowledge" / "world" / "outlets.yaml"
    if not path.is_file():
        return {}
    known: dict[str, str] = {}
    for entry in yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []:
        names = [*entry.get("names", []), *entry.get("latin", []), *(entry.get("name") or {}).values(), entry["id"]]
        for key in [*map(str.lower, entry.get("domains", [])), *map(fold, names)]:
            known.setdefault(key, entry["id"])
        for handle in entry.get("telegram", []):
            known.setdefault("@" + handle.lower().lstrip("@"), entry["id"])
    return known


def outlet_of(url: str, name: str = "") -> str:
    """The id; an unknown outlet keeps its domain, or the name that it goes by."""
    known = _registry()
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("t.me", "telegram.me"):
        handle = parts.path.strip("/").removeprefix("s/").split("/")[0]
        return known.get("@" + handle.lower(), handle)
    labels = host.split(".")
    for i in range(len(labels) - 1):
        if outlet := known.get(".".join(labels[i:])):
            return outlet
    return known.get(fold(name).strip(), "") or host or name


def known_outlet(name: str) -> str:
    """The registry's id for a name, or the name itself."""
    return _registry().get(fold(name).strip(), name)
