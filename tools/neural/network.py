"""The encoder's arrays in, the network that is trained out: a BERT, and on its words three heads that share its states.

One says which words are triggers and of which type; one, for a trigger and a word, the word's tag in each role; one the trigger's
stance and status. There is one pass of the encoder, whatever the number of triggers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rasid_neural.labels import APART, DISTANCES, SPAN_ROLES, STANCES, STATUSES, TAGS

HIDDEN, LAYERS, HEADS, PAIR = 384, 12, 12, 256
EPSILON = 1e-12
DROPOUT = 0.1


def _dropped(x: Tensor, training: bool) -> Tensor:
    return functional.dropout(x, DROPOUT, training)


def _mixed(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Attention spelled out in the states' own precision: on processors half the time of the fused kernel."""
    with torch.autocast(q.device.type, enabled=False):
        scores = (q * (HIDDEN // HEADS) ** -0.5) @ k.transpose(-1, -2) + bias.to(q.dtype)
        return scores.softmax(-1) @ v


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.after_attention = nn.LayerNorm(HIDDEN, EPSILON)
        self.wide = nn.Linear(HIDDEN, 4 * HIDDEN)
        self.narrow = nn.Linear(4 * HIDDEN, HIDDEN)
        self.after_wide = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = states.shape
        q, k, v = (x.view(batch, length, HEADS, -1).transpose(1, 2) for x in self.qkv(states).split(HIDDEN, -1))
        if states.is_cuda:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        else:
            mixed = _mixed(q, k, v, bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        states = self.after_attention(states + self.out(mixed))
        wide = self.narrow(functional.gelu(self.wide(states)))
        normed: Tensor = self.after_wide(states + self._drop(wide))
        return normed

    def _drop(self, x: Tensor) -> Tensor:
        return _dropped(x, self.training)


class Encoder(nn.Module):
    """Pieces to states."""

    def __init__(self, vocabulary: int, positions: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(positions, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.norm(self.word(pieces) + self.position(places))
        states = _dropped(states, self.training)
        bias = (1.0 - mask[:, None, None, :].to(torch.float32)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Words(nn.Module):
    """The states of words, from those of their first and last pieces, and what is said of each word: trigger of a type, or none."""

    def __init__(self, types: int) -> None:
        super().__init__()
        self.types = nn.Linear(HIDDEN, types)

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        words = (_at(states, first) + _at(states, last)) * 0.5
        return words, self.types(words)


def _at(states: Tensor, index: Tensor) -> Tensor:
    return states.gather(1, index[:, :, None].expand(-1, -1, states.shape[2]))


class Frames(nn.Module):
    """Triggers of one window with their types, and the states of its words: the tags of each word in each role, stance, status."""

    def __init__(self, types: int) -> None:
        super().__init__()
        self.of_word = nn.Linear(HIDDEN, 2 * PAIR)
        self.of_trigger = nn.Linear(HIDDEN, 2 * PAIR)
        self.of_type = nn.Embedding(types, PAIR)
        self.off = nn.Embedding(DISTANCES, PAIR)
        self.apart = nn.Embedding(APART, PAIR)
        self.tags = nn.Linear(PAIR, TAGS * len(SPAN_ROLES))
        self.type_of_standing = nn.Embedding(types, PAIR)
        self.standing = nn.Linear(HIDDEN, PAIR)
        self.stance = nn.Linear(PAIR, len(STANCES))
        self.status = nn.Linear(PAIR, len(STATUSES))

    def forward(self, words: Tensor, at: Tensor, of: Tensor, off: Tensor, apart: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`words`: word, state; `at`, `of`: triggers; `off`, `apart`: trigger, word."""
        return self._said(self.of_word(words)[None], words.index_select(0, at), of, off, apart)

    def of_windows(
        self, words: Tensor, window: Tensor, at: Tensor, of: Tensor, off: Tensor, apart: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The same for the triggers of several windows at once. `words`: window, word, state; `window`: that of each trigger."""
        return self._said(self.of_word(words).index_select(0, window), words[window, at], of, off, apart)

    def _said(self, words: Tensor, triggers: Tensor, of: Tensor, off: Tensor, apart: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`words`: 1 or trigger, word, what they bring to a pair."""
        word_sum, word_product = words.split(PAIR, -1)
        trigger_sum, trigger_product = self.of_trigger(triggers).split(PAIR, -1)
        near = self.off(off) + self.apart(apart)
        pairs = word_sum + (trigger_sum + self.of_type(of))[:, None] + near + word_product * trigger_product[:, None]
        tags = self.tags(self._drop(functional.gelu(pairs)))
        standing = self._drop(functional.gelu(self.standing(triggers) + self.type_of_standing(of)))
        return tags.view(*tags.shape[:2], len(SPAN_ROLES), TAGS), self.stance(standing), self.status(standing)

    def _drop(self, x: Tensor) -> Tensor:
        return _dropped(x, self.training)


class Network(nn.Module):
    """The whole: encoder and heads."""

    def __init__(self, vocabulary: int, positions: int, types: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, positions)
        self.words = Words(types)
        self.frames = Frames(types)
        for embedding in (self.frames.of_type, self.frames.off, self.frames.apart, self.frames.type_of_standing):
            nn.init.normal_(embedding.weight, std=0.1)

    def load(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Start from the arrays of the wheel."""
        with torch.no_grad():
            encoder = self.encoder
            _set(encoder.word.weight, arrays["emb.word"])
            _set(encoder.position.weight, arrays["emb.pos"])
            _norm(encoder.norm, arrays, "emb.ln")
            for i, layer in enumerate(encoder.layers):
                at = f"l{i}."
                _set(layer.qkv.weight, np.concatenate([arrays[f"{at}{x}.w"] for x in "qkv"]))
                _set(layer.qkv.bias, np.concatenate([arrays[f"{at}{x}.b"] for x in "qkv"]))
                for name, linear in (("ao", layer.out), ("fi", layer.wide), ("fo", layer.narrow)):
                    _set(linear.weight, arrays[f"{at}{name}.w"])
                    _set(linear.bias, arrays[f"{at}{name}.b"])
                _norm(layer.after_attention, arrays, f"{at}aln")
                _norm(layer.after_wide, arrays, f"{at}oln")


def _set(parameter: Tensor, array: np.ndarray) -> None:
    if parameter.shape != array.shape:
        raise ValueError(f"{array.shape} does not fit {tuple(parameter.shape)}")
    parameter.copy_(torch.from_numpy(np.ascontiguousarray(array)))


def _norm(norm: nn.LayerNorm, arrays: Mapping[str, np.ndarray], name: str) -> None:
    _set(norm.weight, arrays[f"{name}.w"])
    _set(norm.bias, arrays[f"{name}.b"])


def save(network: Network, path: Path) -> None:
    """Keep it, in half precision."""
    torch.save({k: v.half().cpu() for k, v in network.state_dict().items()}, path)


def begun(start: Mapping[str, np.ndarray], types: Mapping[str, int], after: Path | None, seed: int) -> Network:
    """The network before training: from the wheel's arrays, or what was trained before."""
    torch.manual_seed(seed)
    network = Network(len(start["emb.word"]), len(start["emb.pos"]), len(types))
    network.load(start)
    if after is not None:
        network.load_state_dict({k: v.float() for k, v in torch.load(after, map_location="cpu").items()})
    return network
