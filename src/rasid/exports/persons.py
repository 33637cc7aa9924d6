"""A claim in, the claim without private persons out: nobody without an id in the registry is named, no sentence is quoted."""

from __future__ import annotations

from dataclasses import replace

from rasid.exports.world import World
from rasid.types import Claim, Value

REDACTED = "(redacted)"


def redacted(claim: Claim, world: World) -> Claim:
    """Names that the registry does not know go, unless they are generic nouns; public figures and organisations stay.

    The trigger and the features may hold a name as well, so only what the codebook says of them stays.
    """
    source = claim.source
    if source.kind == "named" and _private(source.text, source.id, world):
        source = replace(source, text=REDACTED, start=None, end=None, via=_known_only(source.via, world))
    return replace(
        claim,
        actor=tuple(_value(v, world) for v in claim.actor),
        target=tuple(_value(v, world) for v in claim.target),
        source=source,
        features=(),
    )


def _private(text: str, id_: str, world: World) -> bool:
    return not id_ and bool(text) and not world.generic(text)


def _value(value: Value, world: World) -> Value:
    return replace(value, text=REDACTED) if _private(value.text, value.id, world) else value


def _known_only(via: str, world: World) -> str:
    return ">".join(part if world.who(part) else REDACTED for part in via.split(">")) if via else ""
