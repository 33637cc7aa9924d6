"""`rasid claims`: filters in, the claims of the store that pass them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from rasid.cli.common import JUDGED, Format, StoreFlag, day, load_gazetteer, load_knowledge, one_of, open_default_store, say

HELP = """Print the claims of the store, as they came in.

Filters narrow together. --place takes in everything inside the place; it and --actor take an id or a name in either script.
The last column quotes the report: the word of the event, then the words of its roles. Ids stand before it; ? is an unknown id.

\b
Examples:
  rasid claims --type control.take --place sy.qamishli
  rasid claims --actor asayish --since 2022-04-01
  rasid claims --stance denies --known-by 2022-04-20 --format jsonl
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("claims", help=HELP)(claims)


def claims(
    type_: Annotated[str, typer.Option("--type", metavar="T", help="A codebook type, or a family such as control.")] = "",
    place: Annotated[str, typer.Option(metavar="ID|NAME", help="In this place.")] = "",
    actor: Annotated[str, typer.Option(metavar="ID|NAME", help="With this actor, as actor or target.")] = "",
    source: Annotated[str, typer.Option(metavar="ID", help="According to this source.")] = "",
    stance: Annotated[str, typer.Option(metavar="S", help="reports, confirms, denies, accuses, demands, threatens, expects.")] = "",
    status: Annotated[str, typer.Option(metavar="S", help="happened, ongoing, negated, possible, planned, demanded.")] = "",
    outlet: Annotated[str, typer.Option(metavar="ID", help="In this outlet.")] = "",
    report: Annotated[str, typer.Option(metavar="ID", help="In this report.")] = "",
    at: Annotated[str | None, typer.Option(metavar="DATE", help="That may hold on this day.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Not over before this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Begun by this day.")] = None,
    known_by: Annotated[str | None, typer.Option(metavar="DATE", help="Known to you by the end of this day.")] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Also those that no longer arise.")] = False,
    coder: Annotated[str, typer.Option(metavar="NAME", help="That this coder alone made: rules, neural, person; several: both.")] = "",
    judged: Annotated[str, typer.Option(metavar="V", help="none (not yet judged), any, accept, reject, correct, unsure.")] = "",
    differing: Annotated[bool, typer.Option("--differing", help="Only those whose coders differ, the most at odds first.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most so many.", min=1)] = None,
    store: StoreFlag = None,
    format_: Annotated[Format, typer.Option("--format", help="How claims are printed.")] = Format.table,
) -> None:
    """Print the claims of the store."""
    from rasid.cli.tables import print_claims
    from rasid.lookup import actor_id, place_id
    from rasid.store import ClaimFilter
    from rasid.types import STANCES, STATUSES, Claim

    one_of(stance, STANCES, "--stance")
    one_of(status, STATUSES, "--status")
    one_of(judged, JUDGED, "--judged")
    wanted = ClaimFilter(
        type=type_ if "." in type_ else "",
        family="" if "." in type_ else type_,
        place=place_id(place, load_gazetteer()) if place else "",
        actor=actor_id(actor, load_knowledge().actors) if actor else "",
        source=source,
        stance=stance,
        status=status,
        outlet=outlet,
        report=report,
        at=day(at, "--at"),
        since=day(since, "--since"),
        until=day(until, "--until"),
        known_by=day(known_by, "--known-by"),
        withdrawn=withdrawn,
        coder=coder,
        differing=differing,
        judged=judged,
        limit=None if differing else limit,
    )
    with open_default_store(store, must_exist=True) as opened:
        found: Iterable[Claim] = (r.claim for r in opened.claims(wanted))
        if differing:
            found = sorted(found, key=lambda c: -len(c.differences))[:limit]
        count = print_claims(found, format_.value)
    if format_ is Format.table:
        say(f"{count} claims")
