"""Files of coded and system claims in; scores, tables, error lists and floors out: the file side of `rasid.score`."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rasid.errors import ConfigError, ExtractorError, InputError
from rasid.knowledge import Knowledge
from rasid.pipeline import extractor as extractor_of
from rasid.records import claim_from_json
from rasid.score import CodedClaim, Counts, Scores, coded_form, comparer
from rasid.score import score as compare_claims
from rasid.types import Claim, Report

Coded = dict[str, list[CodedClaim]]
_ACCURACIES = ("source", "stance", "status")
# A figure may lie this much below its floor: another platform's floating point flips no more than that.
EPSILON = 0.0005


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    for n, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"{path}:{n}", f"broken JSON: {error.msg}") from error


def docs_beside(gold: Path) -> Path | None:
    """X.docs.jsonl beside X.gold.jsonl."""
    path = gold.with_name(gold.name.replace(".gold.", ".docs."))
    return path if path != gold and path.exists() else None


def read_gold(path: Path) -> Coded:
    """The coders' claims by report."""
    found = {}
    for row in rows(path):
        if "doc" not in row or "claims" not in row:
            raise ConfigError(f'{path}: expected {{"doc": ..., "claims": [...]}} on each line')
        found[str(row["doc"])] = list(row["claims"])
    return found


def read_docs(path: Path) -> dict[str, dict[str, Any]]:
    """The reports by id."""
    return {str(row["id"]): row for row in rows(path)}


def read_system(path: Path, docs: Mapping[str, Mapping[str, Any]]) -> Coded:
    """System claims, in rasid's own JSON or in the coders' form."""
    found = list(rows(path))
    if not found or "doc" in found[0]:
        return {str(row["doc"]): list(row["claims"]) for row in found}
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for row in found:
        claim = claim_from_json(row)
        by_report[claim.report].append(claim)
    missing = sorted(by_report.keys() - docs.keys())
    if missing:
        raise ConfigError(f"{path}: claims of reports that --docs lacks: {', '.join(missing[:5])}")
    return {doc: list(coded_form(claims, docs[doc])) for doc, claims in by_report.items()}


def read_now(docs: Mapping[str, Mapping[str, Any]], name: str, knowledge: Knowledge) -> Coded:
    """Read the reports; one that the extractor fails on has no claims."""
    reader = extractor_of(name)
    found: Coded = {}
    for id_, doc in docs.items():
        text = (doc["title"] + "\n" if doc.get("title") else "") + doc["text"]
        day = date.fromisoformat(str(doc["published"])[:10]) if doc.get("published") else None
        report = Report(id_, text, title=doc.get("title", ""), outlet=doc.get("outlet", ""), published=day)
        try:
            found[id_] = list(coded_form(reader(report, knowledge), doc))
        except ExtractorError:
            found[id_] = []
    return found


def compare(gold: Coded, system: Coded, knowledge: Path) -> Scores:
    """The figures."""
    return compare_claims(gold, system, comparer(knowledge / "ar"))


def _row(counts: Counts) -> dict[str, float]:
    return {"p": counts.precision, "r": counts.recall, "f1": counts.f1, "n": counts.gold}


def as_json(scores: Scores) -> dict[str, Any]:
    """The figures in the shape that the corpus's scorer prints with --json."""
    found: dict[str, Any] = {name: _row(counts) for name, counts in scores.table.items()}
    paired = scores.table["claims"].hit
    found |= {name: {"accuracy": scores.accuracy(name), "n": paired} for name in _ACCURACIES}
    found["types"] = {name: _row(counts) for name, counts in sorted(scores.types.items())}
    return found


def table(scores: Scores, types: bool) -> Iterator[str]:
    """The figures as lines of text."""
    found = as_json(scores)
    by_type = found.pop("types")
    for name, r in found.items():
        if "accuracy" in r:
            yield f"{name:10} accuracy {r['accuracy']:.3f} on {r['n']} paired claims"
        else:
            yield f"{name:10} P {r['p']:.3f}  R {r['r']:.3f}  F1 {r['f1']:.3f}  gold {r['n']}"
    if types:
        for name, r in by_type.items():
            yield f"  {name:17} P {r['p']:.2f}  R {r['r']:.2f}  F1 {r['f1']:.2f}  gold {r['n']}"


# --- errors ----------------------------------------------------------------------------------------------------------


def error_lines(scores: Scores, cause: str, docs: Mapping[str, Mapping[str, Any]], gold: Coded, system: Coded) -> Iterator[str]:
    """Each error with its report and sentence, then the count of each cause."""
    home = {id(claim): doc for coded in (gold, system) for doc, claims in coded.items() for claim in claims}
    counts: dict[str, int] = defaultdict(int)
    for name, claim, other in scores.errors:
        counts[name] += 1
        if cause in ("all", name):
            doc = home[id(claim)]
            sentence = docs[doc]["sentences"][claim["s"]] if doc in docs else ""
            yield f"{name:9} {doc}:{claim['s']} {claim['type']}  {_brief(name, claim)}"
            if other is not None:
                yield f"{'':9} found instead: {_brief(name, other)}"
            yield f"{'':9} {sentence}"
    if cause != "all" and cause not in counts:
        raise ConfigError(f"no error has the cause {cause!r}; there are: {', '.join(sorted(counts)) or 'none'}")
    yield ", ".join(f"{n} {name}" for name, n in sorted(counts.items(), key=lambda item: -item[1]))


def _brief(cause: str, claim: CodedClaim) -> str:
    value = claim.get(cause, "")
    part = ", ".join(value) if isinstance(value, list) else value
    return f"{claim['trigger']} | {part or '-'}" if cause in claim or value else str(claim["trigger"])


# --- floors ----------------------------------------------------------------------------------------------------------


def figures(scores: Scores) -> dict[str, float]:
    """Every figure that has a floor, by name: the overall ones, and the F1 of each type that coders used ten times or more."""
    found = scores.figures()
    found |= {f"type {name}": c.f1 for name, c in scores.types.items() if c.gold >= 10}
    return {name: round(value, 4) for name, value in sorted(found.items())}


def corpus_hash(gold: Path) -> str:
    """The hash that pins which gold the floors are about."""
    return hashlib.sha256(gold.read_bytes()).hexdigest()


def gate(
    scores: Scores, floors: Path, gold: Path, update: bool, reader: str = "rules", slack: float = EPSILON
) -> tuple[list[str], list[str]]:
    """(figures below their floor, floors raised). With `update` the file is written; a floor is never lowered.

    Each reader has floors of its own. `slack` is how far below a floor a figure may lie.

    Raises:
        ConfigError: the floors are about another gold.
    """
    content: dict[str, Any] = json.loads(floors.read_text("utf-8")) if floors.exists() else {}
    about = gold.name if reader == "rules" else f"{gold.name} {reader}"
    entry = content.setdefault(about, {"sha256": corpus_hash(gold), "floors": {}})
    if entry["sha256"] != corpus_hash(gold):
        raise ConfigError(f"{floors}: the floors of {about} are about another file; delete the entry to set them anew")
    old, now = entry["floors"], figures(scores)
    below = [f"{name} {now.get(name, 0.0):.4f} is below its floor {f:.4f}" for name, f in old.items() if now.get(name, 0.0) < f - slack]
    raised = [f"{name} {old.get(name, 0.0):.4f} -> {value:.4f}" for name, value in now.items() if value > old.get(name, -1.0)]
    if not update:
        return below, []
    entry["floors"] = {name: max(value, old.get(name, 0.0)) for name, value in {**old, **now}.items()}
    floors.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")
    return below, raised
