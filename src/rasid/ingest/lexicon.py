"""A decoded text in, the share of its words that Arabic news uses everywhere out: the check against a wrong encoding."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from rasid.text import fold

WORD = re.compile(r"[^\W\d_]+")
ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
ARTICLE = "\u0627\u0644"  # alef lam: what every third word of Arabic news begins with, and next to none of a wrong decoding
SAMPLE = 5_000  # code points: enough words for a verdict, and a long text costs no more than a short one
THRESHOLD = 0.2  # 4,800 news reports have 0.296 at the least, the same reports wrongly decoded 0.134 at the most
FEW, SOME, SOME_THRESHOLD = 15, 40, 0.1  # a list of place names is right Arabic too: few words prove little


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The folded frequent words."""
    lines = (files("rasid") / "knowledge" / "ar" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def known_share(text: str) -> tuple[float, int]:
    """Share of known words among all words of the text's head, and how many words those are."""
    words = WORD.findall(fold(text[:SAMPLE]))
    if not words:
        return 0.0, 0
    known = common_words()
    return sum(word in known or word.startswith(ARTICLE) for word in words) / len(words), len(words)


def fault(text: str) -> str:
    """Why this is no Arabic text that can be read, or "" where it is one."""
    if not ARABIC.search(text):
        return "no Arabic letters in the text" if WORD.search(text) else "no words in the text"
    share, words = known_share(text)
    need = 0.0 if words < FEW else SOME_THRESHOLD if words < SOME else THRESHOLD
    if share < need:
        return f"only {share:.0%} of {words} words are common in Arabic news: wrong encoding, or another language"
    return ""
