"""Whatever people have (files, folders, standard input, pages) in, reports and skipped inputs with reasons out, one by one."""

from rasid.ingest.inputs import plan, read_inputs, read_part
from rasid.ingest.options import Item, Limits, ReadOptions, Skipped
from rasid.ingest.sniff import KINDS

__all__ = ["KINDS", "Item", "Limits", "ReadOptions", "Skipped", "plan", "read_inputs", "read_part"]
