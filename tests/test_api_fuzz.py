"""Whatever is sent to the API, it never fails: every operation of its OpenAPI document is called with generated input.

RASID_FUZZ sets the examples an operation (default 8; a longer run by hand: RASID_FUZZ=200).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings

from rasid.web.accounts import RIGHTS
from web_samples import DENY, SIEGE, TAKE, post, server

schemathesis = pytest.importorskip("schemathesis", reason="the test extra brings it")
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
EXAMPLES = int(os.environ.get("RASID_FUZZ", "8"))
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.response_schema_conformance,
    checks.content_type_conformance,
]
HOST = {"host": "127.0.0.1"}


Served = tuple[FastAPI, dict[str, str]]


@pytest.fixture(params=["local", "accounts"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """The app with some reports in it, and the headers with which everything is allowed."""
    headers = dict(HOST)
    with server(tmp_path, accounts=request.param == "accounts") as (client, services):
        if services.access is not None:
            services.access.accounts.add("admin", "a long enough password", "admin", services.now())
            token = services.access.tokens.make("admin", "", RIGHTS, 300, services.now())["token"]
            headers["authorization"] = f"Bearer {token}"
            client.headers.update(headers)
        for text, day in ((TAKE, "2022-04-18"), (DENY, "2022-04-19"), (SIEGE, "2022-04-22")):
            post(client, text, day)
        yield client.app, headers  # type: ignore[misc]  # the app that the client was given


def test_no_input_makes_the_server_fail(served: Served, subtests: Any) -> None:
    app, headers = served
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=headers)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        tried += 1
        with subtests.test(operation.label):
            _call(operation, headers)
    assert tried > 30


def _call(operation: Any, headers: dict[str, str]) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def call(case: Any) -> None:
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    call()
