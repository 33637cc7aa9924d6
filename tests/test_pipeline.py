"""Which extractor reads: `auto` is both where a package offers it, else the rules; what cannot be loaded is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from rasid import pipeline
from rasid.errors import ConfigError
from rasid.knowledge import Knowledge
from rasid.pipeline import chosen, extractor, rules_extractor
from rasid.types import Claim, Report


@dataclass(frozen=True)
class Point:
    """An entry point, as an installed package has it."""

    name: str
    load: Callable[[], Callable[[], pipeline.Extractor]]


class Both:
    name = "both"

    def __call__(self, report: Report, knowledge: Knowledge) -> list[Claim]:
        return []


def broken() -> Callable[[], pipeline.Extractor]:
    raise ImportError("libonnxruntime.so: cannot open shared object file")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def install(*points: Point) -> None:
        monkeypatch.setattr(pipeline, "entry_points", lambda group: [Point("rules", lambda: rules_extractor), *points])

    return install


def test_auto_is_the_rules_where_there_is_nothing_else(installed: Callable[..., None]) -> None:
    installed()
    assert chosen("auto") == "rules"
    assert extractor("auto").name == "rules"


def test_auto_is_both_where_a_package_offers_it(installed: Callable[..., None]) -> None:
    installed(Point("both", lambda: Both))
    assert chosen("auto") == "both"
    assert extractor("auto").name == "both"


def test_who_names_an_extractor_gets_it(installed: Callable[..., None]) -> None:
    installed(Point("both", lambda: Both))
    assert (chosen("rules"), extractor("rules").name) == ("rules", "rules")
    with pytest.raises(ConfigError, match="no extractor is called 'oracle'; available: auto, both, rules"):
        extractor("oracle")


def test_a_package_that_lacks_a_library_is_named(installed: Callable[..., None]) -> None:
    installed(Point("both", broken))
    with pytest.raises(ConfigError, match=r"the extractor 'both' cannot be loaded \(libonnxruntime"):
        extractor("auto")
