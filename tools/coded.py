"""Codings of uncoded reports of the corpus in, gold reports out; the codings hold offsets and types, no word of a report.

The 491 coded reports of the train set are few for 47 types. We coded more of the corpus's uncoded reports by its GUIDE.md, some of
the coders' own among them without knowing which, to measure agreement (docs/quality.md). Text and title come from CORPUS/raw.

Usage:
    python tools/coded.py pack CORPUS FOLDER      FOLDER/*.coded.jsonl (the guide's format) -> tools/coded/reports.jsonl.gz
    python tools/coded.py unpack CORPUS OUT       train.docs.jsonl and train.gold.jsonl, the coders' and ours, in the guide's format
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from gold import GoldClaim, GoldReport
from rasid.text import Text

CODED = Path(__file__).parent / "coded" / "reports.jsonl.gz"
LISTS = ("actor", "target", "place", "goods")
KEPT = ("type", "when", "stance", "status", "killed", "injured")


def read_coded(corpus: Path, coded: Path = CODED) -> Iterator[GoldReport]:
    """Our codings with their reports, in the order of the file."""
    with gzip.open(coded, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    docs = _docs(corpus, {row["doc"] for row in rows})
    for row in rows:
        doc = docs[row["doc"]]
        text = _text(doc, row.get("until"))
        claims = tuple(GoldClaim(*c["at"], _words(c, text)) for c in row["claims"])
        yield GoldReport(doc["id"], doc["outlet"], date.fromisoformat(doc["published"][:10]), text, (), claims)


def _docs(corpus: Path, wanted: set[str]) -> dict[str, dict[str, Any]]:
    found = {}
    with gzip.open(corpus / "raw" / "conflict.docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for doc in map(json.loads, lines):
            if doc["id"] in wanted:
                found[doc["id"]] = doc
    return found


def _text(doc: Mapping[str, Any], until: int | None = None) -> str:
    """Title and text; of a long report only what the coders read."""
    whole = f"{doc['title']}\n{doc['text']}" if doc.get("title") else str(doc["text"])
    return whole[:until]


def _words(claim: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A claim's offsets as the words that stand there."""
    data: dict[str, Any] = {k: claim.get(k, "") for k in KEPT if k in claim or k == "when"}
    data["trigger"] = text[slice(*claim["trigger"])]
    data["time"] = text[slice(*claim["time"])] if "time" in claim else ""
    data["source"] = text[slice(*claim["source"])] if "source" in claim else "outlet"
    data.update({role: [text[slice(*span)] for span in claim.get(role, ())] for role in LISTS})
    return data


def pack(corpus: Path, folder: Path, out: Path) -> tuple[int, int]:
    """Write the codings of a folder as offsets; what is coded twice or belongs to the train set is left out. Gives reports, claims.

    FOLDER/docs*.jsonl hold the reports as the coders had them: of long ones the beginning.
    """
    coded: dict[str, list[dict[str, Any]]] = {}
    read = {
        doc["id"]: _text(doc)
        for path in sorted(folder.glob("docs*.jsonl"))
        for doc in map(json.loads, filter(str.strip, path.read_text("utf-8").split("\n")))
    }
    for path in sorted(folder.glob("*.coded.jsonl")):
        for row in map(json.loads, filter(str.strip, path.read_text("utf-8").split("\n"))):
            coded.setdefault(row["doc"], row["claims"])
    docs = _docs(corpus, set(coded))
    rows = []
    for id_ in sorted(docs):
        text = read.get(id_, _text(docs[id_]))
        until = {"until": len(text)} if len(text) < len(_text(docs[id_])) else {}
        rows.append({"doc": id_, **until, "claims": list(_offsets(text, coded[id_]))})
    print(f"{sum(map(len, coded.values())) - sum(len(r['claims']) for r in rows)} claims left out: train reports, words not there")
    out.parent.mkdir(exist_ok=True)
    body = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
    out.write_bytes(gzip.compress(body.encode(), mtime=0))
    return len(rows), sum(len(row["claims"]) for row in rows)


def _offsets(raw: str, claims: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    text = Text(raw)
    tokens = text.tokens
    spans = [(tokens[s.first].start, tokens[s.last - 1].end) for s in text.sentences]
    for claim in claims:
        start, end = spans[claim["s"]]
        quoted = [claim["trigger"], claim.get("time", ""), *(words for role in LISTS for words in claim.get(role, ()))]
        source = "" if claim.get("source", "outlet") == "outlet" else claim["source"]
        there = spans[claim.get("source_s", claim["s"])]
        if any(text.raw.find(words, start, end) < 0 for words in quoted) or text.raw.find(source, *there) < 0:
            continue

        def at(words: str, a: int = start, b: int = end) -> list[int]:
            found = text.raw.index(words, a, b)
            return [found, found + len(words)]

        row: dict[str, Any] = {"at": [start, end], **{k: claim[k] for k in KEPT if claim.get(k) not in (None, "")}}
        row["trigger"] = at(claim["trigger"])
        row.update({role: [at(words) for words in claim[role]] for role in LISTS if claim.get(role)})
        if claim.get("time"):
            row["time"] = at(claim["time"])
        if source:
            row["source"] = at(source, *there)
        yield row


def unpack(corpus: Path, out: Path) -> None:
    """The train set and our codings as one set in the guide's format, for programs that read no other."""
    out.mkdir(exist_ok=True)
    docs = (corpus / "train.docs.jsonl").read_text("utf-8")
    gold = (corpus / "train.gold.jsonl").read_text("utf-8")
    raw = _docs(corpus, {r.id for r in read_coded(corpus)})
    for report in read_coded(corpus):
        text = Text(report.text)
        spans = [(text.tokens[s.first].start, text.tokens[s.last - 1].end) for s in text.sentences]
        number = {span: n for n, span in enumerate(spans)}
        claims = [{"s": number[c.start, c.end], **c.data} for c in report.claims]
        title = raw[report.id].get("title")
        body = report.text[len(title) + 1 :] if title else report.text
        doc = {**raw[report.id], "text": body, "sentences": [report.text[a:b] for a, b in spans]}
        docs += json.dumps(doc, ensure_ascii=False) + "\n"
        gold += json.dumps({"doc": report.id, "claims": claims}, ensure_ascii=False) + "\n"
    (out / "train.docs.jsonl").write_text(docs, "utf-8")
    (out / "train.gold.jsonl").write_text(gold, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pack", "unpack"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.what == "pack":
        reports, claims = pack(args.corpus, args.folder, CODED)
        print(f"{reports} reports, {claims} claims -> {CODED}")
    else:
        unpack(args.corpus, args.folder)


if __name__ == "__main__":
    main()
