"""Coded reports in, what a network reads step by step out: batches of labelled windows, prepared in this process or beside it."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from typing import Any

import numpy as np
import torch
from torch import Tensor

from labelled import Coded, Sample, samples, varied
from rasid_neural.labels import distances
from rasid_neural.pieces import PAD, Pieces

CHUNK = 600  # reports whose windows are put together by length


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


def batch_of(group: Sequence[Sample]) -> Batch:
    """The tensors of windows that are read at once."""
    return Batch(
        padded([s.window.pieces for s in group], PAD),
        padded([(1,) * len(s.window.pieces) for s in group], 0),
        padded([s.window.first for s in group], 0),
        padded([s.window.last for s in group], 0),
        padded([s.types for s in group], -1),
        _events(group),
    )


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


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    """An array, or a record of arrays, changed."""
    if value is None:
        return None
    if isinstance(value, (Tensor, np.ndarray)):
        return change(value)
    return type(value)(*(_each(getattr(value, f.name), change) for f in fields(value)))


def small(batch: Any) -> Any:
    """A batch as it goes from one process to another: no number is beyond 32 bits."""
    return _each(batch, lambda x: x.numpy().astype(np.int32))


def moved(batch: Any, device: torch.device) -> Any:
    """A batch as a worker gives it, on that device."""
    return _each(batch, lambda x: torch.from_numpy(x).to(device, non_blocking=True).long())


@dataclass(frozen=True)
class Preparer:
    """Reports to the batches of an epoch, the words of each varied by a chance of its own."""

    reports: Sequence[Coded]
    pieces: Pieces
    types: Mapping[str, int]
    swaps: Mapping[str, Sequence[str]]
    size: int

    def chunks(self, epoch: int, seed: int) -> Iterator[tuple[list[int], int]]:
        """The reports in another order each epoch, some hundreds at a time, each with a seed."""
        chance = random.Random(seed * 1000 + epoch)
        order = list(range(len(self.reports)))
        chance.shuffle(order)
        yield from ((order[at : at + CHUNK], chance.randrange(1 << 30)) for at in range(0, len(order), CHUNK))

    def prepared(self, chunk: tuple[list[int], int]) -> list[Any]:
        """Batches of these reports, in any order."""
        order, seed = chunk
        chance = random.Random(seed)
        rows = [self.reports[i] for i in order]
        read = [s for r in rows for s in samples(r, self.pieces, self.types, varied(r.words, chance, self.swaps))]
        found = [small(batch_of(group)) for group in batches(read, self.size)]
        chance.shuffle(found)
        return found

    def count(self) -> int:
        """About how many batches an epoch has."""
        read = [s for r in self.reports for s in samples(r, self.pieces, self.types)]
        return sum(1 for _ in batches(read, self.size)) + len(self.reports) // CHUNK


_preparer: list[Preparer] = []  # of a worker process, which inherits it


def _prepared(chunk: tuple[list[int], int]) -> list[Any]:
    return _preparer[0].prepared(chunk)


def epochs(preparer: Preparer, count: int, seed: int, workers: int) -> Iterator[Iterator[Any]]:
    """The batches of each of so many epochs; `workers` processes prepare them while the network learns, 0: none beside this one."""
    todo = [list(preparer.chunks(epoch, seed)) for epoch in range(count)]
    if not workers:
        yield from (chain.from_iterable(map(preparer.prepared, chunks)) for chunks in todo)
        return
    _preparer[:] = [preparer]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        ready = pool.imap(_prepared, chain.from_iterable(todo))
        yield from (chain.from_iterable(islice(ready, len(chunks))) for chunks in todo)
