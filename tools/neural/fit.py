"""Labelled windows in, a trained network out. On processors deterministic for a seed and a number of threads."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from feed import Batch, Preparer, epochs, moved
from labelled import Coded, read_swaps
from network import Network
from rasid_neural.pieces import Pieces

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
    workers: int = 0  # processes that prepare what the next steps read; 0: none beside this one
    average: float = 0.0  # what each step keeps of the running mean of weights, which is delivered; 0: no mean


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
    preparer = Preparer(reports, pieces, types, read_swaps(), settings.batch)
    steps = settings.epochs * preparer.count()
    course: Course | None = None
    for epoch, todo in enumerate(epochs(preparer, settings.epochs, settings.seed, settings.workers)):
        begun = time.perf_counter()
        course = course or Course(network.to(device), settings, steps)  # workers are there before a card is asked for anything
        loss, count = course.epoch(moved(batch, device) for batch in todo)
        print(f"epoch {epoch + 1}: loss {loss:.3f}, {count} steps, {time.perf_counter() - begun:.0f} s", flush=True)
        keep(course.mean.network.eval())
    return course.mean.network.eval() if course else network


class Course:
    """A network under training with what moves it."""

    def __init__(self, network: Network, settings: Settings, steps: int) -> None:
        self.network = network
        heads = [*network.words.parameters(), *network.frames.parameters()]
        self.optimizer, self.schedule = optimizer_of(network, heads, settings, steps)
        self.mean = Mean(network, settings.average)

    def epoch(self, todo: Iterable[Batch]) -> tuple[float, int]:
        """Read these batches; the mean loss, and how many steps it took."""
        total, count = torch.zeros(()), 0
        self.network.train()
        for batch in todo:
            loss = losses(self.network, batch)
            step(self.network, loss, self.optimizer, self.schedule)
            self.mean.add()
            total, count = total.to(loss.device) + loss.detach(), count + 1
        return total.item() / max(1, count), count


class Mean:
    """The running mean of a network's weights: steadier than the last ones."""

    def __init__(self, network: Network, share: float) -> None:
        self.share, self.seen = share, 0
        self.network = copy.deepcopy(network) if share else network
        self._own, self._of = list(self.network.parameters()), list(network.parameters())

    @torch.no_grad()
    def add(self) -> None:
        """One step more; the first ones weigh more, so that the beginning is soon forgotten."""
        if self.share:
            self.seen += 1
            share = min(self.share, (1 + self.seen) / (10 + self.seen))
            torch._foreach_lerp_(self._own, self._of, 1 - share)
