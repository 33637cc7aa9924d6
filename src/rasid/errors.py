"""What can go wrong, as one small tree, so that a caller can catch all of it or one kind.

RasidError
├── KnowledgeError   a language or world file is wrong: file, line, what was expected      -> nothing can run
├── ConfigError      a setting or flag is wrong: which, what is allowed                    -> nothing can run
├── InputError       one report or row cannot be read: file, line, reason                  -> skip it, count it, go on
├── StoreError       the store cannot be opened, read or written                           -> stop; what was stored stays
├── ExtractorError   one extractor failed on one report                                    -> it is off for this report
└── NotFoundError    an id or name that nothing in the store or the knowledge bears        -> say what is there
"""

from __future__ import annotations


class RasidError(Exception):
    """Base of all errors that rasid raises on purpose."""


class KnowledgeError(RasidError):
    """A knowledge file is wrong. `faults` holds one message a fault, each beginning with file:line."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class ConfigError(RasidError):
    """A setting, flag or option is wrong."""


class InputError(RasidError):
    """One report or row cannot be read; the run goes on without it."""

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = reason
        super().__init__(f"{where}: {reason}")


class StoreError(RasidError):
    """The store cannot be opened, read or written."""


class ExtractorError(RasidError):
    """One extractor failed on one report."""


class NotFoundError(RasidError):
    """Nothing bears this id or name."""
