"""Reports, claims and judgements in; the same out, filtered: one store, on a SQLite file or on PostgreSQL by URL."""

from rasid.store.filters import ClaimFilter, Page, ReportFilter
from rasid.store.store import Store, open_store
from rasid.store.writer import Added

__all__ = ["Added", "ClaimFilter", "Page", "ReportFilter", "Store", "open_store"]
