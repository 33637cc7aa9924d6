"""`rasid read`: inputs in, their claims stored and printed; what is skipped is named with its reason and counted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from datetime import time as midnight
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.common import KeepFlag, ReadFormat, StoreFlag, day, open_default_store, say
from rasid.config import read_settings
from rasid.errors import ConfigError, InputError

if TYPE_CHECKING:
    from rasid.cli.reader import Read
    from rasid.ingest import Item, ReadOptions
    from rasid.store import Store
    from rasid.types import Claim

STOPPED = 130  # the exit code of what Ctrl-C ended
_TELL = 500  # reports after which a run says how far it is

HELP = """Read reports and store their claims.

INPUT is a file, a folder, - for standard input, or an address with --network. The kind is told by extension and content:
txt, html, pdf, docx, xlsx, csv, jsonl, telegram, whatsapp, rss. A report that is stored already is read again, and what no
longer arises from it (because the knowledge changed) is marked as withdrawn, never erased.

Progress, skipped inputs and the closing line go to standard error; claims go to standard output.
Exit code: 0 all read, 1 some inputs were skipped (each is named with its reason), 2 cannot run.

\b
Examples:
  rasid read report.txt --published 2022-04-18 --outlet syriatv
  rasid read archive/ --recorded published --jobs 2
  rasid read archive/ --quiet
  rasid read --no-store --format jsonl reports.jsonl > claims.jsonl
  cat report.txt | rasid read - --published 2022-04-18
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read", help=HELP)(read)


@dataclass(slots=True)
class Tally:
    """What a run did, for its closing line."""

    started: float = field(default_factory=time.perf_counter)
    read: int = 0
    known: int = 0
    skipped: int = 0
    claims: int = 0
    refusals: int = 0

    def line(self) -> str:
        """The closing line."""
        seconds = time.perf_counter() - self.started
        known = f" ({self.known} of them stored before)" if self.known else ""
        return (
            f"{self.read} reports read{known}, {self.skipped} skipped, {self.claims} claims, {self.refusals} refusals, "
            f"{seconds:.1f} seconds"
        )


def read(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, - or addresses.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication of inputs that name none.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="ID", help="Outlet of inputs that name none.")] = None,
    store: StoreFlag = None,
    format_: Annotated[ReadFormat, typer.Option("--format", help="How claims are printed.")] = ReadFormat.table,
    no_store: Annotated[bool, typer.Option("--no-store", help="Print claims and store nothing.")] = False,
    extractor: Annotated[str | None, typer.Option(metavar="NAME", help="Which extractor reads.")] = None,
    recorded: Annotated[str, typer.Option(metavar="WHEN", help="When you learned of it: now, published, or a date.")] = "now",
    input_format: Annotated[str, typer.Option(metavar="KIND", help="The kind of all inputs, instead of guessing it.")] = "",
    column: Annotated[list[str] | None, typer.Option(metavar="FIELD=COLUMN", help="A table's column for a report's field.")] = None,
    zone: Annotated[str | None, typer.Option(metavar="ZONE", help="Time zone that decides the day of messages.")] = None,
    network: Annotated[bool, typer.Option("--network", help="Addresses among the inputs may be fetched.")] = False,
    jobs: Annotated[int | None, typer.Option(metavar="N", help="Processes that read.")] = None,
    keep_originals: KeepFlag = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Store and print no claims; an interrupted run goes on where it was.")] = False,
) -> None:
    """Read reports and store their claims."""
    from rasid.cli.reader import read_all
    from rasid.ingest import read_inputs
    from rasid.pipeline import chosen

    settings = read_settings()
    options = _options(published, settings.get("outlet", outlet), input_format, column, settings.get("zone", zone), network)
    options = replace(options, keep_originals=keep_originals)
    known, name, tally = _recorded(recorded), chosen(settings.get("extractor", extractor)), Tally()
    if quiet and not no_store:
        from rasid.cli_bulk import read_long

        raise typer.Exit(read_long(inputs, options, store, name, known, settings.number("jobs", jobs)))
    items = read_all(read_inputs(inputs, options), name, settings.number("jobs", jobs))
    target = None if no_store else open_default_store(store)
    stopped = False
    try:
        _print(_stored(items, target, known, name, tally), format_)
    except KeyboardInterrupt:
        stopped = True
        say("stopped; what was read is stored" if target is not None else "stopped")
    finally:
        if target is not None:
            target.close()
    say(tally.line())
    raise typer.Exit(STOPPED if stopped else 1 if tally.skipped else 0)


def _print(claims: Iterator[Claim], format_: ReadFormat) -> None:
    from rasid.cli.tables import print_claims

    print_claims(claims, format_.value)
    sys.stdout.flush()


def _options(published: str | None, outlet: str, input_format: str, column: list[str] | None, zone: str, network: bool) -> ReadOptions:
    from rasid.ingest import KINDS, ReadOptions

    if input_format and input_format not in KINDS:
        raise ConfigError(f"--input-format {input_format!r}; known: {', '.join(sorted(KINDS))}")
    mapping = {}
    for pair in column or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise ConfigError(f"--column {pair!r}; expected FIELD=COLUMN, for example text=body")
        mapping[name] = value
    day_ = day(published, "--published")
    return ReadOptions(day_, outlet, input_format, mapping, zone=zone, network=network, notice=say)


def _recorded(value: str) -> str | datetime:
    """`now`, `published`, or a moment."""
    if value in ("now", "published"):
        return value
    known = day(value, "--recorded (now, published or a date)")
    return datetime.combine(known or datetime.now(UTC).date(), midnight(), UTC)


def _stored(
    items: Iterator[tuple[Item, Read]], store: Store | None, recorded: str | datetime, name: str, tally: Tally
) -> Iterator[Claim]:
    """The claims of all items, each given out only after its report is stored."""
    from rasid.ingest import Skipped
    from rasid.run import known_at

    for item, read in items:
        if isinstance(item, Skipped):
            _skip(tally, f"{item.where}: {item.reason}")
            continue
        if read.error:
            _skip(tally, f"{item.origin or item.id}: {read.error}")
            continue
        try:
            new = store is None or store.add(item, read.claims, known_at(item, recorded, datetime.now(UTC)), name).new
        except InputError as error:
            _skip(tally, str(error))
            continue
        if read.day:
            say(f"{item.origin.split(' | ')[0] or item.id}: without a date; {read.day}")
        tally.read += 1
        tally.known += not new
        tally.claims += len(read.claims)
        tally.refusals += read.refused
        yield from read.claims
        if tally.read % _TELL == 0:
            say(f"... {tally.line()}")


def _skip(tally: Tally, reason: str) -> None:
    tally.skipped += 1
    say(f"skipped {reason}")
