"""The reference report's coded claims as records, and the small world that they live in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import yaml

from gold_claims import gold_claims
from rasid.types import Claim
from rasid.world import Membership, PlainWorld

SHARED = Path(__file__).parents[2] / "shared"
CASES = SHARED / "cases"
CODEBOOK = SHARED / "design" / "codebook.yaml"

IDS = {
    "قوات الأمن الداخلي": "asayish",
    "عناصر الأسايش": "asayish",
    "الأسايش": "asayish",
    "قوات الأسايش": "asayish",
    'قوات "الأسايش"': "asayish",
    "النظام": "sy.gov",
    "نظام الأسد": "sy.gov",
    "عناصر النظام": "sy.gov",
    "قسد": "sdf",
    "قوات سوريا الديمقراطية": "sdf",
    "الفرقة الرابعة": "sy.army.4th-division",
    "الإدارة الذاتية": "sy.daanes",
    'ميليشيا "الدفاع الوطني"': "sy.ndf",
    "القوات الروسية": "ru.forces",
    "روسيا": "ru",
    "روسية": "ru",
    "الروسي": "ru",
    "آلدار خليل": "person.aldar-khalil",
    "المربع الأمني": "sy.qamishli.security-square",
    "مدينة القامشلي": "sy.qamishli",
    "القامشلي": "sy.qamishli",
    "شارع المركز الثقافي": "sy.qamishli.cultural-centre-street",
    "القسم الشمالي لشارع القوتلي": "sy.qamishli.quwatli-street",
    "حيي الشيخ مقصود والأشرفية": ("sy.aleppo-city.sheikh-maqsoud", "sy.aleppo-city.ashrafiyah"),
    "لحيي الشيخ مقصود والأشرفية": ("sy.aleppo-city.sheikh-maqsoud", "sy.aleppo-city.ashrafiyah"),
    "مدينة حلب": "sy.aleppo-city",
    "مطار القامشلي": "sy.qamishli-airport",
    "مدينة الحسكة": "sy.hasakah-city",
    "لحي طي": "sy.qamishli.tayy",
}
AROUND = dict.fromkeys(("الطريق", "الشارع", "الطرق المغلقة", "كامل الشارع", "مراكز خدمية"), "sy.qamishli")
PARENTS = {
    "sy.qamishli.security-square": "sy.qamishli",
    "sy.qamishli.cultural-centre-street": "sy.qamishli",
    "sy.qamishli.quwatli-street": "sy.qamishli",
    "sy.qamishli.tayy": "sy.qamishli",
    "sy.qamishli": "sy.hasakah",
    "sy.qamishli-airport": "sy.hasakah",
    "sy.hasakah-city": "sy.hasakah",
    "sy.hasakah": "sy",
    "sy.aleppo-city.sheikh-maqsoud": "sy.aleppo-city",
    "sy.aleppo-city.ashrafiyah": "sy.aleppo-city",
    "sy.aleppo-city": "sy.aleppo",
    "sy.aleppo": "sy",
}
KINDS = {
    "sy.qamishli": "city",
    "sy.hasakah-city": "city",
    "sy.aleppo-city": "city",
    "sy.hasakah": "governorate",
    "sy.aleppo": "governorate",
    "sy": "country",
    "sy.qamishli-airport": "airport",
}
MEMBERS = {
    "asayish": (Membership("sdf"),),
    "sdf": (Membership("sy.daanes", date(2018, 9, 1)),),
    "sy.army.4th-division": (Membership("sy.gov", None, date(2024, 12, 8)),),
    "sy.ndf": (Membership("sy.gov", None, date(2024, 12, 8)),),
    "ru.forces": (Membership("ru"),),
    "person.aldar-khalil": (Membership("pyd"),),
    "pyd": (Membership("sy.daanes"),),
}


def effects() -> dict[str, dict[str, str]]:
    return {e["id"]: e["effect"] for e in yaml.safe_load(CODEBOOK.read_text("utf-8"))}


def world() -> PlainWorld:
    return PlainWorld(effects(), PARENTS, KINDS, MEMBERS, {"person.aldar-khalil": "person", "ru": "state"})


def claims() -> list[Claim]:
    """The coder's claims; of the taking inside the security square `new areas` says that it is a part."""
    report = json.loads((CASES / "seed.docs.jsonl").read_text("utf-8"))
    coded = json.loads((CASES / "seed.gold.jsonl").read_text("utf-8"))["claims"]
    paths = {p: world().path(p) for p in PARENTS}
    return gold_claims("seed", "syriatv", "2022-04-18", report["sentences"], coded, IDS, paths, part=(0, 28), around=AROUND)
