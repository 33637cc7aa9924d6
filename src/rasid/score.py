"""Gold claims and system claims in the coders' form in, precision and recall by type and role out: the corpus scorer's figures.

Two claims can pair when they stand in one sentence and bear one type (family: the part before the dot); among the possible pairings
the one with the most agreeing parts wins, greedily. Two phrases agree when, after folding, one holds the other or they share half
of their words. `record`: type, actor, target, place, source, stance and status all agree.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasid.errors import InputError
from rasid.knowledge.files import Faults, read_yaml
from rasid.types import Claim

CodedClaim = Mapping[str, Any]
_ROLES = ("actor", "target", "place")
_MEASURED = ("actor", "target", "place", "goods", "when", "killed", "injured")
# The scorer's own folding: coarser than the reader's, and fixed, so that figures stay comparable.
_FOLD = str.maketrans(
    {"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647",
     "\u0624": "\u0648", "\u0626": "\u064a", "\u0640": None}
)  # fmt: skip


@dataclass(frozen=True)
class Comparer:
    """Compares phrases; `prefixes` are the clitics that do not count."""

    prefixes: tuple[str, ...]
    least: int
    _folded: dict[str, list[str]] = field(default_factory=dict)

    def fold(self, text: str) -> list[str]:
        """The words of a phrase, folded and without clitics."""
        found = self._folded.get(text)
        if found is None:
            bare = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
            found = self._folded[text] = [self._stem(w) for w in re.findall(r"\w+", bare.translate(_FOLD).lower())]
        return found

    def _stem(self, word: str) -> str:
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= self.least:
                return word[len(prefix) :]
        return word

    def agree(self, a: str, b: str) -> bool:
        """One holds the other, or they share half of their words."""
        x, y = self.fold(a), self.fold(b)
        if not x or not y:
            return False
        joined_x, joined_y = " ".join(x), " ".join(y)
        if joined_x in joined_y or joined_y in joined_x:
            return True
        return 2 * sum((Counter(x) & Counter(y)).values()) >= max(len(x), len(y))

    def pairs(self, gold: Iterable[str], system: Iterable[str]) -> int:
        """How many gold phrases find a partner, one to one."""
        left, hits = list(system), 0
        for g in gold:
            partner = next((s for s in left if self.agree(g, s)), None)
            if partner is not None:
                left.remove(partner)
                hits += 1
        return hits

    def source(self, g: CodedClaim, s: CodedClaim) -> bool:
        """The same source."""
        a, b = g.get("source", "outlet"), s.get("source", "outlet")
        return bool(a == b) if "outlet" in (a, b) else self.agree(a, b)

    def closeness(self, g: CodedClaim, s: CodedClaim) -> float:
        """How well two claims fit each other."""
        total = 2.0 * bool(g["trigger"] == s["trigger"]) + self.agree(g["trigger"], s["trigger"])
        total += sum(self.pairs(g.get(r, []), s.get(r, [])) for r in _ROLES)
        return total + self.source(g, s) + bool(g["stance"] == s["stance"]) + bool(g["status"] == s["status"])


def comparer(language: Path) -> Comparer:
    """The comparer of a language folder."""
    content = read_yaml(language / "scoring.yaml", Faults())
    return Comparer(tuple(content["prefixes"]), int(content["least"]))


@dataclass
class Counts:
    """Hits, system items and gold items; precision, recall and F1 of them."""

    hit: int = 0
    system: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.hit / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.system + self.gold
        return 2 * self.hit / total if total else 0.0


@dataclass
class Scores:
    """The figures of a comparison: claims, family, record and each role as counts; source, stance, status as hits on paired claims."""

    table: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    paired: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    types: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    errors: list[tuple[str, CodedClaim, CodedClaim | None]] = field(default_factory=list)

    def accuracy(self, name: str) -> float:
        """Share of paired claims whose source, stance or status agrees."""
        return self.paired[name] / (self.table["claims"].hit or 1)

    def figures(self) -> dict[str, float]:
        """One figure a name: F1, or accuracy on paired claims."""
        found = {name: self.table[name].f1 for name in ("claims", "family", "record", *_MEASURED)}
        found.update({name: self.accuracy(name) for name in ("source", "stance", "status")})
        return found


def match(gold: Sequence[CodedClaim], system: Sequence[CodedClaim], compare: Comparer, family: bool) -> list[tuple[int, int]]:
    """Pairs of (gold, system) numbers, the best fitting first."""

    def key(type_: str) -> str:
        return type_.split(".")[0] if family else type_

    options = sorted(
        (
            (compare.closeness(g, s) + (g["type"] == s["type"]), i, j)
            for i, g in enumerate(gold)
            for j, s in enumerate(system)
            if g["s"] == s["s"] and key(g["type"]) == key(s["type"])
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_system: set[int] = set()
    out = []
    for _, i, j in options:
        if i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            out.append((i, j))
    return out


def score(gold: Mapping[str, Sequence[CodedClaim]], system: Mapping[str, Sequence[CodedClaim]], compare: Comparer) -> Scores:
    """Compare report by report. `errors` holds (cause, claim, partner): missed, invented, or the part that differs."""
    scores = Scores()
    for doc, wanted in gold.items():
        _score_report(wanted, system.get(doc, ()), compare, scores)
    return scores


def _score_report(wanted: Sequence[CodedClaim], got: Sequence[CodedClaim], compare: Comparer, scores: Scores) -> None:
    pairs = match(wanted, got, compare, family=False)
    for name, hits in (("claims", len(pairs)), ("family", len(match(wanted, got, compare, family=True)))):
        counts = scores.table[name]
        counts.hit, counts.system, counts.gold = counts.hit + hits, counts.system + len(got), counts.gold + len(wanted)
    record = scores.table["record"]
    record.system, record.gold = record.system + len(got), record.gold + len(wanted)
    for c in wanted:
        scores.types[c["type"]].gold += 1
    for c in got:
        scores.types[c["type"]].system += 1
    scores.errors += [("missed", wanted[i], None) for i in range(len(wanted)) if i not in {i for i, _ in pairs}]
    scores.errors += [("invented", got[j], None) for j in range(len(got)) if j not in {j for _, j in pairs}]
    for i, j in pairs:
        scores.types[wanted[i]["type"]].hit += 1
        record.hit += _score_pair(wanted[i], got[j], compare, scores)


def _score_pair(g: CodedClaim, s: CodedClaim, compare: Comparer, scores: Scores) -> bool:
    whole = True
    for role in (*_ROLES, "goods"):
        a, b = g.get(role, []), s.get(role, [])
        counts, hit = scores.table[role], compare.pairs(a, b)
        counts.hit, counts.system, counts.gold = counts.hit + hit, counts.system + len(b), counts.gold + len(a)
        right = hit == len(a) == len(b)
        whole &= role == "goods" or right
        if not right:
            scores.errors.append((role, g, s))
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("source", lambda: compare.source(g, s)),
        ("stance", lambda: g["stance"] == s["stance"]),
        ("status", lambda: g["status"] == s["status"]),
    )
    for name, check in checks:
        right = check()
        scores.paired[name] += right
        whole &= right
        if not right:
            scores.errors.append((name, g, s))
    when = scores.table["when"]
    when.gold, when.system = when.gold + bool(g.get("when")), when.system + bool(s.get("when"))
    when.hit += bool(g.get("when")) and g["when"] == s.get("when", "")
    if g.get("when", "") != s.get("when", ""):
        scores.errors.append(("when", g, s))
    for name in ("killed", "injured"):
        counts = scores.table[name]
        counts.gold, counts.system = counts.gold + (name in g), counts.system + (name in s)
        counts.hit += name in g and g[name] == s.get(name)
    return whole


def coded_form(claims: Iterable[Claim], doc: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims of one report in the coders' form. A role keeps the words of the trigger's own sentence only, as coders do."""
    whole, at, starts = (doc["title"] + "\n" if doc.get("title") else "") + doc["text"], 0, []
    for sentence in doc["sentences"]:
        at = whole.index(sentence, at)
        starts.append(at)
        at += len(sentence)

    def number(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    found = []
    for c in claims:
        if whole[c.trigger.start : c.trigger.end] != c.trigger.text:
            raise InputError(str(doc["id"]), f"text[{c.trigger.start}:{c.trigger.end}] is not {c.trigger.text!r}")
        s = number(c.trigger.start)
        row: dict[str, Any] = {"s": s, "type": c.type, "trigger": c.trigger.text, "stance": c.stance, "status": c.status}
        for role in ("actor", "target", "place", "goods"):
            row[role] = [v.text for v in getattr(c, role) if number(v.start) == s]
        row["when"] = c.when.edtf if c.when is not None else ""
        row["source"] = "outlet" if c.source.kind == "outlet" else c.source.text
        row.update({k: getattr(c, k) for k in ("killed", "injured") if getattr(c, k) is not None})
        found.append(row)
    return found
