"""How far the labels that outlets choose change what is read: `python tools/neural/swapped.py CORPUS [--limit N] [--words A,B]`.

Each report of dev in which a label stands (the regime / the government, militia / faction ...) is read as it is and with the label's
counterpart in its place; a claim is the same where the word, type, stance and status are. Prints for each extractor how many of the
claims were lost or new, and of the claims that stayed how many had other words in a role.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from gold import read_gold
from labelled import read_swaps
from rasid import knowledge as knowledge_
from rasid.gazetteer import load as load_gazetteer
from rasid.pipeline import Extractor, extractor
from rasid.text import Text
from rasid.types import ROLES, Claim, Report

PREFIXES = ("", "و", "ب", "ف", "ك")
Key = tuple[int, str, str, str]
Roles = dict[str, tuple[tuple[int, int], ...]]


def swapped(text: str, swaps: dict[str, tuple[str, ...]]) -> str:
    """Every label by the first of its counterparts; words stay words, so that their numbers can be compared."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        for prefix in PREFIXES:
            if word.startswith(prefix) and word[len(prefix) :] in swaps:
                return prefix + swaps[word[len(prefix) :]][0]
        return word

    return re.sub(r"\w+", other, text)


def by_token(report: Report, claims: list[Claim]) -> dict[Key, Roles]:
    """Claims by the number of their word, with the numbers of the words in each role."""
    tokens = Text(report.text).tokens

    def number(start: int) -> int:
        return next(t.i for t in reversed(tokens) if t.start <= start)

    return {
        (number(c.trigger.start), c.type, c.stance, c.status): {
            role: tuple((number(v.start), number(v.end - 1)) for v in c.role(role)) for role in ROLES
        }
        for c in claims
    }


def rate(reader: Extractor, reports: list[Report], swaps: dict[str, tuple[str, ...]], knowledge: knowledge_.Knowledge) -> str:
    whole = gone = roles = read = 0
    for report in reports:
        other = replace(report, text=swapped(report.text, swaps))
        if other.text == report.text:
            continue
        read += 1
        before, after = by_token(report, reader(report, knowledge)), by_token(other, reader(other, knowledge))
        whole += len(before.keys() | after.keys())
        gone += len(before.keys() ^ after.keys())
        roles += sum(before[k] != after[k] for k in before.keys() & after.keys())
    kept = whole - gone or 1
    lost, other_words = 100 * gone / max(1, whole), 100 * roles / kept
    return f"{read} reports, {whole} claims: {lost:.1f} % lost or new, {other_words:.1f} % of the others with other words in a role"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--words", default="", help="only labels that hold one of these, joined by commas")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "rasid")
    args = parser.parse_args()
    knowledge = knowledge_.load(gazetteer=load_gazetteer(args.cache, knowledge_.FOLDER))
    gold = list(read_gold(args.corpus / "dev.docs.jsonl", args.corpus / "dev.gold.jsonl"))
    reports = [Report(r.id, r.text, outlet=r.outlet, published=r.published) for r in gold[: args.limit or None]]
    parts = [w for w in args.words.split(",") if w]
    swaps = {word: others for word, others in read_swaps().items() if not parts or any(p in word for p in parts)}
    for name in ("rules", "neural", "both"):
        print(f"{name:7} {rate(extractor(name), reports, swaps, knowledge)}", flush=True)


if __name__ == "__main__":
    main()
