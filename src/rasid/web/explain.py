"""The id of a state, event or claim in, the reasons out as a tree, down to the words of the report."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from rasid.web import models
from rasid.web.answers import answer
from rasid.web.auth import Served, router
from rasid.web.trees import tree

api = router("read", "explain")


@api.get("/explain/{id}", responses=models.ok(models.Tree), response_class=Response)
def explain(id: str, request: Request, services: Served) -> Response:
    """Why: state <- event <- claim <- rule <- words."""
    return answer(request, services, lambda: tree(services, id))
