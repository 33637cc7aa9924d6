"""A network and windows of real text in, the same network out with its activations evened out: what int8 then rounds is worth keeping.

A few channels of a layer's input are ten times as large as the others, and a scale that fits them rounds the others away. Each channel
is therefore divided by a share of its largest value before the layer, and the layer's weights are multiplied by the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from network import Network
from rasid_neural.windows import Window

SHARE = 0.75  # of the difficulty that goes from the activations to the weights; 0.5 to 0.85 were tried
LINEAR = ("qkv", "out", "wide", "narrow")


class Smoothed(nn.Module):
    """A linear layer whose input is evened out first."""

    def __init__(self, linear: nn.Linear, peaks: Tensor) -> None:
        super().__init__()
        largest = linear.weight.detach().abs().amax(0).clamp(min=1e-5)
        scale = peaks.clamp(min=1e-5) ** SHARE / largest ** (1 - SHARE)
        scale = scale / scale.log().mean().exp()
        self.linear = linear
        linear.weight.data = linear.weight.data * scale
        self.shrink: Tensor
        self.register_buffer("shrink", 1 / scale)

    def forward(self, states: Tensor) -> Tensor:
        out: Tensor = self.linear(states * self.shrink)
        return out


def smooth(network: Network, windows: Iterable[Window]) -> None:
    """Even out every layer of the encoder by what flows through it in these windows."""
    peaks: dict[tuple[int, str], Tensor] = {}

    def watch(key: tuple[int, str]) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def look(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            seen = inputs[0].detach().abs().amax((0, 1))
            peaks[key] = torch.maximum(peaks.get(key, seen), seen)

        return look

    layers = list(network.encoder.layers)
    hooks = [getattr(layer, name).register_forward_pre_hook(watch((i, name))) for i, layer in enumerate(layers) for name in LINEAR]
    with torch.inference_mode():
        for window in windows:
            pieces = torch.tensor([window.pieces])
            network.encoder(pieces, torch.ones_like(pieces))
    for hook in hooks:
        hook.remove()
    for i, layer in enumerate(layers):
        for name in LINEAR:
            setattr(layer, name, Smoothed(getattr(layer, name), peaks[i, name].clone()))
