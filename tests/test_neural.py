"""The delivered neural extractor on texts of our own: exact words, no fact that is none, no ids of private persons, steady labels."""

from __future__ import annotations

import json
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("rasid_neural", reason="rasid-neural is not installed")

from rasid.cli import scoring
from rasid.knowledge import FOLDER, Knowledge
from rasid.pipeline import chosen, extractor
from rasid.score import coded_form
from rasid.types import Claim, Report
from rasid_neural import network
from rasid_neural.both import BothExtractor
from rasid_neural.extractor import NeuralExtractor

if not (network.FOLDER / network.ENCODER).exists():
    pytest.skip("the model's files are not there", allow_module_level=True)

Reader = NeuralExtractor | BothExtractor
SAMPLES = [json.loads(line) for line in (FOLDER.parent / "samples" / "reports.jsonl").read_text("utf-8").splitlines()]
FLOORS = Path(__file__).parent / "floors.json"
SEED = Path(__file__).parents[2] / "shared" / "cases" / "seed.docs.jsonl"


@pytest.fixture(scope="module")
def model() -> network.Model:
    return network.load()


@pytest.fixture(scope="module", params=["neural", "both"])
def reader(request: pytest.FixtureRequest, model: network.Model) -> Reader:
    return NeuralExtractor(model) if request.param == "neural" else BothExtractor(model)


def report(row: dict[str, Any]) -> Report:
    text = f"{row['title']}\n{row['text']}" if row.get("title") else row["text"]
    return Report(str(row.get("id", "r")), text, outlet=row.get("outlet", ""), published=date(2022, 4, 18))


def read(reader: Reader, raw: str, knowledge: Knowledge) -> list[Claim]:
    return reader(Report("r", raw, outlet="syriatv", published=date(2022, 4, 18)), knowledge)


def quotations(claim: Claim) -> list[tuple[int, int, str]]:
    found = [(claim.trigger.start, claim.trigger.end, claim.trigger.text)]
    found += [(v.start, v.end, v.text) for role in ("actor", "target", "place", "goods") for v in claim.role(role)]  # type: ignore[arg-type]
    if claim.time is not None:
        found.append((claim.time.start, claim.time.end, claim.time.text))
    if claim.source.start is not None and claim.source.end is not None:
        found.append((claim.source.start, claim.source.end, claim.source.text))
    return found


def test_both_extractors_are_found_by_name() -> None:
    assert [extractor(name).name for name in ("neural", "both")] == ["neural", "both"]
    assert chosen("auto") == "both"


def test_every_quotation_stands_in_the_report(reader: Reader, knowledge: Knowledge) -> None:
    seen = 0
    for row in SAMPLES:
        whole = report(row)
        for claim in reader(whole, knowledge):
            for start, end, text in quotations(claim):
                assert whole.text[start:end] == text
                assert text.strip()
            seen += 1
    assert seen > len(SAMPLES)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "؟!",
        "abc def",
        "ـــــ",
        "قصف" * 400,
        "قُصِــفَتِ البلدة\u200f أمس",
        "١٢ قتيلا في قصفٍ على حلب",
        "\ufe8d\ufedf\ufed8\ufebc\ufed2 على حلب",
    ],
)
def test_odd_texts_are_read_with_exact_words(reader: Reader, knowledge: Knowledge, raw: str) -> None:
    for claim in read(reader, raw, knowledge):
        for start, end, text in quotations(claim):
            assert raw[start:end] == text


def test_marks_and_tatweel_change_no_event(reader: Reader, knowledge: Knowledge) -> None:
    plain = "قصفت قوات النظام مدينة سراقب مساء الأحد وقتل ثلاثة مدنيين"
    marked = "قَصَـفت قوات النـظام مدينةَ سراقـب مساء الأحد وقُتل ثلاثة مدنيين"
    assert [c.type for c in read(reader, plain, knowledge)] == [c.type for c in read(reader, marked, knowledge)]


def test_the_same_bytes_whenever_it_is_read(reader: Reader, knowledge: Knowledge) -> None:
    whole = report(SAMPLES[0])
    assert reader(whole, knowledge) == reader(whole, knowledge)


UNREAL = [
    "قد تقصف القوات التركية بلدة عين عيسى",
    "هدد القائد بقصف مدينة الباب",
    "طالب الأهالي بانسحاب القوات من البلدة",
    "نفت وزارة الدفاع قصف المستشفى",
    "لم تقصف الطائرات بلدة سرمين",
    "يعتزم الجيش اقتحام المخيم",
    "دعت الأمم المتحدة إلى فك الحصار عن المدينة",
    "حذر مسؤول أممي من هجوم على إدلب",
    "حالت القوات دون اقتحام المحتجين مبنى المحافظة",
    "لم تؤكد إسرائيل أو تنف قصف منشأة في أصفهان",
    "لم يؤكد الجيش مقتل القائد في خان يونس",
    "لم تنف أنقرة ولم تؤكد استهداف سيارة في دهوك",
]


@pytest.mark.parametrize("raw", UNREAL)
def test_what_did_not_happen_is_no_fact(reader: Reader, knowledge: Knowledge, raw: str) -> None:
    material = [c for c in read(reader, raw, knowledge) if not c.type.startswith("word.")]
    assert [c for c in material if c.status == "happened"] == []


PRIVATE = "قتل المواطن أحمد خالد العلي وأصيبت زوجته فاطمة محمود بقصف على قرية كفر نوران، وقال شقيقه سامر العلي إن القصف استهدف المنزل"


def test_private_persons_get_no_ids(reader: Reader, knowledge: Knowledge) -> None:
    for claim in read(reader, PRIVATE, knowledge):
        for value in (*claim.actor, *claim.target):
            assert not value.id or knowledge.actors[value.id].kind != "person"
        assert claim.source.id in ("", "syriatv")


def test_nothing_is_fetched(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert BothExtractor(network.load())(report(SAMPLES[0]), knowledge)


@pytest.mark.skipif(not SEED.exists(), reason="the reference report is not beside the repository")
def test_the_reference_report_is_read(reader: Reader, knowledge: Knowledge) -> None:
    found = reader(report(json.loads(SEED.read_text("utf-8"))), knowledge)
    assert {"fight.clash", "control.take"} & {c.type for c in found}


@pytest.mark.parametrize(
    ("raw", "type_", "actors"),
    [
        ("اتهم ناشطون قوات النظام بحرق منازل في درعا.", "harm.property", ["قوات النظام"]),
        ("اتهمت لجان الطوارئ في بيان قوات الدعم السريع بقتل ثلاثة شبان.", "harm.kill", ["قوات الدعم السريع"]),
        ("أسرت المعارضة 14 من عناصر النظام.", "harm.detain", ["المعارضة"]),
        ("استقبل الرئيس التركي مسرور بارزاني في أنقرة.", "talks.meet", ["الرئيس التركي", "مسرور بارزاني"]),
        ("قطعت الحكومة الإنترنت عن الخرطوم.", "access.block", ["الحكومة"]),
        ("زار وفد أمريكي دمشق.", "talks.meet", ["وفد أمريكي"]),
        ("تعرضت قافلة مساعدات تابعة للأمم المتحدة والهلال الأحمر السوري لقصف جوي.", "fight.airstrike", []),
    ],
)
def test_both_end_who_did_it_where_the_grammar_does(
    raw: str, type_: str, actors: list[str], model: network.Model, knowledge: Knowledge
) -> None:
    [claim] = [c for c in read(BothExtractor(model), raw, knowledge) if c.type == type_]
    assert [v.text for v in claim.role("actor")] == actors


@pytest.fixture(scope="module")
def seed(shared: Path, model: network.Model, knowledge: Knowledge) -> list[Claim]:
    """What both, the default, make of the reference report."""
    text = (shared / "cases" / "seed.txt").read_text("utf-8")
    return BothExtractor(model)(Report("seed", text, outlet="syriatv", published=date(2022, 4, 18)), knowledge)


def test_both_find_26_of_the_31_claims_of_the_reference_report(shared: Path, seed: list[Claim]) -> None:
    docs = scoring.read_docs(shared / "cases" / "seed.docs.jsonl")
    scores = scoring.compare(
        scoring.read_gold(shared / "cases" / "seed.gold.jsonl"), {"seed": list(coded_form(seed, docs["seed"]))}, FOLDER
    )
    assert scores.table["claims"].gold == 31
    assert scores.table["claims"].hit >= 26


def test_both_keep_the_fear_a_fear_and_the_denial_a_denial(seed: list[Claim]) -> None:
    feared = [c for c in seed if c.type == "control.take" and any("الحسكة" in v.text for v in c.place)]
    assert {c.status for c in feared} == {"possible"}
    denied = [c for c in seed if c.type == "control.take" and c.stance == "denies"]
    assert [(c.source.id, c.trigger.text, c.status) for c in denied] == [("asayish", "السيطرة", "negated")]
    for type_ in ("access.block", "access.siege"):
        besieged = [c for c in seed if c.type == type_ and any("الأشرفية" in v.text for v in c.place)]
        assert besieged
        assert all(len({v.id for v in c.place if v.text.endswith(("الشيخ مقصود", "الأشرفية"))}) == 2 for c in besieged)


ROUNDED = 0.01  # processors round differently: on another machine a few decisions of 380 may fall otherwise


def test_dev_reports_read_by_both_are_at_or_above_their_floors(shared: Path, model: network.Model, knowledge: Knowledge) -> None:
    gold = shared / "corpus" / "dev.gold.jsonl"
    docs = scoring.read_docs(gold.with_name("dev.docs.jsonl"))
    scores = scoring.compare(scoring.read_gold(gold), scoring.read_now(docs, "both", knowledge), FOLDER)
    assert scoring.gate(scores, FLOORS, gold, False, "both", ROUNDED)[0] == []


def test_claims_of_both_say_who_made_them(model: network.Model, knowledge: Knowledge) -> None:
    makers = {tuple(b.partition("@")[0] for b in c.by) for row in SAMPLES for c in BothExtractor(model)(report(row), knowledge)}
    assert ("rules", "neural") in makers
    assert makers <= {("rules",), ("neural",), ("rules", "neural")}
