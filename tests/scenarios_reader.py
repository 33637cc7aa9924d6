"""A scenario file in, its reports, claims, judgements and expected ledgers out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ledger_samples import day_when, noon
from rasid.ledger import Reading
from rasid.records import claim_id, judgement_id
from rasid.types import Claim, Judgement, Recorded, Report, Source, Span, State, Value, Where, Words
from rasid.world import Membership, PlainWorld
from reference import CODEBOOK

KEYS = ("type", "trigger", "actor", "target", "place", "goods", "when", "source", "stance", "status", "extent")
FOLDER = Path(__file__).parent / "scenarios"
# What the codebook says of the types that the scenarios use; tests/test_scenarios.py compares it with the codebook.
EFFECTS = {
    "control.take": {"control": "gain"},
    "control.lose": {"control": "loss"},
    "control.hold": {"control": "hold"},
    "control.handover": {"control": "transfer"},
    "move.withdraw": {"presence": "leave", "control": "may_end"},
    "access.siege": {"siege": "begin"},
    "access.lift": {"siege": "end"},
    "access.block": {"access": "block"},
    "access.open": {"access": "open"},
    "access.aid": {"access": "open"},
    "talks.meet": {"talks": "run"},
    "talks.mediate": {"talks": "run"},
    "talks.agree": {"talks": "agree"},
    "talks.fail": {"talks": "fail"},
    "talks.breach": {"talks": "breach"},
}


@dataclass(frozen=True)
class Scenario:
    """One file: what was reported, what people judged, and what the ledger must be."""

    reports: tuple[Report, ...]
    claims: tuple[Recorded, ...]
    judgements: tuple[Judgement, ...]
    expect: tuple[tuple[date, date, tuple[str, ...]], ...]
    texts: Mapping[str, str]

    def sentence(self, claim: Claim) -> str:
        return self.texts[claim.report]


def scenario_world() -> PlainWorld:
    data = yaml.safe_load((FOLDER / "world.yaml").read_text("utf-8"))
    places, actors = data["places"], data["actors"]
    return PlainWorld(
        effects=EFFECTS,
        parents={p: about["in"] for p, about in places.items() if "in" in about},
        place_kinds={p: about["kind"] for p, about in places.items()},
        members={a: (Membership(about["part_of"]),) for a, about in actors.items()},
    )


def read_scenario(name: str, world: PlainWorld | None = None, texts: Mapping[str, str] | None = None) -> Scenario:
    """`texts`: of reports whose file does not hold their own."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    world = world or scenario_world()
    reports, claims, by_name = [], [], {}
    for entry in data["reports"]:
        report = Report(
            id=entry["id"], text=entry.get("text") or (texts or {})[entry["id"]], outlet=entry["outlet"], published=entry["published"]
        )
        reports.append(report)
        for i, coded in enumerate(entry["claims"]):
            claim = _claim(report, coded, world)
            by_name[f"{report.id}.{i}"] = claim.id
            claims.append(Recorded(claim, noon(str(entry.get("recorded", report.published)))))
    return Scenario(
        tuple(reports),
        tuple(claims),
        tuple(_judgements(data.get("judgements", ()), by_name)),
        tuple((e["at"], e["known_by"], tuple(e["states"])) for e in data["expect"]),
        {r.id: r.text for r in reports},
    )


def _claim(report: Report, coded: Mapping[str, Any], world: PlainWorld) -> Claim:
    unknown = set(coded) - {
        *("type", "trigger", "actor", "target", "place", "goods", "when", "source"),
        *("stance", "status", "extent"),
    }
    assert not unknown, f"{report.id}: unknown key {unknown}"
    at = report.text.index(coded["trigger"])

    def values(role: str) -> tuple[Value, ...]:
        return tuple(_value(str(said)) for said in coded.get(role, ()))

    claim = Claim(
        id="",
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        sentence=Span(0, len(report.text)),
        type=coded["type"],
        trigger=Words(at, at + len(coded["trigger"]), coded["trigger"]),
        actor=values("actor"),
        target=values("target"),
        place=values("place"),
        goods=values("goods"),
        when=day_when(str(coded["when"])) if "when" in coded else None,
        where=tuple(Where(p, path=world.path(p)) for p in map(_around, coded.get("place", ()))),
        source=_source(str(coded.get("source", "")), report.outlet),
        stance=coded.get("stance", "reports"),
        status=coded.get("status", "happened"),
        extent=coded.get("extent", "whole"),
        by=("coder",),
    )
    return replace(claim, id=claim_id(claim))


def _value(said: str) -> Value:
    """An id, or `=words` or `=words@id`: words that name nothing known, and the place around them."""
    words = said.removeprefix("=").partition("@")[0]
    return Value(0, 0, words, "" if said.startswith("=") else said)


def _around(said: str) -> str:
    return said.partition("@")[2] if said.startswith("=") else said


def _source(said: str, outlet: str) -> Source:
    if said.startswith("?"):
        return Source("anonymous", said[1:], None, None, "", outlet)
    return Source("named", said, None, None, said, outlet) if said else Source("outlet", "", None, None, outlet, outlet)


def _judgements(entries: list[Mapping[str, Any]], by_name: Mapping[str, str]) -> Iterator[Judgement]:
    for e in entries:
        left, right, at = by_name[e["claim"]], by_name.get(e.get("other", ""), ""), noon(str(e["at"]))
        gone = noon(str(e["retracted"])) if "retracted" in e else None
        yield Judgement(judgement_id(e["verdict"], left, right, e["by"], at), e["verdict"], left, right, e["by"], at, retracted=gone)


def short(state: State, reading: Reading) -> str:
    """A state in one line, as the scenario files write it."""
    who = "+".join(e.id or e.text for e in state.holders)
    parts = [state.kind, state.place.id or state.place.text if state.place else "-", who or "-", state.reading]
    parts += [f"[{' '.join(sorted(state.goods))}]"] if state.goods else []
    parts += [f"demanded [{' '.join(sorted(state.demanded))}]"] if state.demanded else []
    parts += [f"by {'+'.join(e.id for e in state.sponsor)}"] if state.sponsor else []
    parts += ["part"] if state.extent == "part" else []
    parts += [state.status, "since", state.since.edtf if state.since else "?"]
    parts += ["until", state.until.edtf] if state.until else []
    parts += ["perhaps"] if reading == "perhaps" else []
    return " ".join(parts)


def codebook_effects() -> dict[str, dict[str, str]]:
    return {e["id"]: e["effect"] for e in yaml.safe_load(CODEBOOK.read_text("utf-8"))}
