"""Coded reports with the knowledge to read each by in, the table of figures out."""

from __future__ import annotations

from collections.abc import Sequence

from gold import GoldReport
from rasid import knowledge as knowledge_
from rasid.knowledge import Knowledge
from rasid.pipeline import analyse
from rasid.score import Scores, coded_form, comparer, score
from rasid.types import Report


def scores_of(pairs: Sequence[tuple[GoldReport, Knowledge]]) -> Scores:
    """Read each report with its knowledge and compare with gold."""
    gold, system = {}, {}
    for report, knowledge in pairs:
        claims = analyse(Report(report.id, report.text, outlet=report.outlet, published=report.published), knowledge)
        gold[report.id] = [c.data for c in report.claims]
        system[report.id] = coded_form(claims, {"id": report.id, "text": report.text, "sentences": list(report.sentences)})
    return score(gold, system, comparer(knowledge_.FOLDER / "ar"))


def score_reports(pairs: Sequence[tuple[GoldReport, Knowledge]]) -> str:
    """The figures as one line."""
    scores = scores_of(pairs)
    claims = scores.table["claims"]
    figures = " ".join(f"{name} {value:.3f}" for name, value in scores.figures().items())
    return f"P {claims.precision:.3f} R {claims.recall:.3f} | {figures}"
