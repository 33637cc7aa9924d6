"""Coded reports as the network is trained on them: which words are events, which are in which role, what may stand for what."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("tokenizers")
pytest.importorskip("rasid_neural", reason="rasid-neural is not installed")

TOOLS = Path(__file__).parents[1] / "tools"
SENTENCES = ["قصف بلدة", "وقصفت قوات النظام بلدة سرمين أمس، بحسب المرصد، ثم قصفت قوات النظام بلدة بنش"]
CLAIM = {
    "s": 1, "type": "fight.shelling", "trigger": "قصفت", "actor": ["قوات النظام"], "target": [], "place": ["بلدة بنش"], "time": "",
    "when": "", "source": "المرصد", "stance": "reports", "status": "happened",
}  # fmt: skip


@pytest.fixture(scope="module")
def labelled() -> Iterator[ModuleType]:
    before, known = list(sys.path), set(sys.modules)
    sys.path[:0] = [str(TOOLS / "neural"), str(TOOLS)]
    import labelled

    yield labelled
    sys.path[:] = before
    for name in set(sys.modules) - known:
        if str(TOOLS) in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]


class Whole:
    """Every word is one piece."""

    def of_word(self, word: str) -> tuple[int, ...]:
        return (len(word) + 4,)


@pytest.fixture
def sample(labelled: ModuleType, tmp_path: Path) -> tuple[list[str], object]:
    doc = {"id": "d", "outlet": "o", "published": "2022-04-18", "title": SENTENCES[0], "text": SENTENCES[1], "sentences": SENTENCES}
    (tmp_path / "docs").write_text(json.dumps(doc) + "\n", "utf-8")
    (tmp_path / "gold").write_text(json.dumps({"doc": "d", "claims": [CLAIM]}) + "\n", "utf-8")
    (report,) = sys.modules["gold"].read_gold(tmp_path / "docs", tmp_path / "gold")
    coded = labelled.coded(report)
    (found,) = labelled.samples(coded, Whole(), {"none": 0, "fight.shelling": 1})
    return [w.lstrip("\u2581") for w in coded.words], found


def test_the_event_is_the_word_nearest_to_its_roles(sample: tuple[list[str], object]) -> None:
    words, found = sample
    assert found.at.tolist() == [[k for k, w in enumerate(words) if w == "قصفت"][-1]]  # type: ignore[attr-defined]
    assert found.types.tolist().count(1) == 1  # type: ignore[attr-defined]


def test_words_of_roles_begin_and_go_on(labelled: ModuleType, sample: tuple[list[str], object]) -> None:
    words, found = sample
    tags = found.tags[0]  # type: ignore[attr-defined]
    of = {role: [words[k] for k in range(len(words)) if tags[k, n] > 0] for n, role in enumerate(labelled.SPAN_ROLES)}
    assert of == {"actor": ["قوات", "النظام"], "target": [], "place": ["بلدة", "بنش"], "time": [], "goods": [], "source": ["المرصد"]}
    at = words.index("بنش")
    assert tags[at - 1, 2] == labelled.FIRST
    assert tags[at, 2] == labelled.INSIDE
    assert tags[0, 0] == -1, "roles are asked about in the event's sentence only"
    assert tags[0, 5] == 0, "a source may stand before it"


def test_labels_stand_for_one_another_with_their_clitics(labelled: ModuleType) -> None:
    swaps = {"النظام": ("الحكومة",), "نظام": ("حكومة",)}
    chance = random.Random(1)
    words = ["\u2581والنظام", "\u2581للنظام", "نظام", "\u2581انتظام"]
    assert [labelled._swapped(w, chance, swaps) for w in words] == ["\u2581والحكومة", "\u2581للحكومة", "حكومة", "\u2581انتظام"]


def test_every_label_of_the_table_has_a_counterpart(labelled: ModuleType) -> None:
    assert all(others and word not in others for word, others in labelled.read_swaps().items())


def test_what_repeats_a_report_in_its_words_is_known(labelled: ModuleType) -> None:
    """Codings that share more than 8 % of their six-word sequences with a held-out report must not be learned from."""
    import corpus

    told = "أعلن المجلس المحلي في بلدة سرمين أن القصف المدفعي على الحي الجنوبي أسفر عن إصابة ثلاثة مدنيين بينهم طفل"
    elsewhere = corpus.Elsewhere([told])
    assert elsewhere.has(f"{told} وأضاف المجلس أن فرق الدفاع المدني نقلت المصابين إلى مشفى قريب من البلدة")
    assert not elsewhere.has("أعلن المجلس المحلي في بلدة بنش أن الطريق إلى المدينة فتح من جديد أمام المدنيين والشاحنات صباح اليوم")
    assert not elsewhere.has("ثلاثة مدنيين")


def test_an_epoch_is_the_same_whoever_prepares_it(labelled: ModuleType, tmp_path: Path) -> None:
    """Each chunk has a chance of its own: as many processes as there are, the same batches; another epoch has another order."""
    pytest.importorskip("torch", reason="only training needs it")
    import feed

    reports = [labelled.uncoded(f"r{n}", f"سقطت قذيفة {n} في الحي. وصل {n} من الجرحى إلى المستشفى") for n in range(9)]
    preparer = feed.Preparer(reports, Whole(), {"none": 0}, labelled.read_swaps(), 64)
    alone, beside = ([[b.pieces.tolist() for b in epoch] for epoch in feed.epochs(preparer, 2, 1, workers)] for workers in (0, 2))
    assert alone == beside
    assert alone[0] != alone[1]
    assert len(alone[0]) <= preparer.count() + 1


def test_the_mean_of_weights_follows_them_slowly(labelled: ModuleType) -> None:
    torch = pytest.importorskip("torch", reason="only training needs it")
    import fit

    linear = torch.nn.Linear(1, 1, bias=False)
    linear.weight.data[:] = 0.0
    mean = fit.Mean(linear, 0.9)
    linear.weight.data[:] = 1.0
    values = []
    for _ in range(40):
        mean.add()
        values.append(mean.network.weight.item())
    assert values == sorted(values)
    assert values[0] < 0.9 < values[-1] < 1.0
    assert fit.Mean(linear, 0.0).network is linear
