"""What is told of a speaker and an event, as columns, and the features that are made of them for the choice of a source."""

from __future__ import annotations

from typing import NamedTuple

from rasid.templates import Templates


class EventValues(NamedTuple):
    """What is the same for all speakers of an event."""

    type: str
    family: str
    form1: str
    tense: str
    shape: str
    quoted: str
    open: str  # a quotation of an earlier sentence goes on
    first: str  # sentence of the report, up to 1 and 2
    first2: str


class SpeakerValues(NamedTuple):
    """What is the same of a speaker for all events of the sentence."""

    stands: str  # on which side of his reporting word
    stands7: str
    form: str
    group: str  # of the reporting word, or "head" without one
    lemma: str
    who: str
    head: str | None
    was: str | None  # an auxiliary stands before him
    event: str | None  # he is the word of an event
    tag_before: str
    tag_behind: str | None
    gap: str | None
    next: str | None
    person: str | None  # of the verb
    number: str
    same: str  # who else may have said it


class PairValues(NamedTuple):
    """How a speaker stands to an event; without what lies between where the reporting word is the event."""

    side: str
    self_type: str | None = None
    self_family: str | None = None
    other_type: str | None = None
    value: str | None = None
    cue: str | None = None
    inside: str | None = None
    opener: str | None = None
    length: str | None = None
    commas: str | None = None
    verbs: str | None = None
    within: str | None = None
    direct: str | None = None
    before: str | None = None
    walls: str | None = None
    triggers: str | None = None
    quotes: str | None = None
    cc: str | None = None
    nearest: str | None = None
    heard: str | None = None
    wall: str | None = None
    after_verb: str | None = None
    rank: str | None = None


SPEAKER_FEATURES = Templates(
    (*EventValues._fields, *SpeakerValues._fields, *PairValues._fields),
    """
    c={group}{side}{stands}
    l={lemma}{side}{stands}
    f={form}{side}
    ff={form}{side}|{family}
    who={who}{side}{form}
    whol={who}|{lemma}
    head={head}|{family}
    was={was}|{stands}|{tag_before}
    event={event}|{stands}
    gap={form}{gap}
    opens={tag_behind}{stands}|{tag_before}
    next={stands}{next}
    agree={person}|{stands7}|{number}
    agreew={person}|{stands7}|{who}
    self|{self_family}
    self|{self_type}|{stands}
    ft={form}{side}|{other_type}
    ct={value}{side}|{type}
    cf={cue}{side}|{family}
    cs={cue}{side}|{first2}
    inside-source{inside}
    cl={within}{form1}|{opener}
    -1={before}|{opener}
    x={opener}|{within}|{shape}{tense}
    xt={opener}|{direct}|{type}
    w={side}{opener}{walls}
    n={side}{opener}{triggers}{form1}
    tr={side}{tense}|{opener}
    sh={side}{shape}{form1}|{opener}
    d={side}{form}{length}
    o={opener}{side}{form}
    ol={lemma}|{opener}
    k={side}{form}{commas}
    v={side}{form}{verbs}
    q={side}{quotes}|{opener}
    q={side}{quotes}|{form}
    cc={cc}|cl={within}{form1}|{opener}
    nearest={side}{form}{nearest}
    same={stands}|{heard}
    wall{side}{wall}
    after-verb={after_verb}
    rank={side}{rank}|{stands}
    """,
)
# somebody before this sentence who may speak on without a word
CARRIED_FEATURES = Templates(
    (*EventValues._fields, "rank", "words", "tags", "core", "ago", "who"),
    """
    on{rank}
    on{rank}|{family}|{quoted}
    on|{tense}|{words}
    on|{tags}
    on|{core}
    on{rank}|q{open}{quoted}
    on{rank}|ago{ago}{quoted}
    on|who={who}|{rank}
    on|words{words}{rank}{ago}
    """,
)
OUTLET_FEATURES = Templates(
    (*EventValues._fields, "speakers", "before", "clause"),
    """
    outlet
    outlet|{family}
    outlet|{type}
    outlet|{speakers}
    outlet|{tense}
    outlet|s{first2}
    outlet|{shape}|{form1}
    outlet|-1={before}
    outlet|c={clause}|{form1}
    outlet|q{quoted}{open}
    """,
)
