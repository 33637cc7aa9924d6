"""Conjugates the vocalised verbs of tools/verbs/*.tsv into src/rasid/knowledge/ar/lexemes.tsv (form, lemma, readings);
tools/irregular.tsv holds forms that the conjugator gets wrong.

A development program: it needs libqutrub (GPL), which rasid itself never imports; the table is committed, the tool is not shipped.
Usage: python tools/make_lexemes.py     (pip install libqutrub first). Same input, same bytes out.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rasid.text import fold

ROOT = Path(__file__).parents[1]
VERBS = ROOT / "tools" / "verbs"
OUT = ROOT / "src" / "rasid" / "knowledge" / "ar" / "lexemes.tsv"
MIDDLE = {"a": "فتحة", "i": "كسرة", "u": "ضمة", "-": "فتحة"}
# tense of the conjugator -> tense and voice of the table: P/Q perfect active/passive, I/J imperfect active/passive
TENSES = {
    "الماضي المعلوم": "P",
    "الماضي المجهول": "Q",
    "المضارع المعلوم": "I",
    "المضارع المجزوم": "I",
    "المضارع المنصوب": "I",
    "المضارع المجهول": "J",
    "المضارع المجهول المجزوم": "J",
    "المضارع المجهول المنصوب": "J",
}
_HAMZA_BEFORE_WAW = re.compile("ؤ(?=[\u064b-\u0652]*و[\u064b-\u0652]*(?:ا|ن[\u064b-\u0652]*)$)")  # of the ending of the plural
# Persons that the press uses; the first person singular is left out: its forms hide too many nouns and names.
PERSONS = {"هو": "3ms", "هي": "3fs", "هما": "3md", "هما مؤ": "3fd", "هم": "3mp", "هن": "3fp", "نحن": "1p"}


def verbs() -> Iterator[tuple[str, str, bool, str]]:
    """Vocalised past, middle vowel, transitive, file:line - one a line of the verb files."""
    for path in sorted(VERBS.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [c.strip() for c in line.split("\t")]
            yield (
                cells[0],
                cells[1] if len(cells) > 1 else "-",
                (cells[2] if len(cells) > 2 else "1") == "1",
                f"{path.name}:{number}",
            )


def forms(verb: str, middle: str, transitive: bool) -> Iterator[tuple[str, str]]:
    """Folded form and reading (tense + person) of each form that news uses: third persons, and the first."""
    from libqutrub.conjugator import conjugate

    table = conjugate(
        verb,
        MIDDLE.get(middle, "فتحة"),
        alltense=True,
        past=True,
        future=True,
        passive=True,
        transitive=True,
        display_format="DICT",
    )
    for tense, row in table.items():
        code = TENSES.get(tense.strip())
        if code is None:
            continue
        for person, form in row.items():
            if person in PERSONS and form and not (code in "QJ" and PERSONS[person] == "1p"):
                for spelling in spellings(form):
                    yield fold(spelling), code + PERSONS[person]


def spellings(form: str) -> Iterator[str]:
    """The form, and where a hamza stands on waw before waw, as the press also writes it: on alif, or on nothing (they began)."""
    yield form
    for seat in "أء":
        other = _HAMZA_BEFORE_WAW.sub(seat, form)
        if other != form:
            yield other


def main() -> None:
    readings: dict[tuple[str, str], set[str]] = defaultdict(set)
    bad = 0
    for verb, middle, transitive, where in verbs():
        try:
            found = list(forms(verb, middle, transitive))
        except Exception as error:  # noqa: BLE001 # the conjugator raises anything on a form it does not know
            found, bad = [], bad + 1
            print(f"{where}: {verb}: {error}", file=sys.stderr)
        if not found:
            print(f"{where}: {verb}: no form", file=sys.stderr)
        for form, reading in found:
            readings[form, fold(verb)].add(reading)
    for line in (VERBS.parent / "irregular.tsv").read_text("utf-8").splitlines():
        form, lemma, codes = line.split("\t")
        readings[fold(form), fold(lemma)] = set(codes.split(" "))
    lines = [f"{form}\t{lemma}\t{' '.join(sorted(codes))}\n" for (form, lemma), codes in sorted(readings.items())]
    OUT.write_text("".join(lines), "utf-8")
    print(f"{len(lines)} forms of {len({lemma for _, lemma in readings})} verbs; {bad} verbs failed")


if __name__ == "__main__":
    main()
