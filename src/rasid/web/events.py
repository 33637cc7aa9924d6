"""Events in, columns out: what filters and maps look at; and the same with some events replaced by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from sys import intern
from typing import Any

import numpy as np

from rasid.records import Json
from rasid.store.filters import ClaimFilter
from rasid.store.writer import word_key
from rasid.types import Event
from rasid.web.columns import OPEN_FIRST, OPEN_LAST, Codes, Mask, Numbers

Row = tuple[int, str, str, str, int, int, tuple[str, ...], tuple[str, ...], tuple[Any, ...], tuple[Any, Any]]


def row_of(n: int, body: Json) -> Row:
    """What filters and maps look at in an event."""
    roles, when = body["roles"], body["when"] or {}
    places = tuple(intern(v["id"] or word_key(v["text"])) for v in roles["place"])
    actors = tuple(intern(v["id"] or v["text"]) for v in (*roles["actor"], *roles["target"]))
    points = [w for w in body["where"] if w["lat"] is not None]
    point = (points[0]["lat"], points[0]["lon"], points[0]["precision"], points[0]["radius_km"]) if points else ()
    first, last = _day(when.get("earliest"), OPEN_FIRST), _day(when.get("latest"), OPEN_LAST)
    said = (_voices(body["for"]), _voices(body["against"]))
    return (n, body["id"], intern(body["type"]), intern(body["status"]), first, last, places, actors, point, said)


def row_of_event(n: int, event: Event) -> Row:
    """The same of an event that was not written yet."""
    when = event.when
    places = tuple(intern(e.id or word_key(e.text)) for e in event.place)
    actors = tuple(intern(e.id or e.text) for e in (*event.actor, *event.target))
    point: tuple[Any, ...] = next(((w.lat, w.lon, w.precision, w.radius_km) for w in event.where if w.lat is not None), ())
    first = when.earliest.toordinal() if when and when.earliest else OPEN_FIRST
    last = when.latest.toordinal() if when and when.latest else OPEN_LAST
    for_, against = (tuple((v.voice, v.kind, len(v.claims)) for v in side) for side in (event.for_, event.against))
    return (n, event.id, event.type, event.status, first, last, places, actors, point, (for_, against))


def _voices(found: Iterable[Json]) -> tuple[tuple[str, str, int], ...]:
    return tuple((intern(v["voice"]), intern(v["kind"]), len(v["claims"])) for v in found)


def _day(iso: str | None, missing: int) -> int:
    return date.fromisoformat(iso).toordinal() if iso else missing


class Events:
    """Events as columns; `bodies` gives the contract's JSON of some of them."""

    def __init__(self, rows: Sequence[Row], bodies: Callable[[Sequence[int]], dict[int, Json]]) -> None:
        self.rows, self.bodies = list(rows), bodies
        self.by_claim: dict[str, list[int]] = {}
        self.types, self.statuses, self.keys = Codes(), Codes(), Codes()
        self.n = np.array([r[0] for r in rows], np.int64)
        self.type = np.array([self.types.add(r[2]) for r in rows], np.int64)
        self.status = np.array([self.statuses.add(r[3]) for r in rows], np.int64)
        self.first = np.array([r[4] for r in rows], np.int64)
        self.last = np.array([r[5] for r in rows], np.int64)
        self.places = self._links((r[6] for r in rows), 0)
        self.actors = self._links((r[7] for r in rows), 0)

    def replaced(self, gone: Mask, rows: Sequence[Row]) -> Events:
        """The same without those that are gone, and with others behind: rows of the store rise, so new ones come last."""
        new, keep = copy(self), ~gone
        new.__dict__.pop("voices", None)
        new.rows = [*(row for row, stays in zip(self.rows, keep.tolist(), strict=True) if stays), *rows]
        kept = len(new.rows) - len(rows)
        added = {
            "n": [r[0] for r in rows], "type": [self.types.add(r[2]) for r in rows], "status": [self.statuses.add(r[3]) for r in rows],
            "first": [r[4] for r in rows], "last": [r[5] for r in rows],
        }  # fmt: skip
        for name, values in added.items():
            setattr(new, name, np.concatenate([getattr(self, name)[keep], np.array(values, np.int64)]))
        moved = np.cumsum(keep) - 1
        for name, links in (("places", [r[6] for r in rows]), ("actors", [r[7] for r in rows])):
            (keys, at), (more, where) = getattr(self, name), self._links(links, kept)
            stays = keep[at]
            setattr(new, name, (np.concatenate([keys[stays], more]), np.concatenate([moved[at[stays]], where])))
        return new

    @cached_property
    def voices(self) -> dict[tuple[str, str], Counter[str]]:
        """By voice and its kind: events, claims, and in how many events it is alone, confirmed, contradicted, or against."""
        said: dict[tuple[str, str], Counter[str]] = {}
        for row in self.rows:
            for_, against = row[9]
            how = "contradicted" if against else "alone" if len(for_) == 1 else "confirmed"
            for side, word in ((for_, how), (against, "against")):
                for voice, kind, claims in side:
                    counter = said.setdefault((voice, kind), Counter())
                    counter[word] += 1
                    counter["events"] += 1
                    counter["claims"] += claims
        return said

    def __len__(self) -> int:
        return len(self.rows)

    def of_claim(self, claim: str) -> list[int]:
        """The rows of the events that a claim is part of, of what was folded for a day of knowing."""
        return self.by_claim.get(claim, [])

    def _links(self, keys: Iterable[tuple[str, ...]], start: int) -> tuple[Numbers, Numbers]:
        pairs = np.array([(self.keys.add(k), i) for i, ks in enumerate(keys, start) for k in ks], np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def select(self, f: ClaimFilter, inside: Callable[[str], Iterable[str]]) -> Numbers:
        """Where the events stand that the filter keeps; its limit and cursor are not looked at."""
        mask = np.ones(len(self), np.bool_)
        if f.type:
            mask &= self.type == self.types.of.get(f.type, -1)
        if f.family:
            mask &= np.isin(self.type, self.types.family(f.family))
        if f.status:
            mask &= self.status == self.statuses.of.get(f.status, -1)
        for day in (f.at, f.since):
            mask &= self.last >= (day.toordinal() if day else OPEN_FIRST)
        for day in (f.at, f.until):
            mask &= self.first <= (day.toordinal() if day else OPEN_LAST)
        for links, keys in ((self.actors, [f.actor] if f.actor else None), (self.places, inside(f.place) if f.place else None)):
            if keys is not None:
                mask &= self._with(links, [self.keys.of[k] for k in keys if k in self.keys.of])
        return np.flatnonzero(mask)

    def _with(self, links: tuple[Numbers, Numbers], keys: Sequence[int]) -> Mask:
        mask = np.zeros(len(self), np.bool_)
        mask[links[1][np.isin(links[0], np.array(keys, np.int64))]] = True
        return mask
