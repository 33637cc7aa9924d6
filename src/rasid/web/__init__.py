"""A store and the knowledge in, one server out: the JSON API below /api/v1 and the built web app beside it."""

from rasid.web.app import create_app
from rasid.web.engine import Engine
from rasid.web.services import Services

__all__ = ["Engine", "Services", "create_app"]
