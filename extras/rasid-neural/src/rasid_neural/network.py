"""The files of the model in, a network that onnxruntime runs out. Nothing is fetched: the files are part of the package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from rasid.errors import ConfigError
from rasid_neural.drafts import Array
from rasid_neural.pieces import Pieces
from rasid_neural.windows import Window

FOLDER = Path(__file__).parent / "data"
_TRIGGERS = 4  # that are asked about at once
ENCODER, FRAMES, TOKENIZER, LABELS = "encoder.int8.onnx", "frames.onnx", "tokenizer.json", "labels.json"


@cache  # once a process
def _share_memory() -> None:
    """Both halves take their memory from one arena: 23 MB less than from one each (100 reports of the corpus), as fast."""
    memory = onnxruntime.OrtMemoryInfo("Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT)
    onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg({}))


@dataclass(slots=True)
class OnnxNet:
    """The two halves of the network as onnxruntime sessions."""

    folder: Path = FOLDER
    threads: int = 1
    _words: Any = field(init=False)
    _frames: Any = field(init=False)

    def __post_init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self.threads, 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # who waits leaves the processor to others
        _share_memory()
        options.add_session_config_entry("session.use_env_allocators", "1")
        self._words = onnxruntime.InferenceSession(str(self.folder / ENCODER), options, providers=["CPUExecutionProvider"])
        self._frames = onnxruntime.InferenceSession(str(self.folder / FRAMES), options, providers=["CPUExecutionProvider"])

    def words(self, window: Window) -> tuple[Array, Array]:
        """The state of each word, and the scores of its types."""
        pieces = np.array([window.pieces], np.int64)
        inputs = {"pieces": pieces, "mask": np.ones_like(pieces)}
        inputs |= {"first": np.array([window.first], np.int64), "last": np.array([window.last], np.int64)}
        states, types = self.run_words(inputs)
        return states[0], types[0]

    def run_words(self, inputs: Mapping[str, Array]) -> tuple[Array, Array]:
        """The same for several windows at once, padded."""
        states, types = self._words.run(None, inputs)
        return states, types

    def frames(self, words: Array, at: Array, of: Array, off: Array, apart: Array) -> tuple[Array, Array, Array]:
        """The scores of tags, stances and statuses; a few triggers at a time: 12 MB less than all at once, as fast."""
        some = [slice(n, n + _TRIGGERS) for n in range(0, len(at), _TRIGGERS)]
        parts = [self._frames_of(words, at[k], of[k], off[k], apart[k]) for k in some]
        tags, stances, statuses = (np.concatenate(part) for part in zip(*parts, strict=True))
        return tags, stances, statuses

    def _frames_of(self, words: Array, at: Array, of: Array, off: Array, apart: Array) -> tuple[Array, Array, Array]:
        inputs = {"words": words, "at": at.astype(np.int64), "of": of.astype(np.int64), "off": off, "apart": apart}
        tags, stances, statuses = self._frames.run(None, inputs)
        return tags, stances, statuses


@dataclass(frozen=True, slots=True)
class Model:
    """The network with its pieces, types and version."""

    net: OnnxNet
    pieces: Pieces
    types: tuple[str, ...]
    version: str


def load(folder: Path = FOLDER, threads: int = 1) -> Model:
    """The delivered model. Its version is a hash of the encoder's file.

    Raises:
        ConfigError: the package was installed without the model's files.
    """
    missing = [name for name in (ENCODER, FRAMES, TOKENIZER, LABELS) if not (folder / name).exists()]
    if missing:
        raise ConfigError(f"{folder} lacks {', '.join(missing)}: install rasid-neural from a checkout or wheel that holds its model")
    types = tuple(json.loads((folder / LABELS).read_text("utf-8"))["types"])
    with (folder / ENCODER).open("rb") as weights:
        version = hashlib.file_digest(weights, "sha256").hexdigest()[:12]
    return Model(OnnxNet(folder, threads), Pieces.load(folder / TOKENIZER), types, version)
