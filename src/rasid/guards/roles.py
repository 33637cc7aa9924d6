"""The roles of an event in, the same without what its words cannot say out: all guards of roles, in their order."""

from __future__ import annotations

from rasid.addressees import with_addressee
from rasid.guards.accusation import of_accuser, without_ascriber, without_court
from rasid.guards.answered import of_answered_demand
from rasid.guards.antecedents import of_antecedent
from rasid.guards.bystanders import without_bystanders
from rasid.guards.compelled import of_compelled, without_forced
from rasid.guards.details import (
    with_admitted,
    with_first_victim,
    with_let_in,
    with_shared_owner,
    without_bare_directions,
    without_selves,
)
from rasid.guards.doers import (
    of_announced,
    of_denied,
    of_goers,
    of_lifted,
    of_nearest_noun,
    of_own_pronoun,
    of_seizers,
    of_this_clause,
    of_traffic,
    of_unclaimed,
    without_exercise_names,
    without_unnamed_doers,
)
from rasid.guards.elsewhere import without_others_places
from rasid.guards.fired import with_striker, without_fired
from rasid.guards.headlines import with_we, without_headliner
from rasid.guards.held import only_areas_own
from rasid.guards.informed import without_informed
from rasid.guards.joined import of_own_clause
from rasid.guards.led import of_led
from rasid.guards.located import of_this_side, with_surroundings, without_hit_towns
from rasid.guards.meetings import with_both
from rasid.guards.onlookers import without_onlookers
from rasid.guards.own_losses import of_loss_told
from rasid.guards.owners import of_owner
from rasid.guards.parties import sided
from rasid.guards.refuted import without_seekers
from rasid.guards.resumed import with_left, with_resumed
from rasid.guards.spans import spanned
from rasid.guards.struck import of_struck
from rasid.guards.subjects import of_object_pronoun, of_own_subject, with_subject, without_several
from rasid.guards.undergone import without_owners
from rasid.killers import of_killers
from rasid.knowledge import Knowledge
from rasid.mentions import Sentence, Trigger
from rasid.phrases import Phrase
from rasid.types import Role

Roles = dict[Role, list[Phrase]]


def guarded(roles: Roles, sentence: Sentence, trigger: Trigger, type_: str, knowledge: Knowledge) -> Roles:
    """No culprit that nobody names, no holder of a place that nobody says he holds, nobody as his own target."""
    roles = of_own_clause(roles, sentence, trigger, type_, knowledge)
    roles = without_court(without_ascriber(roles, sentence), sentence, trigger, knowledge)
    roles = of_this_side(of_accuser(roles, sentence, trigger, type_, knowledge), sentence, trigger, knowledge)
    roles = with_striker(without_fired(roles, sentence, trigger, type_, knowledge), sentence, trigger, type_, knowledge)
    roles = without_hit_towns(roles, sentence.parse, type_, knowledge)
    roles = of_struck(roles, sentence, trigger, type_, knowledge)
    roles = with_surroundings(roles, sentence, trigger, knowledge)
    roles = without_others_places(roles, sentence, trigger, type_, knowledge)
    roles = of_answered_demand(with_addressee(roles, sentence, trigger, type_, knowledge), sentence, trigger, type_, knowledge)
    roles = without_unnamed_doers(roles, sentence.parse, trigger, type_, knowledge)
    roles = without_seekers(roles, sentence, trigger, knowledge)
    roles = of_unclaimed(of_lifted(roles, sentence, trigger, type_), sentence, trigger, type_, knowledge)
    roles = of_this_clause(of_announced(of_denied(roles, sentence, trigger, type_), sentence, trigger), sentence, trigger)
    roles = with_let_in(with_admitted(roles, type_, knowledge), sentence.parse, trigger, type_, knowledge)
    roles = of_own_pronoun(roles, sentence, trigger, type_, knowledge)
    roles = of_nearest_noun(roles, sentence, trigger, type_, knowledge)
    roles = of_seizers(of_goers(roles, trigger, type_, knowledge), trigger, type_, sentence.parse, knowledge)
    roles = without_owners(roles, trigger, sentence.parse, knowledge)
    roles = without_bystanders(roles, sentence, trigger, type_, knowledge)
    roles = without_onlookers(roles, sentence, trigger, type_, knowledge)
    roles = of_loss_told(roles, sentence, trigger, type_, knowledge)
    roles = sided(with_both(roles, trigger, type_, sentence.parse, knowledge), trigger, type_, sentence.parse, knowledge)
    roles = only_areas_own(roles, trigger, type_, sentence.parse, knowledge)
    roles = with_first_victim(roles, sentence.parse, type_)
    roles = without_bare_directions(with_shared_owner(roles, sentence.parse), sentence.parse, knowledge)
    roles = with_left(roles, trigger, type_, sentence.parse, knowledge)
    roles = of_object_pronoun(roles, sentence, trigger, type_, knowledge)
    roles = with_subject(with_resumed(roles, trigger, type_, sentence.parse, knowledge), sentence, trigger, type_, knowledge)
    roles = without_exercise_names(of_traffic(roles, trigger, type_, sentence.parse, knowledge), trigger, sentence.parse, knowledge)
    roles = spanned(roles, sentence, trigger, type_, knowledge)
    roles = of_killers(roles, sentence, trigger, type_, knowledge)
    roles = of_led(roles, sentence, trigger, knowledge)
    roles = without_several(of_antecedent(roles, sentence, trigger, type_, knowledge), sentence, trigger, knowledge)
    roles = without_selves(of_own_subject(roles, sentence, trigger, type_, knowledge))
    roles = of_compelled(roles, sentence, trigger, type_, knowledge)
    roles = without_forced(roles, sentence, trigger, type_, knowledge)
    roles = of_owner(roles, sentence, trigger, type_, knowledge)
    roles = without_informed(roles, sentence, trigger, type_, knowledge)
    roles = with_we(without_headliner(roles, sentence, trigger, type_, knowledge), sentence, trigger, knowledge)
    return of_own_clause(roles, sentence, trigger, type_, knowledge)  # again: a guard may have put in what is joined to its phrase
