"""The settings of rasid, one table of names, defaults and help; rasid.toml, then RASID_* variables, then flags decide."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rasid.errors import ConfigError

FILE = "rasid.toml"
PREFIX = "RASID_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in rasid.toml (RASID_NAME in the environment), its default, and what it does."""

    name: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("store", "", "where claims are kept: a file, sqlite:///PATH or postgresql://...; empty: rasid.sqlite in the data folder"),
    Setting("data", "", "the data folder; empty: rasid in XDG_DATA_HOME, else ~/.local/share/rasid"),
    Setting("cache", "", "the cache folder (the built gazetteer); empty: rasid in XDG_CACHE_HOME, else ~/.cache/rasid"),
    Setting("knowledge", "", "a knowledge folder to read with instead of the built-in one"),
    Setting("outlet", "", "the outlet of inputs that name none"),
    Setting(
        "extractor",
        "auto",
        "which extractor reads the reports: rules, neural, both, or another that is installed; "
        "auto: both (rules and network, weighed against each other) where rasid-neural is installed, else rules",
    ),
    Setting("zone", "UTC", "the time zone that decides on which day a message of Telegram or a feed was published"),
    Setting("jobs", "1", "how many processes read reports"),
)
_BY_NAME = {s.name: s for s in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """The values that hold for one run of a program."""

    values: Mapping[str, str]

    def get(self, name: str, flag: str | None = None) -> str:
        """The value of a setting; a flag that was given wins."""
        return self.values[name] if flag is None else flag

    @property
    def data(self) -> Path:
        """The folder for what must be kept."""
        return Path(self.values["data"]).expanduser()

    @property
    def cache(self) -> Path:
        """The folder for what can be built again."""
        return Path(self.values["cache"]).expanduser()

    def store(self, flag: str | None = None) -> str:
        """The store's URL or file."""
        return self.get("store", flag) or str(self.data / "rasid.sqlite")

    def number(self, name: str, flag: int | None = None) -> int:
        """A setting that is a whole number above 0.

        Raises:
            ConfigError: it is none.
        """
        value = self.values[name] if flag is None else str(flag)
        if not value.isdecimal() or int(value) < 1:
            raise ConfigError(f"{name}: {value!r} is no whole number above 0")
        return int(value)


def read_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The settings of this run. The file is RASID_CONFIG, else rasid.toml in the current folder, if there is one.

    Raises:
        ConfigError: the file is wrong, or a key or variable is unknown.
    """
    env = os.environ if environment is None else environment
    values = {s.name: s.default for s in SETTINGS}
    values |= _from_file(env, folder or Path.cwd())
    values |= {name: env[PREFIX + name.upper()] for name in values if PREFIX + name.upper() in env}
    for name, variable, fallback in (("data", "XDG_DATA_HOME", ".local/share"), ("cache", "XDG_CACHE_HOME", ".cache")):
        values[name] = values[name] or str(Path(env.get(variable) or Path.home() / fallback) / "rasid")
    return Settings(values)


def _from_file(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    named = env.get(PREFIX + "CONFIG")
    path = Path(named) if named else folder / FILE
    if not path.exists():
        if named:
            raise ConfigError(f"{path}: no such file (from {PREFIX}CONFIG)")
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    found = {}
    for key, value in content.items():
        if key not in _BY_NAME:
            raise ConfigError(f"{path}: unknown setting {key!r}; known: {', '.join(sorted(_BY_NAME))}")
        if isinstance(value, dict | list | bool):
            raise ConfigError(f"{path}: {key}: expected a string or number, found {value!r}")
        found[key] = str(value)
    return found
