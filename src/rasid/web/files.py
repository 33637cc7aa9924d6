"""An uploaded file in, the claims of its reports out: of one, or of all of them, a line each as soon as it is read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, File, Form, UploadFile
from starlette.responses import Response, StreamingResponse

from rasid.errors import RasidError
from rasid.ingest import ReadOptions, Skipped
from rasid.ingest.inputs import read_part
from rasid.ingest.options import Item
from rasid.ingest.source import from_bytes
from rasid.records import Json
from rasid.types import Report
from rasid.web import models
from rasid.web.answers import made
from rasid.web.auth import Adder, Served, router
from rasid.web.jsons import encode
from rasid.web.params import Day, Word
from rasid.web.problems import Problem
from rasid.web.reading import MAX_TEXT, store
from rasid.web.reports import analysis

reads = router("analyse", "reading")
adds = router("add", "reading")
MAX_REPORTS = 100  # of one file; whoever has more lets `rasid read` do it
LINES = "application/x-ndjson"
log = logging.getLogger("rasid.web")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, and what holds for reports in it that do not say so themselves."""

    data: bytes
    name: str
    options: ReadOptions

    def items(self) -> Iterator[Item]:
        """Its reports, and what in it is none."""
        return read_part(from_bytes(self.data, self.name), self.options)

    def first(self, many: int) -> tuple[list[Item], int]:
        """So many of them, and how many there are."""
        kept, count = list[Item](), 0
        for count, item in enumerate(self.items(), 1):
            if count <= many:
                kept.append(item)
        return kept, count


def _upload(
    services: Served,
    file: Annotated[UploadFile, File()],
    published: Annotated[Day | None, Form()] = None,
    outlet: Annotated[Word, Form()] = "",
) -> Upload:
    data = file.file.read(services.limits.upload + 1)
    if len(data) > services.limits.upload:
        raise Problem(413, f"at most {services.limits.upload} bytes", "file")
    # The name says what kind of file it is and is shown again; no path of it is ever opened.
    name = (file.filename or "file").replace("\\", "/").rpartition("/")[2][:120]
    return Upload(data, name, ReadOptions(published=published, outlet=outlet))


Uploaded = Annotated[Upload, Depends(_upload)]
Number = Annotated[int, Form(ge=1, le=MAX_REPORTS, description="Which report of the file.")]
Recorded = Annotated[Literal["now", "published"], Form()]


def _one(upload: Upload, number: int) -> Report:
    for n, item in enumerate(upload.items(), 1):
        if n == number:
            return _checked(item)
    raise Problem(422, "no report in this file" if number == 1 else f"no report number {number} in this file", "file")


def _checked(item: Item) -> Report:
    if isinstance(item, Skipped):
        raise Problem(422, f"{item.where}: {item.reason}", "file")
    if len(item.text) > MAX_TEXT:
        raise Problem(413, f"a report of at most {MAX_TEXT} characters", "file")
    return item


@reads.post("/analyse/file", responses=models.ok(models.Analysis), response_class=Response)
def analyse_file(services: Served, upload: Uploaded, number: Number = 1) -> Response:
    """The claims of one report of a file (txt, html, pdf, docx, jsonl ...), the first if not said otherwise. Nothing is stored."""
    report = _one(upload, number)
    return made(analysis(report, services.engine.analyse(report), services.engine))


@adds.post("/reports/file", responses=models.ok(models.Analysis, 201), response_class=Response, status_code=201)
def add_file(services: Served, person: Adder, upload: Uploaded, number: Number = 1, recorded: Recorded = "now") -> Response:
    """Stores one report of a file, the first if not said otherwise, with the text as the file gives it."""
    report = _one(upload, number)
    stored = store(services, report, services.engine.analyse(report), recorded, person.name)
    services.fold()
    return made(stored, 201, {"location": f"/api/v1/reports/{report.id}"})


@reads.post("/analyse/file/all", responses=models.lines(), response_class=StreamingResponse)
def analyse_all(services: Served, upload: Uploaded) -> Response:
    """The claims of the reports of a file, of 100 at most, a line of JSON each as soon as it is read. Nothing is stored.

    The first line tells how many there are; where one cannot be read, its line has the reason; the last line has `done`."""
    return _lines(*upload.first(MAX_REPORTS), lambda report: analysis(report, services.engine.analyse(report), services.engine))


@adds.post("/reports/file/all", responses=models.lines(), response_class=StreamingResponse)
def add_all(services: Served, person: Adder, upload: Uploaded, recorded: Recorded = "now") -> Response:
    """Stores the reports of a file, 100 at most, each in a transaction of its own; the lines are those of `/analyse/file/all`."""

    def keep(report: Report) -> Json:
        stored = store(services, report, services.engine.analyse(report), recorded, person.name)
        return {key: stored[key] for key in ("report", "new", "added")} | {"claims": len(stored["claims"])}

    return _lines(*upload.first(MAX_REPORTS), keep, services.fold)


def _lines(items: Sequence[Item], count: int, work: Callable[[Report], Json], end: Callable[[], object] = lambda: None) -> Response:
    if not items:
        raise Problem(422, "no report in this file", "file")
    if len(items) == 1:
        _checked(items[0])

    def told() -> Iterator[bytes]:
        yield _line({"in_file": count, "reading": len(items), "left_out": count - len(items)})
        for n, item in enumerate(items, 1):
            yield _line({"n": n} | _told(item, work))
        end()
        yield _line({"done": True})

    return StreamingResponse(told(), 200, {"cache-control": "no-store"}, LINES)


def _told(item: Item, work: Callable[[Report], Json]) -> Json:
    try:
        return work(_checked(item))
    except Problem as problem:
        return {"skipped": problem.reason}
    except RasidError as error:
        return {"skipped": str(error)}
    except Exception as error:
        log.error("unexpected failure", exc_info=error)
        return {"skipped": "an unexpected failure; the server's log has it"}


def _line(value: Json) -> bytes:
    return encode(value) + b"\n"
