"""A network and labelled windows that it has not read in, what it makes of them out: a quick look while it is trained.

No claims: those take rasid itself (outputs.py, stack.py). Triggers are compared by sentence and type, roles word by word, given the
coder's trigger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import torch

from feed import batch_of, batches, moved, small
from labelled import Sample
from network import Network

SIZE = 16384  # pieces read at once
LEAST = 0.4  # probability of any event


@torch.inference_mode()
def figures(network: Network, read: Sequence[Sample], device: torch.device) -> str:
    """F1 of triggers and roles, accuracy of stance and status."""
    count: Counter[str] = Counter()
    for group in batches(read, SIZE):
        batch = moved(small(batch_of(group)), device)
        with torch.autocast(device.type, torch.bfloat16):
            states = network.encoder(batch.pieces, batch.mask)
        words, types = network.words(states.float(), batch.first, batch.last)
        count.update(_triggers(group, types.softmax(-1).cpu()))
        if batch.events is None:
            continue
        e = batch.events
        tags, stances, statuses = network.frames.of_windows(words[:, : e.off.shape[1]], e.window, e.at, e.of, e.off, e.apart)
        asked, said, true = e.tags >= 0, tags.argmax(-1), e.tags
        count["role_hit"] += int((asked & (said == true) & (true > 0)).sum())
        count["role_said"] += int((asked & (said > 0)).sum())
        count["role_true"] += int((asked & (true > 0)).sum())
        count["events"] += len(e.at)
        count["stance"] += int((stances.argmax(-1) == e.stances).sum())
        count["status"] += int((statuses.argmax(-1) == e.statuses).sum())
    events = max(1, count["events"])
    return (
        f"triggers {_f1(count, 'type'):.4f} roles {_f1(count, 'role'):.4f} "
        f"stance {count['stance'] / events:.4f} status {count['status'] / events:.4f}"
    )


def _triggers(group: Sequence[Sample], odds: torch.Tensor) -> Mapping[str, int]:
    """Types told in a sentence that the coder has there, too."""
    count: Counter[str] = Counter()
    for n, sample in enumerate(group):
        here = odds[n, : len(sample.types)]
        said = torch.where(1 - here[:, 0] >= LEAST, here[:, 1:].argmax(-1) + 1, 0).tolist()
        rows = list(zip(sample.window.sentences, said, sample.types.tolist(), strict=True))
        ours = Counter((s, t) for s, t, true in rows if t and true >= 0)
        theirs = Counter((s, true) for s, _, true in rows if true > 0)
        count.update(type_hit=(ours & theirs).total(), type_said=ours.total(), type_true=theirs.total())
    return count


def _f1(count: Mapping[str, int], what: str) -> float:
    return 2 * count[f"{what}_hit"] / max(1, count[f"{what}_said"] + count[f"{what}_true"])
