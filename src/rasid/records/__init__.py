"""Records in, the JSON of the claim contract out, and the same way back without loss."""

from rasid.records.claims import (
    claim_from_json,
    claim_to_json,
    corrected,
    judgement_from_json,
    judgement_to_json,
    report_from_json,
    report_to_json,
    source_to_json,
)
from rasid.records.derived import NAMELESS, Nameless, Names, event_from_json, event_to_json, state_from_json, state_to_json
from rasid.records.differences import differences_to_json
from rasid.records.ids import Json, claim_id, content_hash, dumps, judgement_id, names_hash
from rasid.records.parts import when_from_json, when_to_json, where_from_json, where_to_json, words_from_json, words_to_json

__all__ = [
    "NAMELESS",
    "Json",
    "Nameless",
    "Names",
    "claim_from_json",
    "claim_id",
    "claim_to_json",
    "content_hash",
    "corrected",
    "differences_to_json",
    "dumps",
    "event_from_json",
    "event_to_json",
    "judgement_from_json",
    "judgement_id",
    "judgement_to_json",
    "names_hash",
    "report_from_json",
    "report_to_json",
    "source_to_json",
    "state_from_json",
    "state_to_json",
    "when_from_json",
    "when_to_json",
    "where_from_json",
    "where_to_json",
    "words_from_json",
    "words_to_json",
]
