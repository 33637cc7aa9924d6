"""rasid reads Arabic news about conflict and politics and turns it into claims and states: the public names, imported when used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasid.errors import RasidError
    from rasid.knowledge import Knowledge
    from rasid.pipeline import analyse, load
    from rasid.store import ClaimFilter, Store, open_store
    from rasid.types import Claim, Event, Judgement, Report, State

_HOMES = {
    "Claim": "types",
    "ClaimFilter": "store",
    "Event": "types",
    "Judgement": "types",
    "Knowledge": "knowledge",
    "RasidError": "errors",
    "Report": "types",
    "State": "types",
    "Store": "store",
    "analyse": "pipeline",
    "load": "pipeline",
    "open_store": "store",
}

__all__ = [
    "Claim",
    "ClaimFilter",
    "Event",
    "Judgement",
    "Knowledge",
    "RasidError",
    "Report",
    "State",
    "Store",
    "analyse",
    "load",
    "open_store",
]


def __getattr__(name: str) -> Any:
    """Import a public name's module at its first use, so that `import rasid` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rasid' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"rasid.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
