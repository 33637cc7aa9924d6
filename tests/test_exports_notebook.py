"""The notebook in docs/ runs from top to bottom, cell by cell, as a reader would run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rasid.knowledge import Knowledge

NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebook.ipynb"


def test_notebook(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasid.pipeline.load", lambda cache: knowledge)
    monkeypatch.delattr("rasid.load", raising=False)
    names: dict[str, Any] = {}
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [], "kept without outputs: they would grow old"
            exec(compile("".join(cell["source"]), f"notebook.ipynb:{cell['id']}", "exec"), names)
    assert {"control.take"} <= set(names["frame"]["type"]) and len(names["items"]) == 3
    assert [sidecar["format"] for sidecar in names["sidecars"]] == ["parquet", "geojson", "acled"]
