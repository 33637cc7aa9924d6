"""The id of a state, event or claim in, the reasons out as a tree, down to the words; of a place, its life as a chronicle."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from rasid.history import Chronicle
from rasid.records import Json
from rasid.web import models
from rasid.web.answers import answer
from rasid.web.auth import Served, router
from rasid.web.holding import states_ever
from rasid.web.params import Closed, Day, entity
from rasid.web.trees import tree

api = router("read", "explain")
Lang = Literal["ar", "en"]


class ToldQuery(Closed):
    """How it is told."""

    known_by: Annotated[Day | None, Field(description="As known by the end of this day.")] = None
    lang: Annotated[Lang, Field(description="The language of names.")] = "en"


@api.get("/explain/{id}", responses=models.ok(models.Tree), response_class=Response)
def explain(id: str, request: Request, services: Served, query: Annotated[ToldQuery, Query()]) -> Response:
    """Why: state <- event <- claim <- rule <- words, for and against, each link with its reason."""
    return answer(request, services, lambda: tree(services, id, query.known_by, query.lang))


@api.get("/places/{place_id}/chronicle", responses=models.ok(models.Types), response_class=Response)
def chronicle(place_id: str, request: Request, services: Served, query: Annotated[ToldQuery, Query()]) -> Response:
    """The life of a place in sentences, one for each turn, as `rasid history` tells it."""

    def make() -> Json:
        place = entity("place", place_id, services.engine, services.columns())
        told = Chronicle(services.engine.world, query.lang).lines(states_ever(services, place, None, query.known_by))
        items = [
            {"day": t.day.isoformat() if t.day else None, "when": t.when, "text": t.text, "state": t.state, "claims": list(t.claims)}
            for t in told
        ]
        return {"items": items}

    return answer(request, services, make)
