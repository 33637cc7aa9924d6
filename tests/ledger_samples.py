"""Short forms in, records out: claims and reports for the tests of store and ledger, written by us."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from rasid.records import claim_id
from rasid.store import Store, open_store
from rasid.types import Claim, Recorded, Report, Source, Span, Value, When, Where, Words

POSTGRES = os.environ.get("RASID_TEST_POSTGRES", "")
TEXT = "سيطرت قوات الفجر على بلدة النهر مساء الأحد."


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=12), tzinfo=UTC)


def day_when(edtf: str, basis: Any = "explicit") -> When:
    """A when from the EDTF forms that the tests use: day, month, interval with open ends."""
    first, _, last = edtf.partition("/")
    return When(edtf, _edge(first, 0), _edge(last if "/" in edtf else first, 1), "day", basis)


def _edge(text_: str, end: int) -> date | None:
    if text_ in ("", ".."):
        return None
    parts = [int(p) for p in text_.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 1:
        return date(parts[0], 12, 31) if end else date(parts[0], 1, 1)
    following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1) if end else date(parts[0], parts[1], 1)


def value(word: str, start: int = 0) -> Value:
    """`id` or `id=words` or `=words`."""
    id_, _, words = word.partition("=")
    words = (words or id_).replace("_", " ")
    return Value(start, start + len(words), words, id_)


def make_report(id_: str = "r1", outlet: str = "sada", published: str | None = "2022-04-18", body: str = TEXT) -> Report:
    return Report(id=id_, text=body, outlet=outlet, published=date.fromisoformat(published) if published else None)


def make_claim(
    type_: str,
    actor: str = "",
    place: str = "",
    *,
    report: Report | None = None,
    target: str = "",
    goods: str = "",
    when: str = "",
    source: str = "",
    sentence: tuple[int, int] = (0, len(TEXT)),
    trigger: int = 0,
    paths: dict[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> Claim:
    """A claim in short form: role values are separated by blanks, `source` is "", "named:ID" or "anonymous:WORDS"."""
    r = report or make_report()
    kind, _, who = source.partition(":")
    places = tuple(value(w, 10 + i) for i, w in enumerate(place.split()))
    said = Source(kind or "outlet", who if kind else "", None, None, who if kind == "named" else "" if kind else r.outlet, r.outlet)
    draft = Claim(
        id="",
        report=r.id,
        outlet=r.outlet,
        published=r.published,
        sentence=Span(*sentence),
        type=type_,
        trigger=Words(trigger, trigger + 5, r.text[trigger : trigger + 5]),
        actor=tuple(value(w, 1 + i) for i, w in enumerate(actor.split())),
        target=tuple(value(w, 5 + i) for i, w in enumerate(target.split())),
        place=places,
        goods=tuple(value(w, 20 + i) for i, w in enumerate(goods.split())),
        when=day_when(when) if when else None,
        where=tuple(Where(p.id, path=(paths or {}).get(p.id, (p.id,) if p.id else ())) for p in places),
        source=said,
        by=("rules@1",),
        rule=f"{type_}/test",
    )
    draft = replace(draft, **more)
    return replace(draft, id=claim_id(draft))


def recorded(claim: Claim, on: str = "") -> Recorded:
    return Recorded(claim, noon(on or (claim.published.isoformat() if claim.published else "2022-04-18")))


@contextmanager
def fresh_store(kind: str, folder: Path) -> Iterator[Store]:
    """An empty store on a SQLite file, or in a schema of its own on the PostgreSQL that RASID_TEST_POSTGRES names."""
    if kind == "sqlite":
        with open_store(str(folder / "store.sqlite")) as store:
            yield store
        return
    if not POSTGRES:
        pytest.skip("RASID_TEST_POSTGRES is not set")
    schema = f"rasid_{os.getpid()}_{abs(hash(str(folder))) % 10**9}"
    engine = create_engine(POSTGRES.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS btree_gist"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        try:
            with open_store(postgres_url(schema)) as store:
                yield store
        finally:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def postgres_url(schema: str) -> str:
    return f"{POSTGRES}?options=-csearch_path%3D{schema},public"
