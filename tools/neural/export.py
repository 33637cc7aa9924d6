"""A trained network in, the files of the package out: encoder in int8, frames, tokenizer, labels.

Usage:
    python tools/neural/export.py CORPUS --work DIR [--name all] [--out FOLDER]      the package's data folder by default

The activations are evened out first (smooth.py); without that, rounding to int8 moved the probability of an event by 0.07 on average,
with it by 0.03. The graph is exported as it is (nothing fused) and its matrices and embeddings are quantised, matrices per channel; the
last layer, which says the types, stays as it is. Weights have seven bits: with eight, processors without VNNI add up beyond what their
registers hold, and would read otherwise than the others.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from corpus import types_of
from gold import read_gold
from outputs import network_of
from rasid.text import Text
from rasid_neural.network import ENCODER, FOLDER, FRAMES, LABELS, TOKENIZER
from rasid_neural.pieces import Pieces, piece_words
from rasid_neural.windows import Window, windows
from smooth import smooth
from weights import read_weights, wheel_file

OPSET = 17
LAST = "/words/types/MatMul"
EVERY = 16  # of the training reports, so many are looked at to even out the activations


class Half(nn.Module):
    """Pieces of one window to the states of its words and their types' scores."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.network.words(self.network.encoder(pieces, mask), first, last)
        return found


def export(path: Path, out: Path, types: list[str], texts: Iterable[str]) -> None:
    """Write the files of a network; `texts` are news whose activations are looked at."""
    network = network_of(path)
    tokenizer = read_weights(wheel_file())[1]
    smooth(network, (window for text in texts for window in _windows(text, Pieces(tokenizer))))
    out.mkdir(parents=True, exist_ok=True)
    pieces = torch.ones(2, 7, dtype=torch.int64)
    words = torch.tensor([[1, 2, 4], [1, 3, 4]])
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        names = ["pieces", "mask", "first", "last"]
        axes = {"pieces": {0: "n", 1: "p"}, "mask": {0: "n", 1: "p"}, "first": {0: "n", 1: "w"}, "last": {0: "n", 1: "w"}}
        axes |= {"states": {0: "n", 1: "w"}, "types": {0: "n", 1: "w"}}
        torch.onnx.export(Half(network), (pieces, pieces, words, words), str(plain), input_names=names,
                          output_names=["states", "types"], dynamic_axes=axes, opset_version=OPSET, dynamo=False)  # fmt: skip
        settings = {"per_channel": True, "weight_type": QuantType.QInt8, "reduce_range": True}
        quantize_dynamic(plain, out / ENCODER, **settings, nodes_to_exclude=[LAST])
    at = torch.tensor([0, 2])
    far = torch.ones(2, 3, dtype=torch.int64)
    names = ["words", "at", "of", "off", "apart"]
    axes = {"words": {0: "w"}, "at": {0: "t"}, "of": {0: "t"}, "off": {0: "t", 1: "w"}, "apart": {0: "t", 1: "w"}}
    axes |= {"tags": {0: "t", 1: "w"}, "stances": {0: "t"}, "statuses": {0: "t"}}
    torch.onnx.export(network.frames, (torch.zeros(3, 384), at, at, far, far), str(out / FRAMES), input_names=names,
                      output_names=["tags", "stances", "statuses"], dynamic_axes=axes, opset_version=OPSET, dynamo=False)  # fmt: skip
    for name in (ENCODER, FRAMES):
        model = onnx.load(out / name)
        model.doc_string = "rasid-neural: multilingual-e5-small (MIT) pruned to the Arabic script and trained on coded reports"
        for node in model.graph.node:
            node.doc_string = ""
        onnx.save(model, out / name)
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    (out / LABELS).write_text(json.dumps({"types": types}) + "\n", "utf-8")


def _windows(raw: str, pieces: Pieces) -> list[Window]:
    text = Text(raw)
    words = [pieces.of_word(w) for w in piece_words(raw, text.tokens)]
    return windows(words, [(s.first, s.last) for s in text.sentences])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="all")
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    logging.disable(logging.WARNING)
    reports = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    export(args.work / f"{args.name}.pt", args.out, list(types_of(reports)), [r.text for r in reports[::EVERY]])
    for path in sorted(args.out.glob("*.*")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
