"""Settings: the file gives way to the environment, the environment to flags; what is unknown is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from rasid.config import SETTINGS, read_settings
from rasid.errors import ConfigError


def test_defaults(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    assert settings.get("extractor") == "auto"
    assert settings.store() == str(settings.data / "rasid.sqlite")


def test_file_then_environment_then_flag(tmp_path: Path) -> None:
    (tmp_path / "rasid.toml").write_text('outlet = "a"\nextractor = "file"\njobs = 3\n', "utf-8")
    settings = read_settings({"RASID_OUTLET": "b"}, tmp_path)
    assert settings.get("extractor") == "file"
    assert settings.get("outlet") == "b"
    assert settings.get("outlet", "c") == "c"
    assert settings.number("jobs") == 3
    assert settings.number("jobs", 2) == 2


def test_folders_follow_the_platform(tmp_path: Path) -> None:
    settings = read_settings({"XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c"}, tmp_path)
    assert (settings.data, settings.cache) == (Path("/d/rasid"), Path("/c/rasid"))
    assert read_settings({"RASID_DATA": "/x", "XDG_DATA_HOME": "/d"}, tmp_path).data == Path("/x")


def test_named_file(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('store = "postgresql://h/db"\n', "utf-8")
    assert read_settings({"RASID_CONFIG": str(tmp_path / "other.toml")}, tmp_path).store() == "postgresql://h/db"
    with pytest.raises(ConfigError, match="no such file"):
        read_settings({"RASID_CONFIG": str(tmp_path / "none.toml")}, tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("colour = 'red'\n", "unknown setting 'colour'; known: cache"),
        ("store = [", "not TOML"),
        ("[store]\nx = 1\n", "expected a string"),
    ],
)
def test_wrong_file(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "rasid.toml").write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=message):
        read_settings({}, tmp_path)


@pytest.mark.parametrize("value", ["0", "-1", "two", ""])
def test_numbers(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match="no whole number above 0"):
        read_settings({"RASID_JOBS": value}, tmp_path).number("jobs")


def test_every_setting_has_help() -> None:
    assert all(len(s.help) > 10 for s in SETTINGS)
    assert len({s.name for s in SETTINGS}) == len(SETTINGS)
