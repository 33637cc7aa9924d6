"""Networks of several epochs in, one with the mean of their weights out: steadier than either, and read as fast as one.

Usage:
    python tools/neural/mean.py --work DIR --name NAME A B [C ...]      DIR/A.pt, DIR/B.pt ... -> DIR/NAME.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("networks", nargs="+")
    args = parser.parse_args()
    found = [torch.load(args.work / f"{name}.pt", map_location="cpu") for name in args.networks]
    mean = {key: (sum(n[key].float() for n in found) / len(found)).half() for key in found[0]}
    torch.save(mean, args.work / f"{args.name}.pt")


if __name__ == "__main__":
    main()
