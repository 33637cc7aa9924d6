"""`rasid bulk | watch`, and `rasid read` of very much: flags in, Parquet files and stored claims out."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.common import (
    KeepFlag,
    StoreFlag,
    day,
    knowledge_folder,
    open_default_store,
    places_folder,
    reading_version,
    say,
)
from rasid.config import read_settings
from rasid.errors import ConfigError

if TYPE_CHECKING:
    from rasid.bulk.engines import Progress
    from rasid.ingest import ReadOptions
    from rasid.run import Analyse, Tally
    from rasid.types import Claim, Report

BULK = """Read very many reports into Parquet files, with several processes or with Spark.

INPUT is JSON Lines, Parquet or anything that `rasid read` takes from files. A part that is done is not done again, so an
interrupted run goes on with the same command. `rasid import parquet OUT` then fills a store.

\b
Examples:
  rasid bulk reports.jsonl out/ --jobs 4
  rasid bulk reports/ out/ --engine spark --master spark://host:7077
"""
_STOPPED = "stopped; the same command goes on from here"
WATCH = """Keep reading: new files in folders, new entries of feeds, into the store. Ctrl-C ends it.

A file is read once it has stopped growing. Feeds are asked every minute at most, only those named here, only over http(s).

\b
Examples:
  rasid watch inbox/
  rasid watch https://example.org/feed.xml --every 300
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("bulk", help=BULK)(bulk)
    app.command("watch", help=WATCH)(watch)


# --- bulk ------------------------------------------------------------------------------------------------------------


def bulk(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT... OUT", help="Files or folders to read, then the folder to write.")],
    engine: Annotated[str, typer.Option(metavar="E", help="process or spark.")] = "process",
    jobs: Annotated[int | None, typer.Option(metavar="N", help="Processes, or threads of a local Spark.")] = None,
    master: Annotated[str, typer.Option(metavar="URL", help="The Spark master; else local[N].")] = "",
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication of inputs that name none.")] = None,
    outlet: Annotated[str, typer.Option(metavar="ID", help="Outlet of inputs that name none.")] = "",
    input_format: Annotated[str, typer.Option(metavar="KIND", help="The kind of all inputs, instead of guessing it.")] = "",
    extractor: Annotated[str | None, typer.Option(metavar="NAME", help="Which extractor reads.")] = None,
    keep_originals: KeepFlag = None,
) -> None:
    """Read into Parquet files."""
    from rasid.ingest import ReadOptions
    from rasid.pipeline import chosen

    if len(inputs) < 2:
        raise ConfigError("bulk needs INPUT and OUT")
    try:
        from rasid.bulk.engines import run_bulk
        from rasid.bulk.part import BulkJob
    except ModuleNotFoundError as error:
        raise ConfigError(f"bulk needs {error.name}: pip install 'rasid[parquet]'") from None
    settings = read_settings()
    name = chosen(settings.get("extractor", extractor))
    options = ReadOptions(day(published, "--published"), outlet or settings.get("outlet"), input_format, zone=settings.get("zone"))
    options = replace(options, keep_originals=keep_originals)
    folder = knowledge_folder()
    job = BulkJob(inputs[-1], options, loader(name, folder), f"{name}@{reading_version(folder)}")
    with progress_bar("parts") as show:
        try:
            done = run_bulk(
                job, inputs[:-1], engine=engine, jobs=settings.number("jobs", jobs), master=master, report=lambda p: show(*_shown(p))
            )
        except KeyboardInterrupt:
            say(_STOPPED)
            raise typer.Exit(130) from None
    counts = done.counts
    before = f", {done.done_before} parts done before" if done.done_before else ""
    say(f"{counts.reports} reports read, {counts.skipped} skipped, {counts.claims} claims, {done.seconds:.1f} seconds{before}")
    raise typer.Exit(1 if counts.skipped else 0)


def _shown(progress: Progress) -> tuple[int, int, str]:
    rate = f"{progress.bytes / max(progress.seconds, 0.001) / 1e6:.2f} MB/s"
    return progress.parts, progress.parts_in_all, f"{progress.counts.reports} reports, {rate}"


def loader(extractor_: str, folder: Path) -> Callable[[], Analyse]:
    """What a process calls once to get its reader; it travels to other processes by name."""
    return partial(load_reader, extractor_, read_settings().cache, folder, places_folder())


def load_reader(extractor_: str, cache: Path, folder: Path, places: Path | None = None) -> Callable[[Report], list[Claim]]:
    """The extractor with its knowledge and the imported places, as one function of a report."""
    from rasid.pipeline import extractor, load

    knowledge, reader = load(cache, folder, imports=places), extractor(extractor_)
    return lambda report: reader(report, knowledge)


@contextmanager
def progress_bar(unit: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar with count, rate and time left on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total, words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(unit), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, words: bar.update(task, completed=done, total=total, description=words)


# --- watch -----------------------------------------------------------------------------------------------------------


def watch(
    names: Annotated[list[str], typer.Argument(metavar="FOLDER|FEED...", help="Folders, and addresses of feeds.")],
    every: Annotated[float, typer.Option(metavar="SECONDS", help="How often folders are looked into.", min=0.1)] = 60.0,
    rounds: Annotated[int | None, typer.Option(metavar="N", help="End after so many rounds.", min=1)] = None,
    outlet: Annotated[str, typer.Option(metavar="ID", help="Outlet of inputs that name none.")] = "",
    private_addresses: Annotated[bool, typer.Option("--private-addresses", help="Feeds may lie in your own network.")] = False,
    extractor: Annotated[str | None, typer.Option(metavar="NAME", help="Which extractor reads.")] = None,
    keep_originals: KeepFlag = None,
    store: StoreFlag = None,
) -> None:
    """Keep reading."""
    from rasid.errors import ExtractorError
    from rasid.ingest import ReadOptions, Skipped
    from rasid.pipeline import chosen
    from rasid.watch import watch as items_of

    settings = read_settings()
    name = chosen(settings.get("extractor", extractor))
    reader = loader(name, knowledge_folder())()
    options = ReadOptions(outlet=outlet, zone=settings.get("zone"), private_addresses=private_addresses, notice=say)
    options = replace(options, keep_originals=keep_originals)
    read = skipped = claims = 0
    started = time.perf_counter()
    with open_default_store(store) as opened:
        try:
            for item in items_of(names, options, every, rounds):
                if isinstance(item, Skipped):
                    skipped += 1
                    say(f"{item.where}: {item.reason}")
                    continue
                try:
                    found = reader(item)
                except ExtractorError as error:
                    skipped += 1
                    say(f"{item.origin or item.id}: {error}")
                    continue
                if opened.add(item, found, datetime.now(UTC), name).new:
                    read, claims = read + 1, claims + len(found)
                    say(f"{len(found)} claims: {item.origin.split(' | ')[0] or item.id}")
        except KeyboardInterrupt:
            say("")
    say(f"{read} reports read, {skipped} skipped, {claims} claims, {time.perf_counter() - started:.1f} seconds")
    raise typer.Exit(1 if skipped else 0)


# --- read, for very much ---------------------------------------------------------------------------------------------


def read_long(
    inputs: Sequence[str], options: ReadOptions, store: str | None, extractor: str, recorded: str | datetime, jobs: int
) -> int:
    """`rasid read` without printing claims: in parts, with a bar, and on from where it stopped. Returns the exit code."""
    from rasid.run import Run, read_into, skipped_file

    folder = knowledge_folder()
    version = reading_version(folder)
    run = Run(options, loader(extractor, folder), extractor, recorded, jobs)
    with open_default_store(store) as opened, progress_bar("parts") as show:
        journal = journal_of(inputs, str(opened.engine.url), f"{extractor}@{version}")
        if journal.exists():
            say(f"going on where the last run stopped ({journal})")
        try:
            tally = read_into(opened, inputs, run, journal, lambda t: show(*_read_so_far(t)))
        except KeyboardInterrupt:
            say(_STOPPED)
            return 130
    say(tally.line())
    if tally.skipped:
        say(f"what was skipped, and why: {skipped_file(journal)}")
    return 1 if tally.skipped else 0


def journal_of(inputs: Sequence[str], store: str, reader: str) -> Path:
    """The journal of one command: the same inputs into the same store by the same reader."""
    names = [str(Path(name).absolute()) for name in inputs]
    digest = hashlib.sha256("\0".join((*names, store, reader)).encode("utf-8", "surrogateescape")).hexdigest()
    return read_settings().data / "runs" / f"{digest[:16]}.journal"


def _read_so_far(tally: Tally) -> tuple[int, int, str]:
    rate = f"{tally.bytes / max(tally.seconds, 0.001) / 1e6:.2f} MB/s"
    return tally.parts, tally.parts_in_all, f"{tally.reports} reports, {tally.skipped} skipped, {rate}"
