"""What several commands share: settings, knowledge, store, dates and formats from flags in, ready values out."""

from __future__ import annotations

import gc
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.config import read_settings
from rasid.errors import ConfigError

if TYPE_CHECKING:
    from rasid.gazetteer import Gazetteer
    from rasid.knowledge import Knowledge
    from rasid.store import Store


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class ReadFormat(StrEnum):
    """How `read` prints claims."""

    table = "table"
    jsonl = "jsonl"


JUDGED = ("none", "any", "accept", "reject", "correct", "unsure")  # verdicts to filter by
StoreFlag = Annotated[str | None, typer.Option("--store", metavar="URL", help="File, sqlite:///PATH or postgresql://... [RASID_STORE]")]
KeepFlag = Annotated[
    Path | None, typer.Option("--keep-originals", metavar="DIR", help="Keep the bytes of pages, documents and feeds here.")
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def day(value: str | None, flag: str) -> date | None:
    """A day as people type it: YYYY-MM-DD.

    Raises:
        ConfigError: it is none.
    """
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ConfigError(f"{flag} {value!r} is no date; expected YYYY-MM-DD") from error


def knowledge_folder() -> Path:
    """The folder of the knowledge that holds for this run."""
    from rasid.knowledge import FOLDER

    named = read_settings().get("knowledge")
    if named and not Path(named).is_dir():
        raise ConfigError(f"knowledge: no folder {named}")
    return Path(named) if named else FOLDER


def places_folder() -> Path:
    """Where imported places are kept."""
    return read_settings().data / "places"


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """All that rasid knows, the gazetteer built first where it is not yet."""
    from rasid import gazetteer, knowledge

    cache, folder = read_settings().cache, folder or knowledge_folder()
    # Half a million small objects are made and none is thrown away: the collector would search them a dozen times for nothing
    # (0.4 of 1.1 seconds), and again during the reading unless they are frozen.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return knowledge.load(folder, gazetteer=gazetteer.load(cache, folder, places_folder()))
    finally:
        gc.freeze()
        # What is made of a report is freed by counting: the search for rings, which took 3 % of the reading, can be rarer
        gc.set_threshold(20_000, 10, 10)
        if collecting:
            gc.enable()


def load_gazetteer() -> Gazetteer:
    """The places alone."""
    from rasid.gazetteer import load

    return load(read_settings().cache, knowledge_folder(), places_folder())


def reading_version(folder: Path) -> str:
    """The version of the knowledge and of the imported places, for a run whose reading other processes do.

    The knowledge is loaded, so that its faults are told here and the gazetteer is built once, and let go of again.
    """
    from rasid.gazetteer.builder import content_key

    version = load_knowledge(folder).version
    gc.unfreeze()
    gc.collect()
    imports = sorted(places_folder().glob("*.jsonl"))
    return f"{version}+places:{content_key(folder, imports)}" if imports else version


def open_default_store(flag: str | None, must_exist: bool = False) -> Store:
    """The store of `--store`, RASID_STORE, or the user's data folder."""
    from rasid.store import open_store

    where = read_settings().store(flag)
    path = where.removeprefix("sqlite:///")
    if must_exist and "://" not in path and not Path(path).exists():
        raise ConfigError(f"no store at {path}; `rasid read FILE` makes one")
    return open_store(where)


def say(message: str) -> None:
    """A line for the person in front of the screen, never among the results."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def out(line: str) -> None:
    """A line of results."""
    sys.stdout.write(line + "\n")


def one_of(value: str, allowed: tuple[str, ...], flag: str) -> None:
    """A value that is none of those allowed is an error."""
    if value and value not in allowed:
        raise ConfigError(f"{flag} {value!r}; allowed: {', '.join(allowed)}")
