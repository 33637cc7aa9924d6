"""Speed and memory of the extractors `rules`, `neural` and `both`: `python bench/neural.py [--limit N]`. Needs rasid-neural.

Each mode is a process of its own, so that its peak is its own. The last lines run the encoder alone over the windows of the same
reports, one by one and in batches sorted by length, with one thread and two.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from rasid.cli.common import load_knowledge
from rasid.pipeline import rules_extractor
from rasid.text import Text
from rasid.types import Report
from rasid_neural import network
from rasid_neural.both import BothExtractor
from rasid_neural.extractor import NeuralExtractor
from rasid_neural.pieces import PAD, piece_words
from rasid_neural.windows import Window, windows

sys.path.insert(0, str(Path(__file__).parent))
from read import SAMPLES, SHARED, reports

MODES = ("rules", "neural", "both")


def measured(mode: str, threads: int, limit: int) -> dict[str, float]:
    """One mode over all reports: reports a second by the clock and by the processor, and the largest size of the process."""
    knowledge = load_knowledge()
    items = reports(files(), limit)
    if mode == "rules":
        reader = rules_extractor()
    else:
        model = network.load(threads=threads)
        reader = NeuralExtractor(model) if mode == "neural" else BothExtractor(model)
    for item in items[: len(items) // 5]:
        reader(item, knowledge)
    clock, processor = time.perf_counter(), time.process_time()
    for item in items:
        reader(item, knowledge)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"clock": len(items) / clock, "processor": len(items) / processor, "peak": peak}


def files() -> list[Path]:
    """The reports of train and dev, or the bundled samples."""
    return sorted(SHARED.glob("*.docs.jsonl")) or [SAMPLES]


def encoder(threads: int, size: int, items: list[Report]) -> float:
    """Pieces a second of processor time of the encoder alone, in batches of windows of about the same length."""
    model = network.load(threads=threads)
    found: list[Window] = []
    for item in items:
        text = Text(item.text)
        cut = [model.pieces.of_word(w) for w in piece_words(text.raw, text.tokens)]
        found += windows(cut, [(s.first, s.last) for s in text.sentences])
    found.sort(key=lambda w: len(w.pieces))
    begun = time.process_time()
    for at in range(0, len(found), size):
        group = found[at : at + size]
        longest, most = max(len(w.pieces) for w in group), max(len(w.first) for w in group)
        rows = np.full((len(group), longest), PAD, np.int64)
        mask, first, last = np.zeros_like(rows), np.zeros((len(group), most), np.int64), np.zeros((len(group), most), np.int64)
        for n, window in enumerate(group):
            rows[n, : len(window.pieces)], mask[n, : len(window.pieces)] = window.pieces, 1
            first[n, : len(window.first)], last[n, : len(window.last)] = window.first, window.last
        model.net.run_words({"pieces": rows, "mask": mask, "first": first, "last": last})
    return sum(len(w.pieces) for w in found) / (time.process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--mode", choices=MODES)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.mode:
        print(json.dumps(measured(arguments.mode, arguments.threads, arguments.limit)))
        return
    for mode in MODES:
        for threads in (1, 2) if mode != "rules" else (1,):
            command = [sys.executable, __file__, "--mode", mode, "--threads", str(threads), "--limit", str(arguments.limit)]
            got = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            print(f"{mode:7} {threads} thread{'s' if threads > 1 else ' '}  {got['clock']:6.1f} reports/s by the clock  "
                  f"{got['processor']:6.1f} by processor time  peak {got['peak']:4.0f} MB")  # fmt: skip
    items = reports(files(), arguments.limit)
    for threads in (1, 2):
        speeds = "  ".join(f"{size}: {encoder(threads, size, items):6.0f}" for size in (1, 4, 16))
        print(f"encoder {threads} thread{'s' if threads > 1 else ' '}  pieces/s of processor time, by windows at once: {speeds}")


if __name__ == "__main__":
    main()
