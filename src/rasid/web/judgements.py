"""What a person says about claims in, an appended judgement out; taking it back is a date beside it, never an erasure."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import Field, model_validator
from starlette.responses import Response

from rasid.errors import InputError, NotFoundError
from rasid.records import Json, claim_to_json, corrected, dumps, judgement_id, judgement_to_json
from rasid.types import Claim, Judgement
from rasid.web import models
from rasid.web.accounts import Right
from rasid.web.answers import answer, made, page
from rasid.web.auth import Judge, Served, router
from rasid.web.corrections import Correction, correction_of
from rasid.web.params import Closed, Line, Paged, Word
from rasid.web.problems import Problem
from rasid.web.services import Services

reads = router("read", "judgements")
judges = router("judge", "judgements")
Verdict = Literal["accept", "reject", "correct", "same", "different", "unsure"]
_REVIEW: Right = "review"


class JudgementIn(Closed):
    """A verdict on one claim (accept, reject, correct) or on two (same, different, unsure)."""

    verdict: Verdict
    claim: Annotated[Word, Field(min_length=1, description="A claim's id; with `same` and `different` also an actor's or place's.")]
    other: Annotated[Word, Field(description="The second one, for same, different, unsure.")] = ""
    note: Line = ""
    correction: Correction | None = None

    @model_validator(mode="after")
    def _complete(self) -> JudgementIn:
        pair = self.verdict in ("same", "different", "unsure")
        if pair != bool(self.other) or (pair and self.other == self.claim):
            raise ValueError(f"{self.verdict} is about {'two different ones' if pair else 'one claim: leave `other` out'}")
        if (self.verdict == "correct") != (self.correction is not None):
            raise ValueError("`correction` comes with the verdict correct, and only with it")
        return self


class JudgementsQuery(Paged):
    """Which judgements to list."""

    claim: Annotated[Word, Field(description="About this claim.")] = ""
    by: Annotated[Word, Field(description="By this person.")] = ""


@reads.get("/judgements", responses=models.ok(models.Items), response_class=Response)
def judgements(request: Request, services: Served, query: Annotated[JudgementsQuery, Query()]) -> Response:
    """All judgements, also those taken back, newest first."""

    def make() -> Json:
        every = services.judged().of.get(query.claim, []) if query.claim else services.judged().all
        found = [j for j in reversed(every) if query.by in ("", j.by)]
        start = int(query.cursor or 0)
        part = found[start : start + query.limit]
        next_ = str(start + query.limit) if start + query.limit < len(found) else None
        return page([judgement_to_json(j) for j in part], next_, len(found))

    return answer(request, services, make)


@judges.post("/judgements", responses=models.ok(models.Judgement, 201), response_class=Response, status_code=201)
def judge(body: JudgementIn, services: Served, person: Judge) -> Response:
    """Appends a judgement by the person who is logged in."""
    correction = ""
    if body.verdict == "correct" and body.correction is not None:
        claim = _claim(services, body.claim, "claim")
        changes = correction_of(body.correction, services.store.report(claim.report), claim, services.engine)
        correction = _checked(claim, changes)
    else:
        _exists(services, body.claim, "claim", body.verdict)
        if body.other:
            _exists(services, body.other, "other", body.verdict)
    said = _judgement(services, body.verdict, body.claim, body.other, person.name, body.note, correction)
    return made(judgement_to_json(said), 201)


def _judgement(services: Services, verdict: Any, left: str, right: str, who: str, note: str, correction: str) -> Judgement:
    at = services.now()
    said = Judgement(judgement_id(verdict, left, right, who, at, correction), verdict, left, right, who, at, note, correction)
    services.audit.write(at, who, f"judge.{verdict}", said.id, " ".join(filter(None, (left, right))))
    services.store.judge(said)
    services.fold()
    return said


def _exists(services: Services, id_: str, field: str, verdict: str) -> None:
    if id_.startswith("c-") or verdict in ("accept", "reject", "unsure"):
        _claim(services, id_, field)
    elif not (services.columns().knows("actor", id_) or services.columns().knows("place", id_) or services.engine.world.name(id_)):
        raise Problem(404, f"no claim, actor or place {id_!r}", field)


def _claim(services: Services, id_: str, field: str) -> Claim:
    try:
        return services.store.claim(id_).claim
    except NotFoundError as error:
        raise Problem(404, str(error), field) from error


def _checked(claim: Claim, changes: Json) -> str:
    """The correction as stored, once it is sure that the claim can be read with it."""
    correction = dumps(changes)
    try:
        if claim_to_json(corrected(claim, correction)) == claim_to_json(claim):
            raise Problem(422, "the correction changes nothing", "correction")
    except InputError as error:
        raise Problem(422, error.reason, "correction") from error
    return dumps(json.loads(correction))


@judges.delete("/judgements/{judgement}", responses=models.ok(models.Judgement), response_class=Response)
def retract(judgement: str, services: Served, person: Judge) -> Response:
    """Takes a judgement back: from now on it counts no longer. One's own; a reviewer also those of others."""
    said = next((j for j in services.judged().all if j.id == judgement), None)
    if said is None or said.retracted is not None:
        raise Problem(404, f"no judgement {judgement!r} that still counts", "judgement")
    if said.by != person.name and _REVIEW not in person.rights:
        raise Problem(403, f"it is {said.by}'s judgement; only a reviewer may take it back", "judgement")
    at = services.now()
    services.audit.write(at, person.name, "judge.retract", judgement, f"by {said.by}")
    services.store.retract(judgement, at)
    services.fold()
    found = next(j for j in services.judged().all if j.id == judgement)
    return made(judgement_to_json(found))
