"""Speed and memory of reading one report after the other: `python bench/read.py [REPORTS.jsonl ...] [--limit N] [--profile] [--write]`.

Prints reports a second on one core, the share of each stage, the peak memory, and the same for a baseline that does the least a
reader could do: fold the text and scan it once for all names and event words of the knowledge (ahocorasick_rs). Without files the
coded reports of the folder `shared` beside the repository are read, or, where it is missing, the bundled samples, repeated.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from rasid.claims import make_claim
from rasid.cli.common import load_knowledge
from rasid.coder import code
from rasid.knowledge import FOLDER, Knowledge
from rasid.mentions import read_text
from rasid.pipeline import analyse
from rasid.places import PlaceReader
from rasid.records import claim_to_json, dumps
from rasid.resolve import resolve
from rasid.text import Text, fold
from rasid.times import bound_undated, find_times
from rasid.types import Report

SHARED = Path(__file__).parents[2] / "shared" / "corpus"
DOC = Path(__file__).parents[1] / "docs" / "performance.md"
SAMPLES = FOLDER.parent / "samples" / "reports.jsonl"
STAGES = ("text", "dates", "words, names, phrases", "events, roles, sources", "ids, days, places", "JSON")


def reports(files: Sequence[Path], limit: int) -> list[Report]:
    """The reports to read."""
    found: list[Report] = []
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            text = f"{row['title']}\n{row['text']}" if row.get("title") else row["text"]
            day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            found.append(Report(str(row["id"]), text, outlet=row.get("outlet", ""), published=day))
    if SAMPLES in files:
        found *= 50
    return found[:limit] if limit else found


def baseline(knowledge: Knowledge) -> Callable[[Report], int]:
    """Fold, and one scan for everything that the knowledge could find: the least that any reader does."""
    words = {row.folded for row in knowledge.gazetteer.names()}
    for actor in knowledge.actors.values():
        words |= {fold(name) for name in (actor.ar, *actor.names)}
    words |= set(knowledge.rules.nouns) | set(knowledge.morphology.verbs)
    scanner = AhoCorasick(sorted(w for w in words if len(w) > 2), matchkind=MatchKind.LeftmostLongest)
    return lambda report: len(scanner.find_matches_as_indexes(fold(report.text)))


def seconds(work: Callable[[Report], object], items: Sequence[Report]) -> float:
    """Processor seconds for all items, so that other programs on the machine count less."""
    started = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - started


def by_stage(items: Sequence[Report], knowledge: Knowledge) -> dict[str, float]:
    """The steps of `analyse`, each timed. Dates are found once more by themselves, and their time taken off the reading."""
    spent = dict.fromkeys(STAGES, 0.0)
    for report in items:
        marks = [time.process_time()]
        text = Text(report.text)
        _ = text.tokens, text.quotes
        marks.append(time.process_time())
        find_times(text, knowledge.times)
        marks.append(time.process_time())
        reading = read_text(text, knowledge)
        marks.append(time.process_time())
        coded = list(code(reading, knowledge))
        marks.append(time.process_time())
        bound = bound_undated([t for s in reading.sentences for t in s.times]) if report.published is None else None
        places = PlaceReader(reading, knowledge)
        made = [(make_claim(report, reading, c, knowledge), c) for c in coded]
        claims = [resolve(claim, c, report, reading, knowledge, places, bound) for claim, c in made]
        marks.append(time.process_time())
        for claim in claims:
            dumps(claim_to_json(claim))
        marks.append(time.process_time())
        for stage, (a, b) in zip(STAGES, pairwise(marks), strict=True):
            spent[stage] += b - a
    spent["words, names, phrases"] -= spent["dates"]
    return spent


def peak() -> float:
    """The largest size of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(items: Sequence[Report], knowledge: Knowledge, loaded: float) -> Iterator[str]:
    """The lines of the result."""
    letters = sum(len(r.text) for r in items)
    yield f"{len(items)} reports, {letters / len(items):.0f} characters each; knowledge loaded in {loaded:.2f} s, {peak():.0f} MB"
    warm = items[: len(items) // 4 or 1]
    seconds(lambda r: analyse(r, knowledge), warm)
    whole = seconds(lambda r: analyse(r, knowledge), items)
    yield f"rasid      {len(items) / whole:8.1f} reports/s  {letters / whole / 1e6:6.2f} million characters/s  peak {peak():.0f} MB"
    scan = baseline(knowledge)
    seconds(scan, warm)
    least = seconds(scan, items)
    yield f"baseline   {len(items) / least:8.1f} reports/s  fold + one dictionary scan; rasid takes {whole / least:.1f} times as long"
    yield "share of each stage"
    spent = by_stage(items, knowledge)
    total = sum(spent.values())
    for stage, value in spent.items():
        yield f"  {stage:24} {1000 * value / len(items):7.2f} ms a report  {100 * value / total:5.1f} %"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--profile", action="store_true", help="where the time goes, function by function")
    arguments = parser.parse_args()
    files = arguments.files or sorted(SHARED.glob("*.docs.jsonl")) or [SAMPLES]
    started = time.perf_counter()
    knowledge = load_knowledge()
    loaded = time.perf_counter() - started
    items = reports(files, arguments.limit)
    if arguments.profile:
        profile = cProfile.Profile()
        profile.enable()
        seconds(lambda r: analyse(r, knowledge), items)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return
    lines = []
    for line in table(items, knowledge, loaded):
        print(line)
        lines.append(line)
    if arguments.write:
        before, _, rest = DOC.read_text("utf-8").partition("<!-- figures -->\n")
        _, _, after = rest.partition("<!-- end of figures -->\n")
        figures = "\n".join(lines)
        DOC.write_text(f"{before}<!-- figures -->\n```text\n{figures}\n```\n<!-- end of figures -->\n{after}", "utf-8")


if __name__ == "__main__":
    main()
