"""A trained network and reports in, what it drafts for each of them out: a JSON line a report, kept for stacking and measuring.

Usage:
    python tools/neural/outputs.py CORPUS --work DIR --folds 3     out-of-fold drafts of train, and of what we wrote to
                                                                   measure (coded.py) -> DIR/train.drafts.jsonl
    python tools/neural/outputs.py CORPUS --work DIR --net NAME    what DIR/NAME.pt drafts for dev -> DIR/NAME.dev.drafts.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from coded import read_unseen
from corpus import fold_of, types_of
from gold import GoldReport, read_gold
from network import Network
from rasid.text import Text
from rasid_neural.drafts import Draft, Found, drafts
from rasid_neural.pieces import Pieces
from rasid_neural.windows import Window
from weights import read_weights, wheel_file


def network_of(path: Path) -> Network:
    """The network of a file, ready to be asked."""
    state = {k: v.float() for k, v in torch.load(path, map_location="cpu").items()}
    vocabulary, positions = (len(state[f"encoder.{name}.weight"]) for name in ("word", "position"))
    network = Network(vocabulary, positions, len(state["words.types.weight"])).eval()
    network.load_state_dict(state)
    return network


class TorchNet:
    """The network as it was trained."""

    def __init__(self, path: Path, device: str = "cpu") -> None:
        self.network = network_of(path).to(device)
        self.device = device

    @torch.inference_mode()
    def words(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        pieces, first, last = (torch.tensor([row], device=self.device) for row in (window.pieces, window.first, window.last))
        states = self.network.encoder(pieces, torch.ones_like(pieces))
        words, types = self.network.words(states, first, last)
        return words[0].cpu().numpy(), types[0].cpu().numpy()

    @torch.inference_mode()
    def frames(
        self, words: np.ndarray, at: np.ndarray, of: np.ndarray, off: np.ndarray, apart: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        given = (torch.from_numpy(x).to(self.device) for x in (words, at, of, off, apart))
        tags, stances, statuses = self.network.frames(*given)
        return tags.cpu().numpy(), stances.cpu().numpy(), statuses.cpu().numpy()


def write(path: Path, rows: Iterator[tuple[str, list[Draft]]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for id_, found in rows:
            out.write(json.dumps({"report": id_, "drafts": [_rounded(asdict(d)) for d in found]}, ensure_ascii=False) + "\n")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(v) for v in value]
    return value


def read(path: Path) -> dict[str, list[Draft]]:
    """The drafts by report."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["report"]] = [_draft(d) for d in row["drafts"]]
    return found


def _draft(row: Mapping[str, Any]) -> Draft:
    roles = {role: tuple(Found(**f) for f in spans) for role, spans in row["roles"].items()}
    return Draft(row["token"], row["types"], roles, row["stances"], row["statuses"], row["sure"])


def of_reports(reports: Sequence[GoldReport], net: TorchNet, pieces: Pieces, types: Sequence[str]) -> Iterator[tuple[str, list[Draft]]]:
    for report in reports:
        yield report.id, drafts(Text(report.text), pieces, types, net)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--prefix", default="fold", help="networks of folds are named so: fold, or ours")
    parser.add_argument("--net", default="")
    args = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(read_weights(wheel_file())[1])
    train = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    types = list(types_of(train))
    if args.net:
        dev = list(read_gold(args.corpus / "dev.docs.jsonl", args.corpus / "dev.gold.jsonl"))
        write(args.work / f"{args.net}.dev.drafts.jsonl", of_reports(dev, TorchNet(args.work / f"{args.net}.pt"), pieces, types))
        return
    rows: list[tuple[str, list[Draft]]] = []
    unseen = list(read_unseen())
    for held in range(args.folds):
        if not (args.work / f"{args.prefix}{held}.pt").exists():
            print(f"no network of fold {held}: its reports are left out")
            continue
        out = fold_of(train, args.folds, held)
        net = TorchNet(args.work / f"{args.prefix}{held}.pt")
        rows += of_reports([*(r for r in train if r.id in out), *unseen], net, pieces, types)
        unseen = []  # no network has learned from them: the first drafts them
    write(args.work / "train.drafts.jsonl", iter(rows))


if __name__ == "__main__":
    main()
