"""A report in, claims out: by the network alone. What it needs is loaded when the first report is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rasid.answers import with_answers
from rasid.attributes import can_say, heard
from rasid.besieged import with_besieged
from rasid.claims import claim_id, make_claim
from rasid.coder import Coded
from rasid.guards.accusation import accusation, accuser, charged
from rasid.guards.roles import guarded
from rasid.guards.senses import only_events, type_with_object
from rasid.guards.shared import with_shared_subject
from rasid.guards.spoken import of_speaker
from rasid.holders import with_holders
from rasid.knowledge import Knowledge
from rasid.mentions import Reading, read_text
from rasid.place_support import told_once
from rasid.places import PlaceReader
from rasid.resolve import resolve
from rasid.speech import speakers
from rasid.text import Text
from rasid.times import bound_undated
from rasid.types import Claim, Report
from rasid_neural.coding import code_drafts, holding, places_of
from rasid_neural.drafts import drafts
from rasid_neural.network import Model, load

Said = tuple[tuple[str, ...], str]  # who made a claim, and by which rule


class NeuralExtractor:
    """The second coder: behind the protocol of the first, and installed or not without the first knowing."""

    name = "neural"

    def __init__(self, model: Model | None = None) -> None:
        self._model = model

    @property
    def model(self) -> Model:
        """The delivered model, loaded once."""
        if self._model is None:
            self._model = load()
        return self._model

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]:
        model = self.model
        reading = read_text(Text(report.text), knowledge)
        found = drafts(reading.text, model.pieces, model.types, model.net)
        coded = code_drafts(found, places_of(reading, knowledge), knowledge)
        by = (f"neural@{model.version}",)
        return claims_of(report, reading, coded, knowledge, [(by, "")] * len(coded))


def claims_of(report: Report, reading: Reading, coded: Sequence[Coded], knowledge: Knowledge, said: Sequence[Said]) -> list[Claim]:
    """Coded events as claims, resolved as those of the rules are; `said` is who made each, and by which rule."""
    bound = None
    if report.published is None:
        bound = bound_undated([t for s in reading.sentences for t in s.times])
    places = PlaceReader(reading, knowledge)
    who = speakers(reading, knowledge)
    claims: dict[str, Claim] = {}
    told: list[Coded] = []
    for c in coded:
        c.type = type_with_object(c.sentence, c.trigger, c.type, knowledge)
    made = {id(c): by for c, by in zip(coded, said, strict=True)}
    for c, (by, rule) in _with_answers(reading, only_events(coded, knowledge), knowledge, made):
        roles = with_holders(c.roles, c.sentence.parse, reading, knowledge)
        c.roles = guarded(roles, holding(c.sentence, c.trigger), c.trigger, c.type, knowledge)
        c.roles = with_shared_subject(c.roles, c.sentence, c.trigger, c.type, told, knowledge)
        here = who[c.sentence.i]
        able = [s for s in here if can_say(s, c.sentence, reading, knowledge)]
        c.speaker = heard(c.speaker, c.sentence, c.trigger, c.type, here, able, reading, knowledge)
        accused = accusation(c.sentence, c.trigger, here, knowledge)
        if accused is not None and accused.guilty:
            c.speaker = accuser(c.speaker, accused)  # who was found guilty of it tells nothing
        said_so = c.speaker, c.stance, c.status
        c.roles, said_so = of_speaker(c.roles, said_so, c.sentence, c.trigger, c.type, c.time, here, told, knowledge)
        c.speaker, c.stance, c.status = said_so
        if accused is not None and accused.guilty and not c.roles["actor"]:
            c.roles = charged(c.roles, accused, c.sentence)  # named, though not with the event's own words
        c.roles = told_once(c, places.id_of).roles
        told.append(c)
        claim = replace(make_claim(report, reading, c, knowledge), by=by, rule=rule)
        claim = replace(claim, id=claim_id(report.id, claim.type, claim.trigger, {r: claim.role(r) for r in c.roles}, claim.source))
        claims.setdefault(claim.id, resolve(claim, c, report, reading, knowledge, places, bound))
    return list(claims.values())


def _with_answers(
    reading: Reading, coded: Sequence[Coded], knowledge: Knowledge, made: Mapping[int, Said]
) -> Iterator[tuple[Coded, Said]]:
    """Each event with who made it (`made`, by id()); what others answer to it in its sentence stands behind it, made by the same."""
    last: Said = ((), "")
    for c in with_answers(with_besieged(coded, reading, knowledge), reading, knowledge):
        last = made.get(id(c), last)
        yield c, last


def neural_extractor() -> NeuralExtractor:
    """Found by its entry point."""
    return NeuralExtractor()
