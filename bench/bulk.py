"""Speed and memory of bulk reading: `python bench/bulk.py [scale|memory|spark|store] [--megabytes N] [--jobs N] [--write]`.

scale   reads the same reports with 1 and with N processes by the real reader and prints the ratio
memory  reads N MB of JSON Lines (1024 by default) and prints the peaks; with a reader that does next to nothing, or, with
        --filler KB, with the real one, where each line holds a short report and so many KB in a field that no reader looks at
spark   the same reports by Spark with 1 and N local workers; says whether the bytes are those of one process
store   reads into a SQLite store instead of Parquet files
--write puts the lines into docs/performance.md, between the marks of that measurement.
Reports are made up from a few sentences, so that the benchmark needs nothing but the package.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from rasid.bulk.engines import run_bulk
from rasid.bulk.part import BulkJob
from rasid.cli_bulk import load_reader
from rasid.config import read_settings
from rasid.ingest import ReadOptions
from rasid.knowledge import FOLDER
from rasid.run import Run, read_into
from rasid.store import open_store
from rasid.types import Claim, Report

DOCS = Path(__file__).parents[1] / "docs" / "performance.md"
SENTENCES = (
    "سيطرت قوات الجيش مساء الأحد على قرية جديدة شمال مدينة حلب، وقالت مصادر محلية إن الاشتباكات مستمرة.",
    "وقصفت طائرات حربية مواقع في ريف إدلب، ما أدى إلى مقتل 3 مدنيين وإصابة 5 آخرين بينهم طفل.",
    "ونفت وزارة الدفاع أن تكون قواتها قد انسحبت من البلدة، واتهمت المعارضة بخرق الهدنة.",
    "وطالبت الأمم المتحدة بفتح الطريق وإدخال المساعدات الإنسانية إلى الأحياء المحاصرة في المدينة.",
    "واجتمع وفد من الحكومة مع ممثلين عن الفصائل في العاصمة لبحث اتفاق لوقف إطلاق النار يوم الخميس.",
    "وأعلن المتحدث باسم الشرطة اعتقال ستة أشخاص خلال حملة أمنية في بغداد فجر اليوم.",
    "وخرج مئات المحتجين في مظاهرة وسط المدينة للمطالبة بالإفراج عن المعتقلين.",
    "وافتتح الوزير معرضا للكتاب يستمر أسبوعين بمشاركة مئتي دار نشر من عشرين دولة.",
)


def idle() -> Callable[[Report], list[Claim]]:
    """A reader that finds nothing: what is left is the cost of reading, moving and writing."""
    return _nothing


def _nothing(report: Report) -> list[Claim]:
    return []


def make_input(path: Path, megabytes: float, filler_kb: int = 0) -> None:
    """Reports of 6 to 14 sentences, JSON Lines; with a filler of 2 to 4, each unlike the others."""
    chance, size, n = random.Random(1), 0, 0
    filler = {"page": "<p>لا شيء هنا</p>" * (filler_kb * 1024 // 28)} if filler_kb else {}
    with path.open("wb") as out:
        while size < megabytes * 1e6:
            text = "\n".join(chance.choices(SENTENCES, k=chance.randint(2, 4) if filler else chance.randint(6, 14)))
            row = {"id": f"b{n}", "outlet": "bench", "published": "2022-04-18", "text": text, **filler}
            line = json.dumps(row, ensure_ascii=False)
            size += out.write(line.encode() + b"\n")
            n += 1


def peak_mb() -> tuple[float, float]:
    """Peak resident memory of this process, and of the largest of its children."""
    own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own, children


def cpu_seconds() -> tuple[float, float]:
    """CPU of this process, and of its children that have ended."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return found[0].ru_utime + found[0].ru_stime, found[1].ru_utime + found[1].ru_stime


SAID: list[str] = []


def say(line: str) -> None:
    """Print a line, and keep it for the docs."""
    print(line, flush=True)
    SAID.append(line)


def write(what: str) -> None:
    """What was said goes into the docs, between the marks of this measurement."""
    begin, end = f"<!-- bulk {what} -->", f"<!-- end of bulk {what} -->"
    text = DOCS.read_text("utf-8")
    before, _, rest = text.partition(begin)
    if not rest:
        before, rest = text.rstrip("\n") + "\n\n", end + "\n"
    after = rest.partition(end)[2]
    said = "\n".join(SAID)
    DOCS.write_text(f"{before}{begin}\n```text\n{said}\n```\n{end}{after}", "utf-8")


def timed(job: BulkJob, source: Path, jobs: int, engine: str = "process") -> tuple[float, float]:
    """Seconds of one run as the clock has them, and as free cores would: this process and its busiest worker. And its line."""
    started, (own, children) = time.perf_counter(), cpu_seconds()
    done = run_bulk(job, [str(source)], engine=engine, jobs=jobs, part_bytes=250_000)
    seconds = time.perf_counter() - started
    own, children = (after - before for after, before in zip(cpu_seconds(), (own, children), strict=True))
    say(
        f"{engine:8} {jobs} workers: {seconds:7.1f} s {done.counts.reports / seconds:8.1f} reports/s, CPU {own:.1f} s here and "
        f"{children:.1f} s in workers, {done.counts.claims} claims in {done.parts} parts"
    )
    return seconds, own + children / jobs


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("scale", "memory", "spark", "store"))
    parser.add_argument("--megabytes", type=float, default=0.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--filler", type=int, default=0, metavar="KB")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    reader = partial(load_reader, "rules", read_settings().cache, FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out"
        megabytes = arguments.megabytes or (1024.0 if arguments.what == "memory" else 8.0)
        make_input(source, megabytes, arguments.filler)
        say(f"{megabytes:g} MB of JSON Lines, {date.today()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
        if arguments.what == "memory":
            loader, name = (reader, "rules") if arguments.filler else (idle, "no reader")
            timed(BulkJob(str(out), ReadOptions(), loader, name), source, arguments.jobs)
            say("peak memory with {}: {:.0f} MB, largest worker {:.0f} MB".format(name, *peak_mb()))
        elif arguments.what == "store":
            with open_store(str(Path(folder) / "s.sqlite")) as store:
                run = Run(ReadOptions(), reader, recorded="published", jobs=arguments.jobs)
                say(read_into(store, [str(source)], run, Path(folder) / "journal").line())
        else:
            scale(arguments.what, BulkJob(str(out), ReadOptions(), reader, "bench"), source, arguments.jobs)
    if arguments.write:
        write(arguments.what)


def scale(what: str, job: BulkJob, source: Path, jobs: int) -> None:
    """One worker against several; the first run builds the gazetteer and is not counted."""
    job.load()(Report("warm", SENTENCES[0]))
    engine = "spark" if what == "spark" else "process"
    one = timed(job, source, 1)
    expected = {p.name: p.read_bytes() for p in (Path(job.out) / "claims").iterdir()}
    if engine == "spark":
        shutil.rmtree(job.out)
        one = timed(job, source, 1, engine)
    shutil.rmtree(job.out)
    several = timed(job, source, jobs, engine)
    same = expected == {p.name: p.read_bytes() for p in (Path(job.out) / "claims").iterdir()}
    by_cpu = f", {one[1] / several[1]:.2f} times by CPU" if engine == "process" else ""  # Spark's workers are the JVM's children
    say(f"{jobs} workers are {one[0] / several[0]:.2f} times as fast by the clock{by_cpu}")
    say(f"claims byte for byte the same: {same}")


if __name__ == "__main__":
    sys.exit(main())
