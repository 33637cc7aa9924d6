"""What all tests share: the knowledge loaded once, the command line run in this process, and folders that are not the user's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rasid import knowledge as knowledge_
from rasid.cli import main
from rasid.gazetteer import Gazetteer
from rasid.gazetteer import load as load_places
from rasid.knowledge import Knowledge
from rasid.pipeline import Extractor, extractor

SHARED = Path(__file__).parents[2] / "shared"
_LOAD = knowledge_.load


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def cache(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the built gazetteer is kept from one test run to the next; its name depends on what it is made of."""
    keeper = getattr(request.config, "cache", None)  # absent where pytest runs without its cache plugin
    return Path(keeper.mkdir("rasid")) if keeper else tmp_path_factory.mktemp("rasid-cache")


@pytest.fixture(scope="session")
def knowledge(cache: Path) -> Knowledge:
    """The shipped knowledge, loaded once."""
    return _LOAD(knowledge_.FOLDER, gazetteer=load_places(cache, knowledge_.FOLDER))


@pytest.fixture(scope="session", params=["rules", "both"])
def reader(request: pytest.FixtureRequest) -> Extractor:
    """What makes claims of a report: the rules, then rules and network together where its model is there."""
    if request.param == "both":
        pytest.importorskip("onnxruntime")
        network = pytest.importorskip("rasid_neural.network", reason="rasid-neural is not installed")
        if not (network.FOLDER / network.ENCODER).exists():
            pytest.skip("the model's files are not there")
    return extractor(request.param)


@pytest.fixture(autouse=True)
def _own_folders(cache: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the user's store, cache or settings."""
    for name in ("RASID_STORE", "RASID_CONFIG", "RASID_KNOWLEDGE", "RASID_OUTLET", "RASID_EXTRACTOR", "RASID_ZONE", "RASID_JOBS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RASID_EXTRACTOR", "rules")  # whatever is installed beside; what `auto` takes has tests of its own
    monkeypatch.setenv("RASID_CACHE", str(cache))
    monkeypatch.setenv("RASID_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def rasid(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Run]:
    """Runs a command line in this process; the knowledge is the one that is loaded already."""

    def load(folder: Path = knowledge_.FOLDER, lang: str = "ar", gazetteer: Gazetteer | None = None) -> Knowledge:
        known: Knowledge = request.getfixturevalue("knowledge")
        if folder == knowledge_.FOLDER and gazetteer is not None and len(gazetteer) == len(known.gazetteer):
            return known
        return _LOAD(folder, lang, gazetteer)

    monkeypatch.setattr(knowledge_, "load", load)

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in arguments])
        printed = capsys.readouterr()
        code = stopped.value.code
        return Done(code if isinstance(code, int) else 0 if code is None else 1, printed.out, printed.err)

    yield run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository with coded reports; tests that need it are skipped without it."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs ../shared")
    return SHARED
