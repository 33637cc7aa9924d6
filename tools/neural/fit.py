"""Labelled windows in, a trained network out. Deterministic for a seed and a number of threads."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from labelled import Coded, Sample, read_swaps, samples, varied
from network import Network
from rasid_neural.labels import distances
from rasid_neural.pieces import PAD, Pieces

WARM_UP = 0.1
DECAY = 0.01
ROLE_WEIGHT, STANDING_WEIGHT = 0.25, 0.3
NORM = 1.0


@dataclass(frozen=True)
class Settings:
    """How a network is trained."""

    epochs: int = 8
    seed: int = 1
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    batch: int = 1024  # pieces, padding included
    device: str = "cpu"


@dataclass
class Events:
    """The triggers of a batch: in which window, at which word, of which type, and what is said of each."""

    window: Tensor
    at: Tensor
    of: Tensor
    off: Tensor  # trigger, word
    apart: Tensor
    tags: Tensor  # trigger, word, role; -1: not asked
    stances: Tensor
    statuses: Tensor


@dataclass
class Batch:
    """Windows padded to one length, and their triggers."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    types: Tensor
    events: Events | None


def batches(samples_: Sequence[Sample], size: int) -> Iterator[list[Sample]]:
    """Windows of about the same length together."""
    order = sorted(range(len(samples_)), key=lambda i: len(samples_[i].window.pieces))
    group: list[Sample] = []
    for i in order:
        sample = samples_[i]
        if group and (len(group) + 1) * len(sample.window.pieces) > size:
            yield group
            group = []
        group.append(sample)
    if group:
        yield group


def batch_of(group: Sequence[Sample], device: torch.device) -> Batch:
    """The tensors of windows that are read at once."""
    found = Batch(
        padded([s.window.pieces for s in group], PAD),
        padded([(1,) * len(s.window.pieces) for s in group], 0),
        padded([s.window.first for s in group], 0),
        padded([s.window.last for s in group], 0),
        padded([s.types for s in group], -1),
        _events(group),
    )
    return _moved(found, device)


def _events(group: Sequence[Sample]) -> Events | None:
    rows = [(n, s) for n, s in enumerate(group) if len(s.at)]
    if not rows:
        return None
    between = [distances(s.at.tolist(), s.window.sentences) for _, s in rows]
    return Events(
        torch.tensor([n for n, s in rows for _ in s.at]),
        torch.from_numpy(np.concatenate([s.at for _, s in rows])),
        torch.from_numpy(np.concatenate([s.of for _, s in rows])),
        padded([row for off, _ in between for row in off], 0),
        padded([row for _, apart in between for row in apart], 0),
        padded([row for _, s in rows for row in s.tags], -1),
        torch.from_numpy(np.concatenate([s.stances for _, s in rows])),
        torch.from_numpy(np.concatenate([s.statuses for _, s in rows])),
    )


def padded(rows: Sequence[Sequence[int]] | Sequence[np.ndarray], fill: int) -> Tensor:
    """Rows of unequal length as one array."""
    arrays = [np.asarray(row, np.int64) for row in rows]
    out = np.full((len(arrays), max(map(len, arrays)), *arrays[0].shape[1:]), fill, np.int64)
    for at, row in enumerate(arrays):
        out[at, : len(row)] = row
    return torch.from_numpy(out)


def _moved(value: Any, device: torch.device) -> Any:
    """A tensor, or a record of them, on that device."""
    if value is None or isinstance(value, Tensor):
        return value if value is None else value.to(device, non_blocking=True)
    return type(value)(*(_moved(getattr(value, f.name), device) for f in fields(value)))


def losses(network: Network, batch: Batch) -> Tensor:
    """What the network has to pay for a batch."""
    with torch.autocast(batch.pieces.device.type, torch.bfloat16):
        states = network.encoder(batch.pieces, batch.mask)
    words, types = network.words(states.float(), batch.first, batch.last)
    loss = functional.cross_entropy(types.flatten(0, 1), batch.types.flatten(), ignore_index=-1, reduction="sum")
    events = batch.events
    if events is None:
        return loss
    words = words[:, : events.off.shape[1]]
    with torch.autocast(batch.pieces.device.type, torch.bfloat16):
        tags, stance, status = network.frames.of_windows(words, events.window, events.at, events.of, events.off, events.apart)
    paid = functional.cross_entropy(tags.float().flatten(0, 2), events.tags.flatten(), ignore_index=-1, reduction="sum")
    standing = functional.cross_entropy(stance.float(), events.stances, reduction="sum")
    standing = standing + functional.cross_entropy(status.float(), events.statuses, reduction="sum")
    return (loss + ROLE_WEIGHT * paid + STANDING_WEIGHT * standing) / len(events.at)


def _share(done: float) -> float:
    """The learning rate as a share of the highest: up, then down to nothing."""
    return max(0.0, min((done + 1e-3) / WARM_UP, (1 - done) / (1 - WARM_UP)))


def optimizer_of(network: nn.Module, heads: Sequence[nn.Parameter], settings: Settings, steps: int) -> tuple[AdamW, LambdaLR]:
    """What moves the encoder and, by larger steps, the heads; and the schedule of the rates."""
    apart = {id(p) for p in heads}
    encoder = [p for p in network.parameters() if id(p) not in apart]
    groups = [{"params": encoder, "lr": settings.encoder_rate}, {"params": list(heads), "lr": settings.head_rate}]
    optimizer = AdamW(groups, weight_decay=DECAY, fused=True)
    return optimizer, LambdaLR(optimizer, lambda n: _share(n / steps))


def step(network: nn.Module, loss: Tensor, optimizer: AdamW, schedule: LambdaLR) -> None:
    """One step down the loss."""
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), NORM)
    optimizer.step()
    schedule.step()


def fit(
    network: Network,
    reports: Sequence[Coded],
    pieces: Pieces,
    types: Mapping[str, int],
    settings: Settings,
    keep: Callable[[Network], None] = lambda network: None,
) -> Network:
    """Train a network on these reports. `keep` is given it after each epoch: hours of work outlive an interruption."""
    device = torch.device(settings.device)
    torch.manual_seed(settings.seed)
    network.to(device)
    steps = settings.epochs * sum(1 for _ in batches([s for r in reports for s in samples(r, pieces, types)], settings.batch))
    heads = [*network.words.parameters(), *network.frames.parameters()]
    optimizer, schedule = optimizer_of(network, heads, settings, steps)
    chance, swaps = random.Random(settings.seed), read_swaps()
    for epoch in range(settings.epochs):
        begun, total = time.perf_counter(), torch.zeros((), device=device)
        varied_ = [s for r in reports for s in samples(r, pieces, types, varied(r.words, chance, swaps))]
        chance.shuffle(varied_)
        todo = list(batches(varied_, settings.batch))
        chance.shuffle(todo)
        network.train()
        for group in todo:
            loss = losses(network, batch_of(group, device))
            step(network, loss, optimizer, schedule)
            total += loss.detach()
        print(f"epoch {epoch + 1}: loss {total.item() / len(todo):.3f}, {time.perf_counter() - begun:.0f} s", flush=True)
        keep(network)
    return network.eval()
