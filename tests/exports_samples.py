"""One small war of claims, events and states, with a world that knows its actors and places, for the tests of exports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from rasid.exports.material import ListMaterial
from rasid.exports.world import Codes, PlainWorld, Spot, Who
from rasid.types import (
    Claim,
    Entity,
    Event,
    Other,
    Recorded,
    Report,
    Source,
    Span,
    State,
    Value,
    Voice,
    When,
    Where,
    Words,
)

SHARED = Path(__file__).parents[2] / "shared" / "design" / "standards"
CODEBOOK = Path(__file__).parents[1] / "src/rasid/knowledge/world/codebook.yaml"
DAY, PUBLISHED = date(2022, 4, 17), date(2022, 4, 18)
KNOWN = datetime(2022, 4, 18, 12, tzinfo=UTC)
TEXT = (
    "سيطرت قوات الأسايش مساء الأحد على المربع الأمني في القامشلي.\n"
    "=قصفت طائرات حلب، وقتلت 3 مدنيين وأصابت 5، وفق الطبيب سمير الخطيب.\n"
    "ونفت الحكومة حصار حي الشيخ مقصود."
)
REPORT = Report("r1", TEXT, outlet="syriatv", published=PUBLISHED, url="https://x.example/1", title="")

WORLD = PlainWorld(
    codes={e["id"]: Codes(e["id"], e["ar"], e["acled"], e["plover"], e["cameo"]) for e in yaml.safe_load(CODEBOOK.read_text("utf-8"))},
    actors={
        "asayish": Who("asayish", "police", "الأسايش", "Asayish", ("sy",), "rebel"),
        "sy.gov": Who("sy.gov", "government", "الحكومة السورية", "Government of Syria", ("sy",), "state-forces"),
        "ru.forces": Who("ru.forces", "military", "القوات الروسية", "Russian Armed Forces", ("ru",)),
        "syriatv": Who("syriatv", "outlet", "تلفزيون سوريا", "Syria TV", ("tr",)),
        "sana": Who("sana", "agency", "سانا", "SANA", ("sy",)),
    },
    places={
        "sy": Spot("sy", "country", "سوريا", "Syria", ("sy",)),
        "sy.hasakah": Spot("sy.hasakah", "governorate", "الحسكة", "Al-Hasakah", ("sy.hasakah", "sy")),
        "sy.qamishli": Spot("sy.qamishli", "city", "القامشلي", "Qamishli", ("sy.qamishli", "sy.hasakah", "sy"), 37.05, 41.22),
        "sy.qamishli.square": Spot(
            "sy.qamishli.square",
            "quarter",
            "المربع الأمني",
            "Security Square",
            ("sy.qamishli.square", "sy.qamishli", "sy.hasakah", "sy"),
        ),
        "sy.aleppo-city": Spot("sy.aleppo-city", "city", "حلب", "Aleppo", ("sy.aleppo-city", "sy.aleppo", "sy")),
    },
    nouns={"مدنيين": "civilian", "طائرات": "", "مسلحون": "armed"},
    version="test",
)
SQUARE = Where(
    "sy.qamishli.square", 37.05, 41.22, "area", 0.6, ("sy.qamishli.square", "sy.qamishli", "sy.hasakah", "sy"),
    (Other("iq.square", "another country"),), "SY0801", "named with its town",
)  # fmt: skip
QAMISHLI = Where("sy.qamishli", 37.05, 41.22, "town", 5.0, ("sy.qamishli", "sy.hasakah", "sy"))
ALEPPO = Where("sy.aleppo-city", 36.2, 37.16, "town", 5.0, ("sy.aleppo-city", "sy.aleppo", "sy"))
SUNDAY = When("2022-04-17", DAY, DAY, "day", "relative")


def value(words: str, id_: str = "") -> Value:
    """The words where they stand in TEXT."""
    start = TEXT.index(words)
    return Value(start, start + len(words), words, id_)


def words(text: str) -> Words:
    """A quotation from TEXT."""
    start = TEXT.index(text)
    return Words(start, start + len(text), text)


def sentence(n: int) -> Span:
    """The nth line of TEXT."""
    lines = TEXT.split("\n")
    start = sum(len(line) + 1 for line in lines[:n])
    return Span(start, start + len(lines[n]))


TAKE = Claim(
    "c-1", "r1", "syriatv", PUBLISHED, sentence(0), "control.take", words("سيطرت"), (value("قوات الأسايش", "asayish"),), (),
    (value("المربع الأمني", "sy.qamishli.square"), value("القامشلي", "sy.qamishli")), (), words("مساء الأحد"), SUNDAY,
    (SQUARE, QAMISHLI), Source("outlet", id="syriatv", via="syriatv"), "reports", "happened", "part",
    by=("rules@abc", "tagger@1"), rule="control.take/verb", features=("vso", "a|b\\c | d"),
)  # fmt: skip
STRIKE = Claim(
    "c-2", "r1", "syriatv", PUBLISHED, sentence(1), "fight.airstrike", words("قصفت"), (value("طائرات"),), (value("مدنيين"),),
    (value("حلب", "sy.aleppo-city"),), (), None,
    When("2022-04-10/2022-04-14", date(2022, 4, 10), date(2022, 4, 14), "day", "inferred", True, "sunday"),
    (ALEPPO,), Source("named", "الطبيب سمير الخطيب", 120, 138, "", "syriatv"), "reports", "happened", "whole",
    killed=3, injured=5, killed_min=2, killed_max=4, weapon="=cmd|' /C calc'!A0",
    by=("rules@abc",), rule="fight.airstrike/verb",
)  # fmt: skip
DENIAL = Claim(
    "c-3", "r1", "syriatv", PUBLISHED, sentence(2), "access.siege", words("حصار"), (value("الحكومة", "sy.gov"),), (),
    (value("حي الشيخ مقصود"),), (), None, None, (Where(""),), Source("named", "الحكومة", 134, 141, "sy.gov", "syriatv"),
    "denies", "negated", "whole", by=("rules@abc",), rule="access.siege/noun",
)  # fmt: skip
CLAIMS = [Recorded(TAKE, KNOWN), Recorded(STRIKE, KNOWN, datetime(2022, 5, 1, tzinfo=UTC)), Recorded(DENIAL, KNOWN)]


def event(id_: str, claim: Claim, status: str = "reported", **changes: object) -> Event:
    """The event of one claim."""

    def entities(values: tuple[Value, ...]) -> tuple[Entity, ...]:
        return tuple(Entity(v.id, v.text) for v in values)

    voice = (Voice(claim.source.id or "syriatv", claim.source.kind, False, (claim.id,)),)
    against = claim.stance == "denies"
    fields: dict[str, object] = {
        "id": id_, "type": claim.type, "actor": entities(claim.actor), "target": entities(claim.target),
        "place": entities(claim.place), "goods": entities(claim.goods), "when": claim.when, "where": claim.where,
        "status": status, "for_": () if against else voice, "against": voice if against else (), "claims": (claim.id,),
    }  # fmt: skip
    return Event(**(fields | changes))  # type: ignore[arg-type]


EVENTS = [event("e-1", TAKE), event("e-2", STRIKE, "contested"), event("e-3", DENIAL, "denied")]
HELD = State(
    "s-1", "control", Entity("sy.qamishli.square", "المربع الأمني"), (Entity("asayish", "الأسايش"),), (), (),
    "held", SUNDAY, None, PUBLISHED, "part", "reported", "", ("c-1",), (),
)  # fmt: skip
MATERIAL = ListMaterial(CLAIMS, EVENTS, [HELD], [REPORT])
