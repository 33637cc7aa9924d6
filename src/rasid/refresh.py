"""A store in, its events and states brought up to date: only the blocks that news touches, or everything from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rasid.corroborate import Sentences, in_blocks
from rasid.derive import collector_off, derive_block
from rasid.errors import StoreError
from rasid.facts import Fact, FactReader
from rasid.judging import Rulings, connected, rule
from rasid.store import ClaimFilter, Store
from rasid.store.store import STALE
from rasid.types import Claim, Event, Recorded, State
from rasid.world import World

_WORLD = "folded_with"
_SHARE = 0.3  # with more news than this, folding everything is cheaper
_BATCH = 20_000  # claims whose blocks are folded together before they are saved: what a refresh holds in memory
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: whether from nothing, and how many blocks, events and states it folded."""

    full: bool
    blocks: int
    events: int
    states: int


def refresh(store: Store, world: World, version: str = "", full: bool = False) -> Refreshed:
    """Brings the derived half up to date. `version` names the world; another one folds everything again."""
    for _ in range(_TRIES):
        epoch, news = store.epoch(), store.news()
        with collector_off():
            done = _once(store, world, version, full, epoch, news)
        if done is not None:
            return done
    raise StoreError("the ledger was folded by somebody else again and again meanwhile; try once more")


def _once(store: Store, world: World, version: str, full: bool, epoch: int, news: Sequence[int]) -> Refreshed | None:
    folder = _Folder(store, world)
    again = full or store.note(_WORLD) != version or store.note(STALE) is not None
    again = again or len(news) > max(200, _SHARE * store.count_claims())
    return folder.everything(news, epoch, version) if again else folder.news(news, epoch)


def sentences_of(store: Store) -> Sentences:
    """The words of a claim's sentence, from the stored report."""
    text = lru_cache(maxsize=2000)(lambda report: store.report(report).text)

    def sentence(claim: Claim) -> str:
        return text(claim.report)[claim.sentence.start : claim.sentence.end]

    return sentence


class _Folder:
    """One refresh: the rulings and the world that it folds with."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.rulings: Rulings = rule(store.judgements())
        self.reader = FactReader(world, self.rulings.same_entities())
        self.sentences = sentences_of(store)

    def news(self, news: Sequence[int], epoch: int) -> Refreshed | None:
        """Folds the blocks that the news lay in before and lies in now."""
        if not news:
            return Refreshed(False, 0, 0, 0)
        before = self.store.blocks_of(news)
        lies = {n: self._blocks(r) for n, r in self.store.claims_numbered(news)}
        # Until the fold is saved, claims lie in their old blocks too: if it fails, the next refresh still finds those.
        self.store.set_blocks(lies, keep=True)
        dirty = self._tied(before | {b for blocks in lies.values() for b in blocks})
        events, states = self._fold(sorted(dirty))
        if not self.store.save_derived(events, states, dirty, news, epoch):
            return None
        self.store.set_blocks(lies)
        return Refreshed(False, len(dirty), _count(events), _count(states))

    def everything(self, news: Sequence[int], epoch: int, version: str) -> Refreshed | None:
        """Folds all blocks, some thousand claims at a time; until the last is saved the ledger counts as not folded."""
        self.store.set_notes(**{_WORLD: ""})
        self.store.forget_blocks()
        sizes: dict[str, int] = {}
        for part in _parts(self.store.numbered_claims(ClaimFilter(withdrawn=True)), _BATCH):
            lies = {n: self._blocks(r) for n, r in part}
            self.store.set_blocks(lies)
            for blocks in lies.values():
                for block in blocks:
                    sizes[block] = sizes.get(block, 0) + 1
        if not self.store.save_derived({}, {}, None, epoch=epoch):
            return None
        total = [0, 0]
        for names in self._batches(sizes):
            epoch += 1
            events, states = self._fold(names)
            if not self.store.save_derived(events, states, names, epoch=epoch):
                return None
            total = [total[0] + _count(events), total[1] + _count(states)]
        if not self.store.save_derived({}, {}, (), news, epoch + 1):
            return None
        self.store.drop_note(STALE)
        self.store.set_notes(**{_WORLD: version})
        return Refreshed(True, len(sizes), *total)

    def _blocks(self, recorded: Recorded) -> list[str]:
        claims = list(self.rulings.apply([recorded])) or [recorded]
        return [name for name, _ in self.reader.fact(claims[0].claim).blocks]

    def _tied(self, blocks: Iterable[str]) -> set[str]:
        """The blocks, and all that judgements `same` tie to them."""
        found = set(blocks)
        for group in self._groups():
            if group & found:
                found |= group
        return found

    def _groups(self) -> list[set[str]]:
        """Blocks that hold claims which people called the same."""
        heads = self.rulings.same_claims()
        numbers = self.store.row_numbers(sorted(heads))
        seats = [(heads[c], b) for c, n in sorted(numbers.items()) for b in sorted(self.store.blocks_of([n]))]
        by_head: dict[str, set[str]] = {}
        for head, block in seats:
            by_head.setdefault(head, set()).add(block)
        tied = connected((min(blocks), b) for blocks in by_head.values() for b in blocks)
        groups: dict[str, set[str]] = {}
        for block, head in tied.items():
            groups.setdefault(head, set()).add(block)
        return list(groups.values())

    def _batches(self, sizes: Mapping[str, int]) -> Iterator[list[str]]:
        """Blocks in batches of some thousand claims; tied blocks stay together."""
        head = {b: min(group) for group in self._groups() for b in group}
        batch: list[str] = []
        held = 0
        for name in sorted(sizes, key=lambda b: (head.get(b, b), b)):
            if held > _BATCH and head.get(name) is None:
                yield batch
                batch, held = [], 0
            batch.append(name)
            held += sizes[name]
        if batch:
            yield batch

    def _fold(self, names: Sequence[str]) -> tuple[dict[str, Sequence[Event]], dict[str, Sequence[State]]]:
        wanted = set(names)
        events: dict[str, Sequence[Event]] = {}
        states: dict[str, Sequence[State]] = {}
        facts = (self._only(f, wanted) for f in self.reader.facts(self.rulings.apply(self.store.claims_in(names))))
        for block, inside in in_blocks(facts, self.rulings).items():
            derived = derive_block(block, inside, self.rulings, self.reader, self.sentences)
            events[block], states[block] = derived.events, derived.states
        return events, states

    @staticmethod
    def _only(fact: Fact, wanted: set[str]) -> Fact:
        """The fact without the blocks that are not folded now."""
        if all(name in wanted for name, _ in fact.blocks):
            return fact
        return fact._replace(blocks=tuple(b for b in fact.blocks if b[0] in wanted))


def _count(by_block: Mapping[str, Sequence[object]]) -> int:
    return sum(map(len, by_block.values()))


def _parts(items: Iterable[tuple[int, Recorded]], size: int) -> Iterator[list[tuple[int, Recorded]]]:
    part: list[tuple[int, Recorded]] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
