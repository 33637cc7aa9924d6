"""The store on both databases: all or nothing, again changes nothing, nothing is erased, filters, search, two writers."""

from __future__ import annotations

import hashlib
import multiprocessing
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ledger_samples import day_when, fresh_store, make_claim, make_report, noon
from rasid.errors import ConfigError, InputError, NotFoundError, StoreError
from rasid.store import Added, ClaimFilter, ReportFilter, Store, open_store
from rasid.store.derived import check_no_overlap
from rasid.store.engine import migrate, migrations, reading, writing
from rasid.store.packing import number_of, pack_text, unpack_text
from rasid.store.tables import metadata
from rasid.types import Entity, Event, Judgement, State, Voice, When, Where

NOW = noon("2022-04-18")
LATER = noon("2022-05-01")
PATHS = {
    "sy.nahr": ("sy.nahr", "sy.east", "sy"),
    "sy.nahr.suq": ("sy.nahr.suq", "sy.nahr", "sy.east", "sy"),
    "sy.jabal": ("sy.jabal", "sy.west", "sy"),
}


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with fresh_store(request.param, tmp_path) as opened:
        yield opened


def ids(found: Iterator[object]) -> list[str]:
    return [f.claim.id if hasattr(f, "claim") else f.id for f in found]  # type: ignore[attr-defined]


def test_a_report_and_its_claims_come_back(store: Store) -> None:
    report = replace(make_report(), title="عنوان", url="https://example.org/1", author="ليلى", published_at=NOW, retrieved=LATER)
    claims = [
        make_claim("control.take", "fajr", "sy.nahr", report=report, when="2022-04-17", killed=3, paths=PATHS),
        make_claim("access.block", "=مسلحون", "sy.jabal", report=report, goods="=طحين", source="anonymous:مصدر"),
    ]
    assert store.add(report, claims, NOW) == Added(new=True, claims=2)
    assert store.report("r1") == report
    assert store.has_report("r1") and not store.has_report("r2")
    assert [r.claim for r in store.claims()] == claims
    found = store.claim(claims[0].id)
    assert (found.claim, found.recorded, found.withdrawn) == (claims[0], NOW, None)
    with pytest.raises(NotFoundError, match="no report 'r9'"):
        store.report("r9")
    with pytest.raises(NotFoundError, match="no claim 'c-9'"):
        store.claim("c-9")


def test_the_same_report_again_changes_nothing(store: Store) -> None:
    report, claim = make_report(), make_claim("control.take", "fajr", "sy.nahr")
    store.add(report, [claim, claim], NOW)
    before = dump(store)
    assert store.add(report, [claim], LATER) == Added(new=False, claims=0)
    assert dump(store) == before


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with reading(store.engine) as connection:
        return {t.name: [tuple(r) for r in connection.execute(t.select())] for t in metadata.sorted_tables}


def test_a_claim_that_no_longer_arises_is_withdrawn_never_erased(store: Store) -> None:
    old, new = make_claim("control.take", "fajr", "sy.nahr"), make_claim("control.take", "layl", "sy.nahr")
    store.add(make_report(), [old], NOW)
    assert store.add(make_report(), [new], LATER) == Added(new=False, claims=1)
    assert ids(store.claims()) == [new.id]
    assert ids(store.claims(ClaimFilter(withdrawn=True))) == [old.id, new.id]
    assert store.claim(old.id).withdrawn == LATER
    assert ids(store.claims(ClaimFilter(known_by=date(2022, 4, 30)))) == [old.id]
    assert ids(store.claims(ClaimFilter(known_by=date(2022, 5, 1)))) == [new.id]
    assert ids(store.claims(ClaimFilter(known_by=date(2022, 4, 17)))) == []
    then = {r.claim.id: r.withdrawn for r in store.claims(ClaimFilter(known_by=date(2022, 4, 30), withdrawn=True))}
    assert then == {old.id: None}  # that it would be withdrawn was not known yet
    assert [r.withdrawn for r in store.claims(ClaimFilter(known_by=date(2022, 5, 1), withdrawn=True))] == [LATER, None]
    store.add(make_report(), [old], noon("2022-06-01"))
    assert ids(store.claims()) == [old.id]


def test_a_claim_read_otherwise_keeps_what_it_said_before(store: Store) -> None:
    first = make_claim("control.take", "fajr", "sy.nahr")
    second = replace(first, when=day_when("2022-04-16"), status="possible", by=("rules@2",))
    store.add(make_report(), [first], NOW)
    assert store.add(make_report(), [second], LATER) == Added(new=False, claims=0)
    assert store.claim(first.id).claim == replace(second, by=("rules@1", "rules@2"))
    assert [r.claim for r in store.claims(ClaimFilter(known_by=date(2022, 4, 30)))] == [first]
    assert ids(store.claims(ClaimFilter(known_by=date(2022, 4, 30), status="happened"))) == [first.id]
    assert ids(store.claims(ClaimFilter(known_by=date(2022, 5, 2), status="happened"))) == []


def test_another_extractor_withdraws_nothing_of_the_rules(store: Store) -> None:
    rules = make_claim("control.take", "fajr", "sy.nahr")
    model = make_claim("move.advance", "fajr", "sy.nahr", by=("llm:m@claims.v1",))
    store.add(make_report(), [rules], NOW)
    store.add(make_report(), [model], LATER, extractor="llm:m")
    assert ids(store.claims()) == [rules.id, model.id]
    store.add(make_report(), [], LATER, extractor="llm:m")
    assert ids(store.claims()) == [rules.id]


def test_all_or_nothing(store: Store) -> None:
    good, bad = make_claim("control.take", "fajr", "sy.nahr"), make_claim("move.advance", report=make_report("r2"))
    with pytest.raises(InputError, match="another report"):
        store.add(make_report(), [good, bad], NOW)
    assert not store.has_report("r1") and ids(store.claims()) == []
    # What a failed transaction numbered is not remembered: the next one makes it anew.
    store.add(make_report(), [good], NOW)
    assert ids(store.claims(ClaimFilter(actor="fajr"))) == [good.id]


@pytest.mark.parametrize("body", ["نص\x00", "نص\ud800"])
def test_text_that_no_database_takes_is_refused(store: Store, body: str) -> None:
    with pytest.raises(InputError, match="r1"):
        store.add(make_report(body=body), [], NOW)


def test_another_text_under_a_known_id_is_refused(store: Store) -> None:
    store.add(make_report(), [], NOW)
    with pytest.raises(InputError, match="another text"):
        store.add(make_report(body="نص آخر"), [], NOW)


def test_many_at_once(store: Store) -> None:
    items = []
    for i in range(7):
        report = make_report(f"r{i}")
        items.append((report, [make_claim("control.take", "fajr", "sy.nahr", report=report)], NOW))
    assert sum(a.claims for a in store.add_many(items, batch=3)) == 7
    assert len(ids(store.claims())) == 7
    assert sum(a.claims for a in store.add_many(items, batch=3)) == 0


@pytest.fixture
def filled(store: Store) -> Store:
    one, two = make_report("r1"), make_report("r2", outlet="mada", published="2022-05-02", body="نفى المجلسُ ذلـك")
    store.add(
        one,
        [
            make_claim("control.take", "fajr", "sy.nahr.suq", report=one, when="2022-04-17", paths=PATHS),
            make_claim("access.siege", "layl", "sy.jabal", report=one, when="2022-03-01/..", source="named:council", paths=PATHS),
            make_claim("fight.clash", "fajr =مسلحون", "=مفرق_النخيل", report=one, trigger=2),
        ],
        NOW,
    )
    store.add(
        two,
        [
            make_claim("control.take", "fajr", "sy.nahr", report=two, stance="denies", status="negated", paths=PATHS),
            make_claim("word.deny", "council", report=two, source="anonymous:مصدر"),
        ],
        LATER,
    )
    return store


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        (ClaimFilter(), ["control.take", "access.siege", "fight.clash", "control.take", "word.deny"]),
        (ClaimFilter(type="control.take"), ["control.take", "control.take"]),
        (ClaimFilter(family="access"), ["access.siege"]),
        (ClaimFilter(place="sy.nahr"), ["control.take", "control.take"]),
        (ClaimFilter(place="sy.nahr.suq"), ["control.take"]),
        (ClaimFilter(place="sy"), ["control.take", "access.siege", "control.take"]),
        (ClaimFilter(place="مفرق النخيل"), ["fight.clash"]),
        (ClaimFilter(actor="layl"), ["access.siege"]),
        (ClaimFilter(actor="مسلّحون"), ["fight.clash"]),
        (ClaimFilter(source="council"), ["access.siege"]),
        (ClaimFilter(source="mada"), ["control.take"]),
        (ClaimFilter(stance="denies"), ["control.take"]),
        (ClaimFilter(status="negated"), ["control.take"]),
        (ClaimFilter(outlet="mada"), ["control.take", "word.deny"]),
        (ClaimFilter(report="r1", type="fight.clash"), ["fight.clash"]),
        (ClaimFilter(at=date(2022, 4, 17)), ["control.take", "access.siege"]),
        (ClaimFilter(since=date(2022, 5, 1)), ["access.siege", "control.take", "word.deny"]),
        (ClaimFilter(until=date(2022, 4, 17)), ["control.take", "access.siege"]),
        (ClaimFilter(known_by=date(2022, 4, 18)), ["control.take", "access.siege", "fight.clash"]),
        (ClaimFilter(limit=2), ["control.take", "access.siege"]),
        (ClaimFilter(type="x"), []),
    ],
)
def test_filters(filled: Store, wanted: ClaimFilter, types: list[str]) -> None:
    assert [r.claim.type for r in filled.claims(wanted)] == types
    if wanted.limit is None:
        assert filled.claim_page(wanted).total == len(types)


def test_pages_follow_each_other(filled: Store) -> None:
    seen, cursor = [], ""
    while True:
        page = filled.claim_page(ClaimFilter(limit=2, cursor=cursor))
        seen += [r.claim.type for r in page.items]
        assert page.total == 5
        if page.next is None:
            break
        cursor = page.next
    assert seen == [r.claim.type for r in filled.claims()]
    with pytest.raises(ConfigError, match="cursor 'x'"):
        filled.claim_page(ClaimFilter(cursor="x"))


@pytest.mark.parametrize(
    ("query", "found"),
    [("المجلس", ["r2"]), ("نفي ذلك", ["r2"]), ("الفجر", ["r1"]), ("الفج", ["r1"]), ("الفجر المجلس", []), ("", ["r1", "r2"])],
)
def test_search_in_any_spelling(filled: Store, query: str, found: list[str]) -> None:
    assert [r.id for r in filled.reports(ReportFilter(query=query))] == found
    assert filled.report_page(ReportFilter(query=query, limit=1)).total == len(found)


def test_reports_by_day_and_outlet(filled: Store) -> None:
    assert [r.id for r in filled.reports(ReportFilter(since=date(2022, 5, 1)))] == ["r2"]
    assert [r.id for r in filled.reports(ReportFilter(until=date(2022, 5, 1)))] == ["r1"]
    assert [r.id for r in filled.reports(ReportFilter(outlet="mada"))] == ["r2"]
    assert filled.outlets() == ["mada", "sada"]


def test_judgements_are_appended_and_retracted_by_date(store: Store) -> None:
    said = Judgement("j-1", "reject", "c-1", "", "lina", NOW, "خطأ", "")
    store.judge(said)
    store.judge(replace(said, note="غيره"))
    assert list(store.judgements()) == [said]
    store.retract("j-1", LATER)
    assert list(store.judgements()) == []
    assert [j.id for j in store.judgements(date(2022, 4, 30))] == ["j-1"]
    assert list(store.judgements(date(2022, 5, 1))) == list(store.judgements(date(2022, 4, 17))) == []
    with pytest.raises(NotFoundError, match="j-1"):
        store.retract("j-1", LATER)
    with pytest.raises(InputError, match="unknown verdict"):
        store.judge(replace(said, id="j-2", verdict="maybe"))  # type: ignore[arg-type]


def make_state(id_: str, since: str, until: str = "", holder: str = "fajr", place: str = "sy.nahr") -> State:
    return State(
        *(id_, "control", Entity(place, place), (Entity(holder, holder),), (), (), "held"),
        *(day_when(since), day_when(until) if until else None, date(2022, 4, 18), "whole", "reported", "", ("c-1",), ()),
    )


def test_derived_records_come_back_and_are_replaced_by_block(store: Store) -> None:
    event = Event(
        *("e-1", "control.take", (Entity("fajr", "الفجر"),), (), (Entity("sy.nahr", "النهر"),), (), day_when("2022-04-17")),
        *((Where("sy.nahr"),), "reported", (Voice("sada", "outlet", False, ("c-1",)),), (), ("c-1",)),
    )
    state = make_state("s-1", "2022-04-17")
    store.save_derived({"a": [event], "b": []}, {"a": [state], "b": [make_state("s-2", "2022-04-17", place="sy.jabal")]})
    assert list(store.events()) == [event] == store.events_of("c-1") and store.event("e-1") == event
    assert ids(store.states()) == ["s-1", "s-2"] and store.state("s-1") == state
    assert ids(store.states("control", ClaimFilter(place="sy.nahr"))) == ["s-1"]
    assert list(store.states("siege")) == list(store.events(ClaimFilter(type="move.advance"))) == []
    store.save_derived({}, {"a": [make_state("s-3", "2022-04-17")]}, blocks=["a"])
    assert ids(store.states()) == ["s-2", "s-3"] and list(store.events()) == []
    store.save_derived({}, {})
    assert list(store.states()) == []
    for look_up in (store.event, store.state):
        with pytest.raises(NotFoundError):
            look_up("s-1")


@pytest.mark.parametrize(
    ("until", "since"), [("", "2022-04-20"), ("2022-05-01", "2022-04-20"), ("2022-04-21", "2022-04-20"), ("", "2022-04-17")]
)
def test_states_that_certainly_overlap_are_refused(store: Store, until: str, since: str) -> None:
    with pytest.raises(StoreError, match="at the same time"):
        store.save_derived({}, {"a": [make_state("s-1", "2022-04-17", until), make_state("s-2", since)]})
    assert list(store.states()) == []


@pytest.mark.parametrize(
    "second",
    [
        make_state("s-2", "2022-04-20"),  # begins on the day on which the first ends
        make_state("s-2", "2022-04"),  # may begin at any time of April: certain only from its end on
        make_state("s-2", "2022-04-18", holder="layl"),
        make_state("s-2", "2022-04-18", place="sy.jabal"),
    ],
)
def test_states_that_may_stand_side_by_side(store: Store, second: State) -> None:
    store.save_derived({}, {"a": [make_state("s-1", "2022-04-17", "2022-04-20"), second]})
    assert ids(store.states()) == ["s-1", "s-2"]


def test_postgres_itself_excludes_overlaps(tmp_path: Path) -> None:
    with fresh_store("postgres", tmp_path) as store:
        row = (
            "INSERT INTO state (id, block, kind, place, slot, sure, first, last, status, body) "
            "VALUES (:id, 'a', 'control', 'p', 'h', :sure, :first, NULL, 'reported', '{}')"
        )
        with writing(store.engine) as connection:
            connection.execute(text(row), {"id": "1", "sure": True, "first": date(2022, 1, 1)})
            connection.execute(text(row), {"id": "2", "sure": False, "first": date(2022, 1, 1)})
            with pytest.raises(IntegrityError, match="state_no_overlap"):
                connection.execute(text(row), {"id": "3", "sure": True, "first": date(2023, 1, 1)})
            connection.rollback()


def test_blocks_are_noted(store: Store) -> None:
    claims = [make_claim("control.take", "fajr", "sy.nahr"), make_claim("control.take", "layl", "sy.nahr")]
    store.add(make_report(), claims, NOW)
    (one, _), (two, _) = store.numbered_claims()
    store.set_blocks({one: ["a", "b"], two: ["b"]})
    assert store.all_blocks() == ["a", "b"] and store.blocks_of([two]) == {"b"}
    assert [r.claim for r in store.claims_in(["b", "a"])] == claims
    store.set_blocks({one: ["c"]})
    assert store.all_blocks() == ["b", "c"]
    store.set_notes(world="1")
    store.set_notes(world="2")
    assert (store.note("world"), store.note("other"), store.last_claim()) == ("2", None, two)


def test_the_migrated_schema_is_the_one_in_code(store: Store) -> None:
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []


def _is_ours(thing: object, name: str, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and name.startswith("report_words")) and name != "state_no_overlap"


def test_bodies_are_packed_and_a_store_goes_back_and_forth_between_revisions(store: Store) -> None:
    claims = [make_claim(f"c-{n}", place="sy.nahr") for n in range(4)]
    differing = ("rules 0.9", "differs event: neural 0.1", "differs source: neural")
    claims[1] = replace(claims[1], by=("rules@1", "neural@1", "rules@2"), features=differing)
    store.add(make_report(), claims, NOW)
    store.add(make_report(), [replace(claims[0], extent="part")], LATER)
    event = Event(
        *("e-1", "control.take", (Entity("fajr", "الفجر"),), (), (Entity("sy.nahr", "النهر"),), (), day_when("2022-04-17")),
        *((Where("sy.nahr"),), "reported", (Voice("sada", "outlet", False, ("c-1",)),), (), ("c-1",)),
    )
    store.save_derived({"a": [event]}, {"a": [make_state("s-1", "2022-04-17")]})

    def content() -> tuple[object, ...]:
        return list(store.claims(ClaimFilter(withdrawn=True))), list(store.events()), list(store.states()), store.events_of("c-1")

    def raw() -> dict[str, list[object]]:
        with reading(store.engine) as connection:
            return {
                t: list(connection.execute(text(f"SELECT body FROM {t} ORDER BY n")).scalars())
                for t in ("claim", "claim_past", "event", "state")
            }

    def coders() -> list[tuple[object, ...]]:
        with reading(store.engine) as connection:
            both = "SELECT n, coders, differences FROM claim UNION ALL SELECT -n, coders, differences FROM claim_past ORDER BY 1"
            return [tuple(row) for row in connection.execute(text(both))]

    before, packed, made = content(), raw(), coders()
    assert made == [(-1, "rules", 0), (1, "rules", 0), (2, "neural rules", 2), (3, "rules", 0), (4, "rules", 0)]
    assert all(isinstance(body, bytes) and len(body) < 250 for bodies in packed.values() for body in bodies)
    with writing(store.engine) as connection:
        command.downgrade(migrations(connection), "0002")
    assert all(isinstance(body, str) and body[0] in "[{" for bodies in raw().values() for body in bodies)
    with reading(store.engine) as connection:
        assert connection.execute(text("SELECT claim_id FROM event_claim")).scalars().all() == ["c-1"]
    migrate(store.engine)
    assert content() == before and raw() == packed and all(packed.values()) and coders() == made
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_body_is_packed_without_loss(body: str) -> None:
    assert unpack_text(pack_text(body)) == body


def test_an_id_is_a_number_of_its_own() -> None:
    ids_ = ["c-0000000000000000", "c-ffffffffffffffff", "c-8000000000000000", "c-1", "c-2", "own id", ""]
    numbers = [number_of(i) for i in ids_]
    assert len(set(numbers)) == len(ids_) and all(-(2**63) <= n < 2**63 for n in numbers)


def test_what_cannot_be_unpacked_is_said() -> None:
    with pytest.raises(StoreError, match="dictionary 9"):
        unpack_text(b"\x09abc")
    for damaged in (b"", pack_text("النهر" * 50)[:-9] + b"\xff" * 4, b"\x01\xff", pack_text("النهر" * 50)[:-3]):
        with pytest.raises(StoreError, match="damaged"):
            unpack_text(damaged)


def test_the_dictionary_of_stored_bodies_is_never_changed() -> None:
    path = files("rasid") / "store" / "bodies.1.txt"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == "532ad6d274f953a663261442beb2b4ce7f4171060dd1e0ee2c892f364a68c883"


def test_opening_twice_and_a_newer_store(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "store.sqlite"
    with open_store(str(path)) as store:
        store.add(make_report(), [], NOW)
    with open_store(f"sqlite:///{path}") as store:
        assert store.has_report("r1")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="revision 9999"):
        open_store(str(path))


def test_what_is_no_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="mysql"):
        open_store("mysql://localhost/x")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(broken))


def _write_many(url: str, name: str, count: int) -> None:
    with open_store(url) as store:
        for i in range(count):
            report = make_report(f"{name}{i}")
            store.add(report, [make_claim("control.take", f"a{name} a{i}", "sy.nahr", report=report, paths=PATHS)], NOW)


def test_two_processes_write_at_once_and_wait(store: Store, tmp_path: Path) -> None:
    url = store.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(url, name, 25)) for name in ("x", "y")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    assert sum(1 for _ in store.reports()) == 50 == sum(1 for _ in store.claims(ClaimFilter(place="sy")))


def test_reading_while_writing_sees_a_whole_report_or_none(store: Store) -> None:
    claims = [make_claim("control.take", f"a{i}", "sy.nahr", trigger=i) for i in range(3)]
    with writing(store.engine) as connection:
        connection.execute(text("DELETE FROM meta"))
        assert list(store.claims()) == []  # a reader does not wait for the writer
    store.add(make_report(), claims, NOW)
    stream = store.claims()
    assert next(stream).claim.id == claims[0].id
    store.add(make_report("r2"), [], NOW)  # an open stream holds no lock
    assert len(list(stream)) == 2


def test_words_alone_do_not_forbid_each_other() -> None:
    """Two reports' "the town" may be two towns: only places and holders with ids can hold at the same time by mistake."""
    since = When("2022-04-01", date(2022, 4, 1), date(2022, 4, 1), "day", "explicit")
    army = (Entity("ye.army", "الجيش"),)

    def held(id_: str, place: Entity) -> State:
        return State(id_, "control", place, army, (), (), "held", since, None, None, "whole", "reported", "", (), ())

    check_no_overlap(held(i, Entity("", "البلدة")) for i in ("s-1", "s-2"))
    with pytest.raises(StoreError, match="hold at the same time"):
        check_no_overlap(held(i, Entity("ye.taiz", "تعز")) for i in ("s-1", "s-2"))
