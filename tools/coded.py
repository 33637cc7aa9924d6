"""Our codings in, gold reports out: those of uncoded reports of the corpus hold offsets and types, no word of a report.

The 491 coded reports of the train set are few for 47 types. We coded more of the corpus's uncoded reports by its GUIDE.md, some of
the coders' own among them without knowing which, to measure agreement (docs/quality.md). Text and title come from CORPUS/raw.
Besides we wrote reports and coded them (written.jsonl.gz): news for what the corpus seldom tells, with invented persons, words and
details; some of the settings are real. Nothing in them is a source for what happened. 64 of them (unseen.jsonl.gz), from other
countries and years than the corpus's, teach neither rules nor network: they measure, and how the two are weighed is fitted on them
beside held-out reports. 48 more (blind.jsonl.gz) only measure: nobody who works on rasid reads what it makes of them, one by one.

Usage:
    python tools/coded.py pack CORPUS FOLDER      FOLDER/*.coded.jsonl (the guide's format) -> tools/coded/reports.jsonl.gz
    python tools/coded.py write FOLDER [OUT]      FOLDER/*.jsonl (id, outlet, published, sentences, claims) -> written.jsonl.gz, or OUT
    python tools/coded.py unseen OUT              unseen.docs.jsonl and unseen.gold.jsonl, for `rasid score OUT/unseen.gold.jsonl`
    python tools/coded.py blind OUT               likewise blind.docs.jsonl and blind.gold.jsonl
    python tools/coded.py unpack CORPUS OUT       train.docs.jsonl and train.gold.jsonl, the coders' and ours, in the guide's format
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from gold import GoldClaim, GoldReport
from rasid.text import Text

CODED = Path(__file__).parent / "coded" / "reports.jsonl.gz"
WRITTEN = Path(__file__).parent / "coded" / "written.jsonl.gz"
UNSEEN = Path(__file__).parent / "coded" / "unseen.jsonl.gz"
BLIND = Path(__file__).parent / "coded" / "blind.jsonl.gz"
_LATER = "v:"  # how the ids begin of reports that were written later
LISTS = ("actor", "target", "place", "goods")
KEPT = ("type", "when", "stance", "status", "killed", "injured")
_FULL = {"when": "", "time": "", "source": "outlet", "stance": "reports", "status": "happened", **{role: [] for role in LISTS}}


def read_coded(corpus: Path, coded: Path = CODED) -> Iterator[GoldReport]:
    """Our codings with their reports, in the order of the file."""
    with gzip.open(coded, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    docs = _docs(corpus, {row["doc"] for row in rows})
    for row in rows:
        doc = docs[row["doc"]]
        text = _text(doc)[row.get("from", 0) : row.get("until")]
        claims = tuple(GoldClaim(*c["at"], _words(c, text)) for c in row["claims"])
        yield GoldReport(_id(row), doc["outlet"], date.fromisoformat(doc["published"][:10]), text, (), claims)


def read_written(written: Path = WRITTEN) -> Iterator[GoldReport]:
    """The reports that we wrote, in the order of the file: the title, then the sentences in one paragraph."""
    with gzip.open(written, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title, *rest = row["sentences"]
            text = "\n".join((title, " ".join(rest)))
            starts = [0]
            for sentence in row["sentences"]:
                starts.append(starts[-1] + len(sentence) + 1)
            ends = [start - 1 for start in starts[1:]]
            claims = tuple(GoldClaim(starts[c["s"]], ends[c["s"]], {**_FULL, **c}) for c in row["claims"])
            yield GoldReport(row["id"], row["outlet"], date.fromisoformat(row["published"]), text, (), claims)


def read_unseen(path: Path = UNSEEN) -> Iterator[GoldReport]:
    """Those of them that nothing was trained on, with their sentences, so that they can be scored."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sentences = {row["id"]: tuple(row["sentences"]) for row in map(json.loads, lines)}
    yield from (replace(r, sentences=sentences[r.id]) for r in read_written(path))


def write_unseen(out: Path, path: Path = UNSEEN) -> None:
    """The same as files that can be scored, by the name of theirs."""
    reports = list(read_unseen(path))
    name_ = path.name.split(".")[0]
    docs = ({**_doc(r), "sentences": r.sentences} for r in reports)
    gold = ({"doc": r.id, "claims": [c.data for c in r.claims]} for r in reports)
    for name, rows in (("docs", docs), ("gold", gold)):
        (out / f"{name_}.{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def _doc(report: GoldReport) -> dict[str, Any]:
    title, _, text = report.text.partition("\n")
    published = report.published.isoformat() if report.published is not None else ""
    return {"id": report.id, "outlet": report.outlet, "published": published, "title": title, "text": text}


def for_rules(corpus: Path) -> list[GoldReport]:
    """What the weights of the rules are trained on beside the corpus's own reports: our codings, and what we wrote first.

    With what was written later too, the rules read held-out reports a little worse (claims F1 -0.006): that teaches the network alone.
    """
    return [*read_coded(corpus), *(r for r in read_written() if not r.id.startswith(_LATER))]


def write(folder: Path, out: Path = WRITTEN) -> tuple[int, int]:
    """Pack what was written into one file; a claim whose words are not in its sentence is left out. Gives reports, claims."""
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in _lines(path)]
    for row in rows:
        row["claims"] = [_short(c) for c in row["claims"] if _there(row["sentences"], c)]
    body = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    out.write_bytes(gzip.compress(body.encode(), mtime=0))
    return len(rows), sum(len(row["claims"]) for row in rows)


def _there(sentences: Sequence[str], claim: Mapping[str, Any]) -> bool:
    words = [claim["trigger"], claim.get("time", ""), *(w for role in LISTS for w in claim.get(role, ()))]
    source = claim.get("source") or "outlet"
    said = source == "outlet" or source in sentences[claim.get("source_s", claim["s"])]
    return said and all(w in sentences[claim["s"]] for w in words)


def _short(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {k: v for k, v in claim.items() if v not in ("", [], None) and _FULL.get(k) != v}


def _docs(corpus: Path, wanted: set[str]) -> dict[str, dict[str, Any]]:
    found = {}
    with gzip.open(corpus / "raw" / "conflict.docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for doc in map(json.loads, lines):
            if doc["id"] in wanted:
                found[doc["id"]] = doc
    return found


def _text(doc: Mapping[str, Any]) -> str:
    """Title and text."""
    return f"{doc['title']}\n{doc['text']}" if doc.get("title") else str(doc["text"])


def _id(row: Mapping[str, Any]) -> str:
    """The report's id; with # and where it begins of a later part of a long report."""
    return f"{row['doc']}#{row['from']}" if row.get("from") else str(row["doc"])


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

    FOLDER/docs*.jsonl hold the reports as the coders had them: of long ones a part, whose id tells where it begins (report#1234).
    """
    coded: dict[str, list[dict[str, Any]]] = {}
    read = {doc["id"]: _text(doc) for path in sorted(folder.glob("docs*.jsonl")) for doc in _lines(path)}
    for path in sorted(folder.glob("*.coded.jsonl")):
        for row in _lines(path):
            coded.setdefault(row["doc"], row["claims"])
    docs = _docs(corpus, {id_.partition("#")[0] for id_ in coded})
    rows = [_row(id_, docs[id_.partition("#")[0]], read, coded[id_]) for id_ in sorted(coded) if id_.partition("#")[0] in docs]
    print(f"{sum(map(len, coded.values())) - sum(len(r['claims']) for r in rows)} claims left out: train reports, words not there")
    out.parent.mkdir(exist_ok=True)
    body = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
    out.write_bytes(gzip.compress(body.encode(), mtime=0))
    return len(rows), sum(len(row["claims"]) for row in rows)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, filter(str.strip, path.read_text("utf-8").split("\n")))


def _row(id_: str, doc: Mapping[str, Any], read: Mapping[str, str], claims: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The codings of a report, or of the part of it that was read."""
    whole, begin = _text(doc), int(id_.partition("#")[2] or 0)
    text = read.get(id_, whole)
    row: dict[str, Any] = {"doc": doc["id"]}
    if begin:
        row["from"] = begin
    if begin + len(text) < len(whole):
        row["until"] = begin + len(text)
    return {**row, "claims": list(_offsets(text, claims))}


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
    raw = _docs(corpus, {r.id.partition("#")[0] for r in read_coded(corpus)})
    for report in read_coded(corpus):
        text = Text(report.text)
        spans = [(text.tokens[s.first].start, text.tokens[s.last - 1].end) for s in text.sentences]
        number = {span: n for n, span in enumerate(spans)}
        claims = [{"s": number[c.start, c.end], **c.data} for c in report.claims]
        source = raw[report.id.partition("#")[0]]
        title = "" if "#" in report.id else source.get("title") or ""
        body = report.text[len(title) + 1 :] if title else report.text
        doc = {**source, "id": report.id, "title": title, "text": body, "sentences": [report.text[a:b] for a, b in spans]}
        docs += json.dumps(doc, ensure_ascii=False) + "\n"
        gold += json.dumps({"doc": report.id, "claims": claims}, ensure_ascii=False) + "\n"
    (out / "train.docs.jsonl").write_text(docs, "utf-8")
    (out / "train.gold.jsonl").write_text(gold, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pack", "write", "unseen", "blind", "unpack"))
    parser.add_argument("corpus", type=Path, help="for write the folder of the reports, for unseen and blind that of the files")
    parser.add_argument("folder", type=Path, nargs="?", help="for write the file")
    args = parser.parse_args()
    if args.what == "write":
        out = args.folder or WRITTEN
        reports, claims = write(args.corpus, out)
        print(f"{reports} reports, {claims} claims -> {out}")
    elif args.what in ("unseen", "blind"):
        write_unseen(args.corpus, {"unseen": UNSEEN, "blind": BLIND}[args.what])
    elif args.what == "pack":
        reports, claims = pack(args.corpus, args.folder, CODED)
        print(f"{reports} reports, {claims} claims -> {CODED}")
    else:
        unpack(args.corpus, args.folder)


if __name__ == "__main__":
    main()
