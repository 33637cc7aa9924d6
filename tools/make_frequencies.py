"""Counts folded word forms of reports into src/rasid/knowledge/ar/frequencies.tsv (form, count): what the clitic splitter weighs.

Usage: python tools/make_frequencies.py REPORTS.jsonl[.gz] ...
Only single forms and their counts are kept, never text.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from rasid.text import Text

OUT = Path(__file__).parents[1] / "src" / "rasid" / "knowledge" / "ar" / "frequencies.tsv"
LEAST = 3  # rarer forms say little and are mostly names and typing errors


def main(paths: list[str]) -> None:
    counts: Counter[str] = Counter()
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                text = Text(f"{report.get('title', '')}\n{report['text']}")
                counts.update(t.form for t in text.tokens if t.kind == "word" and not t.form.isascii())
    rows = sorted((form for form, n in counts.items() if n >= LEAST), key=lambda form: (-counts[form], form))
    OUT.write_text("".join(f"{form}\t{counts[form]}\n" for form in rows), "utf-8")
    print(f"{len(rows)} forms of {sum(counts.values())} words")


if __name__ == "__main__":
    main(sys.argv[1:])
