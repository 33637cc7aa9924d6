"""Claims as they come out of the store in, the same one by one or as a table of Arrow or pandas out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rasid.errors import ConfigError
from rasid.types import Recorded

if TYPE_CHECKING:
    import pyarrow as pa


class ClaimStream(Iterator[Recorded]):
    """An iterator of claims; the tables hold all that are left and need the extra `parquet` (pandas as well for `to_pandas`)."""

    def __init__(self, claims: Iterable[Recorded]) -> None:
        self._claims = iter(claims)

    def __next__(self) -> Recorded:
        return next(self._claims)

    def to_arrow(self) -> pa.Table:
        """One Arrow table, typed as the Parquet export is."""
        try:
            from rasid import arrow
        except ModuleNotFoundError as error:
            raise ConfigError(f"a table needs {error.name}: pip install 'rasid[parquet]'") from None
        return arrow.to_arrow(self._claims)

    def to_pandas(self) -> Any:
        """A data frame."""
        return self.to_arrow().to_pandas()
