"""The commands that show and judge the ledger: states, events, explain, history; judge, accept, reject, correct, retract."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rasid.cli.common import Format, JsonFlag, StoreFlag, day, load_knowledge, open_default_store, out, say
from rasid.cli.tables import ledger_when, print_table
from rasid.errors import ConfigError

if TYPE_CHECKING:
    from rasid.explain import Node
    from rasid.known import Known
    from rasid.ledger import Reading
    from rasid.registry import Registry
    from rasid.types import Entity, Event, State, Verdict


class Kind(StrEnum):
    """The layers of the ledger."""

    all = "all"
    control = "control"
    siege = "siege"
    access = "access"
    talks = "talks"


class Lang(StrEnum):
    """The languages of a chronicle."""

    ar = "ar"
    en = "en"


class Verdicts(StrEnum):
    """What may be said of two claims, or of two ids of actors or places."""

    same = "same"
    different = "different"
    unsure = "unsure"


STATES_HELP = """Print who holds, besieges, blocks or talks: the states that hold on a day.

--at is the day that is asked about (default: the last day known), --known-by what was known by the end of a day.
A `?` in the first column: the dates do not say whether it holds on that day or only near it. A date with `*` is that of the
report, with `?` inferred from others.
With --place: the place's own states, else control inherited from what lies around it, and the parts inside it that differ.

\b
Examples:
  rasid states control --place sy.qamishli
  rasid states --at 2022-04-15 --known-by 2022-04-16
"""
EVENTS_HELP = """Print events: claims that tell one happening, with the voices for and against.

\b
Example:
  rasid events --type control.take --status contested
"""
EXPLAIN_HELP = """Print why: state <- event <- claim <- rule <- words, for and against, with the reason of every link.

ID is a state (s-...), an event (e-...) or a claim (c-...), as the other commands print them.
"""
HISTORY_HELP = """Print the life of a place as a chronicle, in Arabic or English.

\b
Example:
  rasid history sy.qamishli --lang ar
"""
AtFlag = Annotated[str | None, typer.Option("--at", metavar="DATE", help="What holds on this day.")]
KnownFlag = Annotated[str | None, typer.Option("--known-by", metavar="DATE", help="As known by the end of this day.")]
PlaceFlag = Annotated[str, typer.Option("--place", metavar="ID|NAME", help="At this place and inside it.")]
ActorFlag = Annotated[str, typer.Option("--actor", metavar="ID|NAME", help="With this actor.")]
FormatFlag = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
ByFlag = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so (default: the name you are logged in with).")]
NoteFlag = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("states", help=STATES_HELP)(states)
    app.command("events", help=EVENTS_HELP)(events)
    app.command("explain", help=EXPLAIN_HELP)(explain)
    app.command("history", help=HISTORY_HELP)(history)
    app.command("judge", help="Say that two claims (or two ids of actors or places) are the same, different, or unsure.")(judge)
    app.command("accept", help="Let a claim stand, even if a later reading no longer finds it.")(accept)
    app.command("reject", help="Take a claim out of events and states; it stays in the store.")(reject)
    app.command("correct", help=CORRECT_HELP)(correct)
    app.command("retract", help="Take a judgement back; that it was made stays written.")(retract)


CORRECT_HELP = """Correct a claim: KEY=VALUE ... with the claim's own keys.

type, stance, status, extent, killed, injured: the value. actor, target, place, goods: the id that the words name.
--json gives any other key as the claim's JSON has it.

\b
Examples:
  rasid correct c-0123456789abcdef status=possible
  rasid correct c-0123456789abcdef actor=asayish place=sy.qamishli
"""


@contextmanager
def _known(store: str | None, known_by: str | None) -> Iterator[tuple[Known, Registry]]:
    from rasid.known import Known
    from rasid.registry import Registry

    by = day(known_by, "--known-by")
    with open_default_store(store, must_exist=True) as opened:
        knowledge = load_knowledge()
        registry = Registry(knowledge)
        yield Known(opened, registry, knowledge.version, by), registry


def _place(typed: str, registry: Registry) -> str:
    from rasid.lookup import place_id

    return place_id(typed, registry.knowledge.gazetteer) if typed else ""


def _actor(typed: str, registry: Registry) -> str:
    from rasid.lookup import actor_id

    return actor_id(typed, registry.knowledge.actors) if typed else ""


# --- states and events -----------------------------------------------------------------------------------------------

STATE_COLUMNS = ("state", "holds", "kind", "reading", "status", "since", "until", "last support", "claims", "who @ where", "words")
EVENT_COLUMNS = ("event", "when", "type", "status", "for", "against", "who > whom @ where", "words")


def states(
    kind: Annotated[Kind, typer.Argument(help="control, siege, access or talks; all of them by default.")] = Kind.all,
    place: PlaceFlag = "",
    actor: ActorFlag = "",
    status: Annotated[str, typer.Option(metavar="S", help="reported, corroborated or contested.")] = "",
    at: AtFlag = None,
    known_by: KnownFlag = None,
    store: StoreFlag = None,
    format_: FormatFlag = Format.table,
) -> None:
    """Print the states that hold on a day."""
    from rasid.records import state_to_json

    with _known(store, known_by) as (ledger, registry):
        layer = "" if kind is Kind.all else kind.value
        found = ledger.states(layer, _place(place, registry), _actor(actor, registry), status, day(at, "--at"))
        rows = (_state_row(s, r, registry) for s, r in found)
        _print(format_, STATE_COLUMNS, rows, (state_to_json(s, registry) for s, _ in found))
    if format_ is Format.table:
        say(f"{len(found)} states")


def _state_row(s: State, reading: Reading, registry: Registry) -> tuple[str, ...]:
    where = [s.place] if s.place else []
    goods = " ".join((*s.goods, *(f"({g})" for g in s.demanded)))
    claims = f"{len(s.because)}+/{len(s.against)}-"
    extent = f"{s.reading} (part)" if s.extent == "part" else s.reading
    inherited = f" (from {s.inherited_from})" if s.inherited_from else ""
    words = " · ".join(w for w in (*_names((*s.holders, *where), registry), goods) if w)
    return (
        *(s.id, "" if reading == "yes" else "?", s.kind, extent, s.status, ledger_when(s.since), ledger_when(s.until)),
        *(str(s.last_support or "-"), claims, f"{_ids(s.holders)} @ {_ids(where)}{inherited}", words),
    )


def events(
    type_: Annotated[str, typer.Option("--type", metavar="T", help="A codebook type, or a family such as control.")] = "",
    place: PlaceFlag = "",
    actor: ActorFlag = "",
    status: Annotated[str, typer.Option(metavar="S", help="reported, corroborated, contested or denied.")] = "",
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="That may have happened on this day.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not before this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Not after this day.")] = None,
    known_by: KnownFlag = None,
    store: StoreFlag = None,
    format_: FormatFlag = Format.table,
) -> None:
    """Print the events that the filters keep."""
    from rasid.records import event_to_json
    from rasid.store import ClaimFilter

    with _known(store, known_by) as (ledger, registry):
        wanted = ClaimFilter(
            type=type_ if "." in type_ else "",
            family="" if "." in type_ else type_,
            place=_place(place, registry),
            actor=_actor(actor, registry),
            status=status,
            at=day(at, "--at"),
            since=day(since, "--since"),
            until=day(until, "--until"),
        )
        found = list(ledger.events(wanted))
        rows = (_event_row(e, registry) for e in found)
        _print(format_, EVENT_COLUMNS, rows, (event_to_json(e, registry) for e in found))
    if format_ is Format.table:
        say(f"{len(found)} events")


def _event_row(e: Event, registry: Registry) -> tuple[str, ...]:
    voices = [" ".join(v.voice + ("!" if v.interested else "") for v in side) or "-" for side in (e.for_, e.against)]
    who = f"{_ids(e.actor)} > {_ids(e.target)} @ {_ids(e.place)}"
    words = " · ".join(_names((*e.actor, *e.target, *e.place), registry))
    return (e.id, ledger_when(e.when), e.type, e.status, *voices, who, words)


def _ids(entities: Iterable[Entity]) -> str:
    return ", ".join(e.id or "?" for e in entities) or "-"


def _names(entities: Iterable[Entity], registry: Registry) -> list[str]:
    return [registry.name(e.id).get("ar") or e.text if e.id else e.text for e in entities]


def _print(format_: Format, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], records: Iterable[dict[str, Any]]) -> None:
    from rasid.records import dumps

    if format_ is Format.jsonl:
        for record in records:
            out(dumps(record))
    elif format_ is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        print_table(columns, rows)


# --- why, and since when ---------------------------------------------------------------------------------------------


def explain(
    id_: Annotated[str, typer.Argument(metavar="ID", help="s-..., e-... or c-...")],
    known_by: KnownFlag = None,
    store: StoreFlag = None,
    json_: JsonFlag = False,
) -> None:
    """Print why a state, event or claim is there."""
    from rasid.explain import Explainer, to_json
    from rasid.records import dumps

    with _known(store, known_by) as (ledger, registry):
        node = Explainer(ledger, registry, ledger.known_by, times=registry.knowledge.times).explain(id_)
    if json_:
        out(dumps(to_json(node)))
    else:
        _print_tree(node)


def _print_tree(node: Node) -> None:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    def label(n: Node) -> Text:
        mark = {"for": "+ ", "against": "- ", "end": "x ", "context": "~ "}.get(n.side, "")
        id_ = f" [{n.id}]" if n.kind in ("state", "event", "claim") else ""
        why = f"  <- {n.why}" if n.why else ""
        return Text(f"{mark}{n.kind}{id_}: {n.text}{why}")

    def grow(tree: Tree, n: Node) -> Tree:
        for child in n.children:
            grow(tree.add(label(child)), child)
        return tree

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 10_000, highlight=False, markup=False)
    console.print(grow(Tree(label(node)), node))


def history(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="An id, or a name in either script.")],
    lang: Annotated[Lang, typer.Option(help="The language of the chronicle.")] = Lang.en,
    known_by: KnownFlag = None,
    store: StoreFlag = None,
    json_: JsonFlag = False,
) -> None:
    """Print the life of a place."""
    from rasid.history import Chronicle
    from rasid.records import dumps

    with _known(store, known_by) as (ledger, registry):
        told = Chronicle(registry, lang.value).lines(ledger.history(_place(place, registry)))
    for line in told:
        if json_:
            out(
                dumps(
                    {
                        "day": line.day and line.day.isoformat(),
                        "when": line.when,
                        "text": line.text,
                        "state": line.state,
                        "claims": line.claims,
                    }
                )
            )
        else:
            out(f"{line.when}: {line.text} [{line.state}]")
    if not told and not json_:
        say("the ledger knows nothing of this place")


# --- judging ---------------------------------------------------------------------------------------------------------


def judge(
    left: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or an actor's or place's.")],
    right: Annotated[str, typer.Argument(metavar="CLAIM", help="The other one.")],
    verdict: Annotated[Verdicts, typer.Argument(help="same, different or unsure.")],
    by: ByFlag = "",
    note: NoteFlag = "",
    store: StoreFlag = None,
) -> None:
    """Say how two claims, actors or places belong together."""
    if left == right:
        raise ConfigError(f"{left} and {right} are one id")
    _say_of(left, right, verdict.value, by, note, store)


def accept(
    claim: Annotated[str, typer.Argument(metavar="CLAIM")], by: ByFlag = "", note: NoteFlag = "", store: StoreFlag = None
) -> None:
    """Let a claim stand."""
    _say_of(claim, "", "accept", by, note, store)


def reject(
    claim: Annotated[str, typer.Argument(metavar="CLAIM")], by: ByFlag = "", note: NoteFlag = "", store: StoreFlag = None
) -> None:
    """Take a claim out of what is derived."""
    _say_of(claim, "", "reject", by, note, store)


def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM")],
    changes: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE...")] = None,
    json_: Annotated[str, typer.Option("--json", metavar="OBJECT", help="Keys of the claim as JSON.")] = "",
    by: ByFlag = "",
    note: NoteFlag = "",
    store: StoreFlag = None,
) -> None:
    """Correct what was read of a claim."""
    from rasid.corrections import correction_of
    from rasid.registry import Registry

    with open_default_store(store, must_exist=True) as opened:
        recorded = opened.claim(claim)
        correction = correction_of(recorded.claim, changes or [], json_, Registry(load_knowledge()))
    _say_of(claim, "", "correct", by, note, store, correction)


def retract(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="j-..., as printed when it was made.")], store: StoreFlag = None
) -> None:
    """Take a judgement back."""
    with open_default_store(store, must_exist=True) as opened:
        opened.retract(judgement, datetime.now(UTC))
    say(f"{judgement} no longer counts")


def _say_of(left: str, right: str, verdict: Verdict, by: str, note: str, store: str | None, correction: str = "") -> None:
    from rasid.records import judgement_id
    from rasid.types import Judgement

    who, at = by or _login(), datetime.now(UTC)
    with open_default_store(store, must_exist=True) as opened:
        for id_ in (left, right):
            if id_.startswith("c-"):
                opened.claim(id_)  # an id that no claim bears is an error, not a judgement that waits for one
        id_ = judgement_id(verdict, left, right, who, at, correction)
        opened.judge(Judgement(id_, verdict, left, right, who, at, note, correction))
    out(id_)
    say(f"{who}: {verdict} {left} {right}".rstrip())


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
