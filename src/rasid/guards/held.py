"""Places of an event of holding in, those that its words tie to it out.

`The areas held by X` are named by X alone. A town elsewhere in the sentence is not among them, unless the areas are said to lie in it
(the areas held by X in Y), or it in them.
"""

from __future__ import annotations

from rasid.knowledge import Knowledge
from rasid.mentions import Trigger
from rasid.phrases import Parse, Phrase
from rasid.types import Role


def only_areas_own(
    roles: dict[Role, list[Phrase]], trigger: Trigger, type_: str, parse: Parse, knowledge: Knowledge
) -> dict[Role, list[Phrase]]:
    """The roles; of areas that somebody holds with the places that they lie in, or that lie in them."""
    head = parse.words[trigger.first]
    if type_ != "control.hold" or trigger.form != "noun" or "place" not in knowledge.categories(head):
        return roles
    inside = knowledge.prepositions["inside"]
    before = parse.preposition(trigger.first)

    def own(p: Phrase) -> bool:
        behind = p.first >= trigger.last
        return p.nested or (p.prep in inside or not p.prep if behind else before in inside and not p.prep)

    return {**roles, "place": [p for p in roles.get("place", []) if own(p)]}
