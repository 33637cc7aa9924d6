"""`rasid knowledge`: check the data files, and search them for a name, an id or a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli import add
from rasid.cli.common import JsonFlag, knowledge_folder, load_knowledge, out, say

if TYPE_CHECKING:
    from rasid.knowledge import Knowledge

CHECK = """Check every knowledge file: shapes, ids, references, doubled names, one script a value.

Prints each fault as file:line: what was expected. Exit code 1 where there is one.

\b
Examples:
  rasid knowledge check
  RASID_KNOWLEDGE=my/knowledge rasid knowledge check
"""
SEARCH = """Search actors, outlets, places, event types and rules for a name in either script, an id, or a part of one.

\b
Examples:
  rasid knowledge search asayish
  rasid knowledge search Qamishli
  rasid knowledge search control.take
"""
_MOST = 40


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="What rasid knows: check it, search it, add to it.", no_args_is_help=True, rich_markup_mode=None)
    group.command("check", help=CHECK)(check)
    group.command("search", help=SEARCH)(search)
    add.register(group)
    app.add_typer(group, name="knowledge")


def check() -> None:
    """Check every knowledge file."""
    from rasid.errors import KnowledgeError

    try:
        known = load_knowledge(knowledge_folder())
    except KnowledgeError as error:
        for fault in error.faults:
            out(fault)
        say(f"{len(error.faults)} faults")
        raise typer.Exit(1) from None
    examples = sum(len(r.examples) for r in known.rules.rules.values())
    out(
        f"no faults: {len(known.codebook)} event types, {len(known.rules.rules)} rules with {examples} examples, "
        f"{len(known.actors)} actors, {len(known.outlets)} outlets, {len(known.gazetteer)} places; version {known.version}"
    )


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="A name, an id, or a part of one.")],
    as_json: JsonFlag = False,
) -> None:
    """Search what rasid knows."""
    from rasid.cli.tables import print_table
    from rasid.records import dumps

    found = list(find(" ".join(words), load_knowledge(knowledge_folder())))
    if as_json:
        for kind, id_, what, ar in found:
            out(dumps({"kind": kind, "id": id_, "what": what, "ar": ar}))
        return
    if not found:
        say("nothing found")
        raise typer.Exit(1)
    print_table(("kind", "id", "what", "ar"), found[:_MOST])
    if len(found) > _MOST:
        say(f"and {len(found) - _MOST} more; a longer word finds fewer")


Row = tuple[str, str, str, str]


def find(words: str, known: Knowledge) -> Iterator[Row]:
    """(kind, id, description, Arabic name) of all that bears these words; whole names before parts of names."""
    from rasid.text import fold

    wanted = fold(words)
    rows = [(row, [fold(n) for n in (*names, row[1])]) for row, names in _named(known)]
    yield from (row for row, names in rows if wanted in names)
    yield from (row for row, names in rows if wanted not in names and any(wanted in n for n in names))
    for place in known.gazetteer.find(words):
        around = ", ".join(en for _, en in known.gazetteer.path_names(place.id)[1:])
        yield ("place", place.id, f"{place.kind}, {place.en} ({around})" if around else f"{place.kind}, {place.en}", place.ar)


def _named(known: Knowledge) -> Iterator[tuple[Row, tuple[str, ...]]]:
    for a in known.actors.values():
        scoped = tuple(name for name, _ in a.scoped)
        yield ("actor", a.id, f"{a.kind}, {a.en}", a.ar), (a.ar, a.en, *a.names, *a.latin, *scoped)
    for o in known.outlets.values():
        yield ("outlet", o.id, o.en, o.ar), (o.ar, o.en, *o.names, *o.latin, *o.domains)
    for t in known.codebook.values():
        yield ("type", t.id, t.says, t.ar), (t.ar,)
    patterns: dict[str, list[str]] = {}
    for table in (known.rules.verbs, known.rules.nouns):
        for listed in table.values():
            for p in listed:
                patterns.setdefault(p.rule.id, []).append(" ".join((p.lemma, *p.rest)))
    for r in known.rules.rules.values():
        triggers = tuple(patterns.get(r.id, ()))
        yield ("rule", r.id, f"frames/{r.file}:{r.line}, {len(triggers)} triggers", triggers[0] if triggers else ""), triggers
