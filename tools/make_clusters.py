"""Groups words that keep the same company in uncoded reports into src/rasid/knowledge/ar/clusters.tsv (lemma, coarse, fine).

Usage: python tools/make_clusters.py REPORTS.jsonl[.gz] ...     Deterministic. Only lemmas and cluster numbers are kept.
Counts of neighbours within three words, positive pointwise mutual information, a truncated SVD, k-means: words of one group
may stand for each other in the features of the learned choices, so that a rare word is judged like its common neighbours.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from rasid import knowledge as knowledge_
from rasid.text import Text

OUT = knowledge_.FOLDER / "ar" / "clusters.tsv"
LEAST, WINDOW, DIMENSIONS, COARSE, FINE = 8, 3, 80, 120, 500


def sentences(paths: list[str]) -> list[list[str]]:
    """The lemmas of each sentence."""
    morphology = knowledge_.load().morphology
    found = []
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                text = Text(f"{report.get('title', '')}\n{report['text']}")
                words = [morphology.read(t.form, text.is_feminine(t)).lemma if t.kind == "word" else "#" for t in text.tokens]
                found += [words[s.first : s.last] for s in text.sentences]
    return found


def vectors(rows: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    """One vector of unit length a word."""
    index = {w: i for i, w in enumerate(vocabulary)}
    counts: Counter[tuple[int, int]] = Counter()
    for row in rows:
        ids = [index.get(w, -1) for w in row]
        for i, a in enumerate(ids):
            if a >= 0:
                for distance in range(1, WINDOW + 1):
                    if i + distance < len(ids) and ids[i + distance] >= 0:
                        b = ids[i + distance]
                        counts[a, b + len(vocabulary)] += WINDOW + 1 - distance  # to the right
                        counts[b, a] += WINDOW + 1 - distance  # to the left
    keys = np.array(list(counts), dtype=np.int64)
    matrix = csr_matrix((np.array(list(counts.values()), float), (keys[:, 0], keys[:, 1])), (len(vocabulary), 2 * len(vocabulary)))
    total = matrix.sum()
    of_row, of_column = np.asarray(matrix.sum(1)).ravel(), np.asarray(matrix.sum(0)).ravel() ** 0.75
    of_column *= total / of_column.sum()
    pmi = diags(1 / np.maximum(of_row, 1e-9)) @ matrix @ diags(total / np.maximum(of_column, 1e-9))
    pmi.data = np.maximum(np.log(pmi.data), 0)
    u, s, _ = svds(pmi.tocsr(), k=DIMENSIONS, v0=np.ones(len(vocabulary)), random_state=1)
    found = u * np.sqrt(s)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def main(paths: list[str]) -> None:
    rows = sentences(paths)
    counts = Counter(w for row in rows for w in row)
    vocabulary = sorted(w for w, n in counts.items() if n >= LEAST and len(w) > 1 and not w.isascii())
    points = vectors(rows, vocabulary)
    labels = [MiniBatchKMeans(n, random_state=1, n_init=3, batch_size=4096).fit_predict(points) for n in (COARSE, FINE)]
    OUT.write_text("".join(f"{w}\t{a}\t{b}\n" for w, a, b in zip(vocabulary, *labels, strict=True)), "utf-8")
    print(f"{len(vocabulary)} words of {sum(counts.values())}")


if __name__ == "__main__":
    main(sys.argv[1:])
