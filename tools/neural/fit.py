"""Labelled windows in, a trained network out. Deterministic for a seed and a number of threads."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from labelled import Coded, Sample, read_swaps, samples, varied
from network import Network
from rasid_neural.labels import distances
from rasid_neural.pieces import PAD, Pieces

ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
GOING_ON = 0.7  # the rates of a network that was trained before, as a share
WARM_UP = 0.1
DECAY = 0.01
BATCH = 1024  # pieces, padding included
ROLE_WEIGHT, STANDING_WEIGHT = 0.25, 0.3
NORM = 1.0


@dataclass
class Batch:
    """Windows padded to one length."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    types: Tensor
    samples: Sequence[Sample]


def batches(samples_: Sequence[Sample], size: int = BATCH) -> Iterator[Batch]:
    """Windows of about the same length together."""
    order = sorted(range(len(samples_)), key=lambda i: len(samples_[i].window.pieces))
    group: list[Sample] = []
    for i in order:
        sample = samples_[i]
        if group and (len(group) + 1) * len(sample.window.pieces) > size:
            yield _batch(group)
            group = []
        group.append(sample)
    if group:
        yield _batch(group)


def _batch(group: Sequence[Sample]) -> Batch:
    return Batch(
        _padded([s.window.pieces for s in group], PAD),
        _padded([(1,) * len(s.window.pieces) for s in group], 0),
        _padded([s.window.first for s in group], 0),
        _padded([s.window.last for s in group], 0),
        _padded([s.types for s in group], -1),
        group,
    )


def _padded(rows: Sequence[Sequence[int]] | Sequence[np.ndarray], fill: int) -> Tensor:
    out = torch.full((len(rows), max(map(len, rows))), fill, dtype=torch.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.as_tensor(np.asarray(row))
    return out


def losses(network: Network, batch: Batch) -> Tensor:
    """What the network has to pay for a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        states = network.encoder(batch.pieces, batch.mask)
    words, types = network.words(states.float(), batch.first, batch.last)
    triggers = max(1, sum(len(s.at) for s in batch.samples))
    loss = functional.cross_entropy(types.flatten(0, 1), batch.types.flatten(), ignore_index=-1, reduction="sum") / triggers
    for i, sample in enumerate(batch.samples):
        if not len(sample.at):
            continue
        here = words[i, : len(sample.window.tokens)]
        off, apart = distances(sample.at.tolist(), sample.window.sentences)
        tags, stance, status = network.frames(
            here, *(torch.from_numpy(x) for x in (sample.at, sample.of, off, apart))
        )  # fmt: skip
        gold = torch.from_numpy(sample.tags)
        paid = functional.cross_entropy(tags.flatten(0, 2), gold.flatten(), ignore_index=-1, reduction="sum")
        standing = functional.cross_entropy(stance, torch.from_numpy(sample.stances), reduction="sum")
        standing = standing + functional.cross_entropy(status, torch.from_numpy(sample.statuses), reduction="sum")
        loss = loss + (ROLE_WEIGHT * paid + STANDING_WEIGHT * standing) / triggers
    return loss


def _share(done: float) -> float:
    """The learning rate as a share of the highest: up, then down to nothing."""
    return max(0.0, min((done + 1e-3) / WARM_UP, (1 - done) / (1 - WARM_UP)))


def fit(
    reports: Sequence[Coded],
    pieces: Pieces,
    types: Mapping[str, int],
    start: Mapping[str, np.ndarray],
    epochs: int,
    seed: int = 1,
    trained: Mapping[str, Tensor] | None = None,
    keep: Callable[[Network], None] = lambda network: None,
) -> Network:
    """Train from the arrays of the wheel on these reports; or go on, with smaller steps, from what was trained before.

    `keep` is given the network after each epoch: hours of work outlive an interruption.
    """
    torch.manual_seed(seed)
    network = Network(len(start["emb.word"]), len(start["emb.pos"]), len(types))
    network.load(start)
    share = 1.0
    if trained is not None:
        network.load_state_dict(trained)
        share = GOING_ON
    steps = epochs * sum(1 for _ in batches([s for r in reports for s in samples(r, pieces, types)]))
    heads = [*network.words.parameters(), *network.frames.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": list(network.encoder.parameters()), "lr": share * ENCODER_RATE}, {"params": heads, "lr": share * HEAD_RATE}],
        weight_decay=DECAY, fused=True)  # fmt: skip
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: _share(n / steps))
    chance, swaps = random.Random(seed), read_swaps()
    for epoch in range(epochs):
        begun, total = time.perf_counter(), 0.0
        varied_ = [s for r in reports for s in samples(r, pieces, types, varied(r.words, chance, swaps))]
        chance.shuffle(varied_)
        todo = list(batches(varied_))
        chance.shuffle(todo)
        network.train()
        for batch in todo:
            loss = losses(network, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), NORM)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {epochs}: loss {total / len(todo):.3f}, {time.perf_counter() - begun:.0f} s", flush=True)
        keep(network)
    return network.eval()
