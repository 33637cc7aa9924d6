"""The bytes of an original in, their SHA-256 out; where the user asks for it, the bytes are kept under that name."""

from __future__ import annotations

import hashlib
import os

from rasid.ingest.options import ReadOptions


def digest_of(data: bytes) -> str:
    """The hash alone, of a line or file that stays where it is."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes, extension: str, options: ReadOptions) -> str:
    """The hash of the original."""
    digest = digest_of(data)
    if options.keep_originals is not None:
        folder = options.keep_originals / digest[:2]
        path = folder / f"{digest}{extension}"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.part")  # several processes may meet the same page
            part.write_bytes(data)
            part.replace(path)
    return digest
