"""Who may do what: no log-in on this machine, accounts elsewhere; roles, sessions, tokens, limits; foreign hosts and origins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from ledger_samples import fresh_store
from rasid import cli_web
from rasid.errors import ConfigError
from rasid.store import open_store
from rasid.web import Services, create_app
from rasid.web.accounts import RIGHTS, ROLES, rights
from rasid.web.limits import Attempts, Limits
from rasid.web.sessions import Access
from rasid.web.tables import open_access
from web_samples import DENY, TAKE, Clock, get, make_services, post, server

PASSWORD = "a long enough password"
Served = tuple[TestClient, Services]


@pytest.fixture(params=["sqlite", "postgres"])
def guarded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with server(tmp_path, request.param, accounts=True) as (client, services):
        assert services.access is not None
        for role in ROLES:
            services.access.accounts.add(role, PASSWORD, role, services.now())
        yield client, services


def login(client: TestClient, name: str) -> dict[str, str]:
    """Logs in; the header that changes must bear."""
    client.cookies.clear()
    answer = client.post("/api/v1/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return {"x-csrf-token": answer.json()["csrf"]}


def _required(route: APIRoute) -> list[str]:
    return [found for d in route.dependant.dependencies if (found := getattr(d.call, "right", None))]


def test_every_endpoint_asks_for_a_right(tmp_path: Path) -> None:
    with fresh_store("sqlite", tmp_path) as store:
        app = create_app(make_services(store))
    unguarded, seen = set(), 0
    for router in _routes(app.routes):
        if router.path.startswith("/api/"):
            seen += 1
            if not set(_required(router)) & set(RIGHTS):
                unguarded.add((router.path, *sorted(router.methods)))
    assert seen > 30
    assert unguarded == {("/api/v1/session", "GET"), ("/api/v1/session", "POST")}


def _routes(routes: Any) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "effective_route_contexts"):
            yield from (c for c in route.effective_route_contexts())
        elif getattr(route, "routes", None):
            yield from _routes(route.routes)


def test_on_this_machine_nobody_logs_in(tmp_path: Path) -> None:
    with server(tmp_path, local_name="leila") as (client, _):
        who = get(client, "/session")
        assert (who["name"], who["login"]) == ("leila", False) and "admin" not in who["rights"]
        assert get(client, "/accounts", 403)["field"] == "admin"
        assert client.post("/api/v1/session", json={"name": "x", "password": "y"}).status_code == 404


def test_with_accounts_everybody_logs_in(guarded: Served) -> None:
    client, _ = guarded
    for path in (
        "/claims",
        "/reports",
        "/states",
        "/geo/claims",
        "/export/csv",
        "/judgements",
        "/audit",
        "/openapi.json",
        "/explain/c-1",
    ):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"
    assert get(client, "/session")["name"] is None
    login(client, "reader")
    assert get(client, "/claims")["total"] == 0
    assert get(client, "/session")["rights"] == ["read", "export", "analyse"]


def test_each_role_may_do_what_it_may(guarded: Served) -> None:
    client, services = guarded
    tries: dict[str, tuple[str, str, Any]] = {
        "read": ("GET", "/claims", None),
        "export": ("GET", "/export/csv", None),
        "analyse": ("POST", "/analyse", {"text": TAKE}),
        "add": ("POST", "/reports", {"text": TAKE, "published": "2022-04-18"}),
        "judge": ("POST", "/judgements", {"verdict": "accept", "claim": "c-none"}),
        "history": ("GET", "/audit", None),
        "admin": ("GET", "/accounts", None),
    }
    for role in ROLES:
        header = login(client, role)
        for right, (method, path, body) in tries.items():
            status = client.request(method, f"/api/v1{path}", json=body, headers=header).status_code
            assert (status == 403) == (right not in rights(role)), (role, right, status)
    assert services.audit.lines(100)[2] > 0


def test_a_session_needs_its_word_and_ends(guarded: Served) -> None:
    client, services = guarded
    header = login(client, "coder")
    body = {"text": TAKE}
    assert client.post("/api/v1/analyse", json=body).status_code == 403
    assert client.post("/api/v1/analyse", json=body, headers={"x-csrf-token": "wrong"}).json()["field"] == "x-csrf-token"
    assert client.post("/api/v1/analyse", json=body, headers=header).status_code == 200
    cookie = client.cookies["rasid_session"]
    assert client.delete("/api/v1/session", headers=header).status_code == 200
    client.cookies.set("rasid_session", cookie)
    assert client.get("/api/v1/claims").status_code == 401
    login(client, "coder")
    assert isinstance(services.now, Clock)
    services.now.at += timedelta(hours=13)
    assert client.get("/api/v1/claims").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(guarded: Served) -> None:
    client, _ = guarded
    answer = client.post("/api/v1/session", json={"name": "reader", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "secure" not in cookie
    secure = client.post("https://127.0.0.1/api/v1/session", json={"name": "reader", "password": PASSWORD})
    assert "secure" in secure.headers["set-cookie"].lower()


def test_guessing_passwords_is_slowed_by_name_and_by_caller(guarded: Served) -> None:
    client, services = guarded
    wrong = {"name": "admin", "password": "wrong password"}
    statuses = [client.post("/api/v1/session", json=wrong).status_code for _ in range(7)]
    assert statuses == [401] * 5 + [429, 429]
    right = client.post("/api/v1/session", json={"name": "admin", "password": PASSWORD})
    assert right.status_code == 429 and int(right.headers["retry-after"]) > 0
    assert client.post("/api/v1/session", json={"name": "coder", "password": PASSWORD}).status_code == 201
    other = TestClient(client.app, base_url="http://127.0.0.1:8765", client=("192.0.2.7", 5000))
    assert other.post("/api/v1/session", json={"name": "admin", "password": PASSWORD}).status_code == 201
    spread = [client.post("/api/v1/session", json={"name": f"n{i}", "password": "x"}).status_code for i in range(30)]
    assert spread[-1] == 429
    assert isinstance(services.now, Clock)
    services.now.at += timedelta(minutes=10)
    assert client.post("/api/v1/session", json={"name": "admin", "password": PASSWORD}).status_code == 201


def test_attempts_are_forgotten_after_a_while_and_on_success() -> None:
    attempts = Attempts(2, 10.0)
    attempts.fail("x", 0.0)
    assert attempts.wait("x", 1.0) == 0.0
    attempts.fail("x", 1.0)
    assert attempts.wait("x", 2.0) == 8.0 and attempts.wait("y", 2.0) == 0.0
    assert attempts.wait("x", 10.5) == 0.0
    attempts.fail("x", 10.6)
    attempts.clear("x")
    assert attempts.wait("x", 10.7) == 0.0


def test_tokens_have_scopes_an_end_and_can_be_revoked(guarded: Served) -> None:
    client, services = guarded
    header = login(client, "coder")
    beyond = client.post("/api/v1/tokens", json={"scopes": ["admin"]}, headers=header)
    assert beyond.status_code == 403
    made = client.post("/api/v1/tokens", json={"label": "nightly", "scopes": ["read"], "days": 2}, headers=header).json()
    bearer = {"authorization": f"Bearer {made['token']}"}
    client.cookies.clear()
    assert client.get("/api/v1/claims", headers=bearer).status_code == 200
    assert client.post("/api/v1/analyse", json={"text": TAKE}, headers=bearer).status_code == 403
    assert client.post("/api/v1/tokens", json={"scopes": ["read"]}, headers=bearer).status_code == 403
    assert client.get("/api/v1/claims", headers={"authorization": "Bearer rasid_wrong"}).status_code == 401
    header = login(client, "coder")
    listed = client.get("/api/v1/tokens").json()["items"]
    assert [t["label"] for t in listed] == ["nightly"] and "token" not in listed[0]
    assert client.delete(f"/api/v1/tokens/{made['id']}", headers=header).status_code == 200
    client.cookies.clear()
    assert client.get("/api/v1/claims", headers=bearer).status_code == 401
    header = login(client, "coder")
    short = client.post("/api/v1/tokens", json={"scopes": ["read"], "days": 1}, headers=header).json()
    client.cookies.clear()
    assert isinstance(services.now, Clock)
    services.now.at += timedelta(days=1, hours=1)
    assert client.get("/api/v1/claims", headers={"authorization": f"Bearer {short['token']}"}).status_code == 401


def test_a_lower_role_takes_rights_from_tokens_too(guarded: Served) -> None:
    client, services = guarded
    header = login(client, "coder")
    made = client.post("/api/v1/tokens", json={"scopes": ["read", "judge"], "days": 2}, headers=header).json()
    client.cookies.clear()
    bearer = {"authorization": f"Bearer {made['token']}"}
    body = {"verdict": "accept", "claim": "c-none"}
    assert client.post("/api/v1/judgements", json=body, headers=bearer).status_code == 404
    assert services.access is not None
    services.access.accounts.change("coder", role="reader")
    assert client.post("/api/v1/judgements", json=body, headers=bearer).status_code == 403
    services.access.accounts.change("coder", disabled=True)
    assert client.get("/api/v1/claims", headers=bearer).status_code == 401


def test_admins_keep_accounts_and_changes_end_sessions(guarded: Served) -> None:
    client, services = guarded
    reader = TestClient(client.app, base_url="http://127.0.0.1:8765")
    login(reader, "reader")
    header = login(client, "admin")
    added = client.post("/api/v1/accounts", json={"name": "omar", "password": PASSWORD, "role": "coder"}, headers=header)
    assert {a["name"]: a["role"] for a in added.json()["items"]}["omar"] == "coder"
    assert (
        client.post("/api/v1/accounts", json={"name": "omar", "password": PASSWORD, "role": "coder"}, headers=header).status_code == 422
    )
    short = client.post("/api/v1/accounts", json={"name": "zaid", "password": "short", "role": "coder"}, headers=header)
    assert short.status_code == 422 and short.json()["field"] == "password" and "short" not in short.json()["reason"].split("'")
    assert client.patch("/api/v1/accounts/reader", json={"role": "coder"}, headers=header).status_code == 200
    assert reader.get("/api/v1/claims").status_code == 401
    assert client.patch("/api/v1/accounts/admin", json={"role": "reader"}, headers=header).status_code == 409
    actions = {line["action"] for line in services.audit.lines(100)[0]}
    assert {"account.add", "account.change", "login"} <= actions


def test_everybody_changes_the_own_password_only_with_the_old_one(guarded: Served) -> None:
    client, _ = guarded
    header = login(client, "reader")
    wrong = client.put("/api/v1/password", json={"old": "not it", "new": "another long password"}, headers=header)
    assert wrong.status_code == 403 and wrong.json()["field"] == "old"
    right = client.put("/api/v1/password", json={"old": PASSWORD, "new": "another long password"}, headers=header)
    assert right.status_code == 200
    assert client.get("/api/v1/claims").status_code == 401
    assert client.post("/api/v1/session", json={"name": "reader", "password": PASSWORD}).status_code == 401


def test_passwords_and_secrets_are_kept_as_hashes_only(guarded: Served) -> None:
    client, services = guarded
    header = login(client, "coder")
    made = client.post("/api/v1/tokens", json={"scopes": ["read"]}, headers=header).json()
    cookie = client.cookies["rasid_session"]
    from sqlalchemy import text

    assert services.access is not None
    with services.access.engine.connect() as connection:
        kept = [
            str(row) for t in ("account", "session", "token", "audit") for row in connection.execute(text(f"SELECT * FROM web_{t}"))
        ]
    everything = "\n".join(kept)
    assert "$argon2id$" in everything
    assert not any(secret in everything for secret in (PASSWORD, made["token"], cookie))


def test_a_store_can_be_handed_on_without_its_accounts(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s.sqlite")) as store:
        Access(open_access(store.engine)).accounts.add("leila", PASSWORD, "admin", Clock()())
    assert b"argon2" not in (tmp_path / "s.sqlite").read_bytes()
    assert (tmp_path / "s.access.sqlite").stat().st_mode & 0o077 == 0


def test_judgements_bear_the_name_of_who_is_logged_in_and_only_reviewers_take_back_others(guarded: Served) -> None:
    client, _ = guarded
    header = login(client, "coder")
    client.headers.update(header)
    claim = post(client, TAKE)["claims"][0]["id"]
    said = client.post("/api/v1/judgements", json={"verdict": "reject", "claim": claim}).json()
    assert said["by"] == "coder"
    client.headers.update(login(client, "admin"))
    assert client.delete(f"/api/v1/judgements/{said['id']}").status_code == 200
    mine = client.post("/api/v1/judgements", json={"verdict": "accept", "claim": claim}).json()
    client.headers.update(login(client, "coder"))
    refused = client.delete(f"/api/v1/judgements/{mine['id']}")
    assert refused.status_code == 403 and "admin" in refused.json()["detail"]


# --- foreign hosts, origins, sizes ---


def test_other_hosts_origins_and_sites_are_refused(tmp_path: Path) -> None:
    with server(tmp_path) as (client, _):
        for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::1"):
            assert client.get("/api/v1/claims", headers={"host": host}).status_code == 421, host
        for host in ("localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"):
            assert client.get("/api/v1/claims", headers={"host": host}).status_code == 200, host
        for origin in ("http://evil.example", "null", "http://localhost:8765", "http://127.0.0.1:1"):
            answer = client.post("/api/v1/analyse", json={"text": TAKE}, headers={"origin": origin})
            assert answer.status_code == 403 and answer.json()["field"] == "origin", origin
        same = client.post("/api/v1/analyse", json={"text": TAKE}, headers={"origin": "http://127.0.0.1:8765"})
        assert same.status_code == 200
        assert client.get("/api/v1/claims", headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert client.get("/api/v1/claims", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_named_hosts_are_the_only_ones_that_answer(tmp_path: Path) -> None:
    with server(tmp_path, hosts=frozenset({"rasid.example.org"})) as (client, _):
        assert client.get("/api/v1/claims", headers={"host": "rasid.example.org"}).status_code == 200
        assert client.get("/api/v1/claims", headers={"host": "127.0.0.1:8765"}).status_code == 421


def test_bodies_are_bounded_whatever_length_they_state(tmp_path: Path) -> None:
    with server(tmp_path, limits=Limits(body=10_000, upload=50_000)) as (client, _):
        large = client.post(
            "/api/v1/analyse", content=b'{"text": "' + b"x" * 20_000 + b'"}', headers={"content-type": "application/json"}
        )
        assert large.status_code == 413

        def stream() -> Iterator[bytes]:
            for _ in range(100):
                yield b"x" * 1000

        assert client.post("/api/v1/analyse", content=stream(), headers={"content-type": "application/json"}).status_code == 413
        huge = client.post("/api/v1/analyse", content=b"x" * 60_000)
        assert huge.status_code == 413 and huge.json()["field"] == "content-length"
        file = client.post("/api/v1/analyse/file", files={"file": ("a.txt", b"x" * 60_000)})
        assert file.status_code == 413


def test_every_answer_has_strict_headers(tmp_path: Path) -> None:
    with server(tmp_path) as (client, _):
        for path, expected in (("/api/v1/claims", "sandbox"), ("/", "script-src 'self'"), ("/api/v1/none", "sandbox")):
            headers = client.get(path).headers
            assert expected in headers["content-security-policy"] and "unsafe-eval" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "no-referrer"
        assert client.get("/", headers={"host": "evil.example"}).headers["x-frame-options"] == "DENY"


# --- starting ---


def test_reached_from_elsewhere_it_does_not_start_without_accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from web_samples import knowledge

    monkeypatch.setattr(cli_web, "load_knowledge", knowledge)
    store = open_store(str(tmp_path / "s.sqlite"))
    for host, names in (("0.0.0.0", ["x.example"]), ("192.0.2.1", []), ("127.0.0.1", ["x.example"]), ("::", ["x.example"])):
        with pytest.raises(ConfigError, match="no accounts"):
            cli_web.make_services(store, host, names)
    local = cli_web.make_services(store, "127.0.0.1", ())
    assert local.access is None
    Access(open_access(store.engine)).accounts.add("leila", PASSWORD, "admin", Clock()())
    assert cli_web.make_services(store, "127.0.0.1", ()).access is not None
    with pytest.raises(ConfigError, match="--name"):
        cli_web.make_services(store, "0.0.0.0", ())
    reached = cli_web.make_services(store, "0.0.0.0", ["X.example"])
    assert reached.access is not None and reached.hosts == {"x.example", "0.0.0.0"}
    assert cli_web.is_loopback("127.0.0.2") and cli_web.is_loopback("::1") and not cli_web.is_loopback("example.org")


def test_accounts_are_kept_by_the_command_line(tmp_path: Path) -> None:
    app = typer.Typer()
    cli_web.register(app)
    where = ["--store", str(tmp_path / "s.sqlite")]
    run = CliRunner().invoke
    added = run(app, ["users", "add", "leila", "--role", "admin", "--password-stdin", *where], input=f"{PASSWORD}\n")
    assert added.exit_code == 0, added.output
    assert "leila\tadmin\topen" in run(app, ["users", "list", *where]).output
    assert run(app, ["users", "role", "leila", "coder", *where]).exit_code == 0
    assert run(app, ["users", "close", "leila", *where]).exit_code == 0
    assert "leila\tcoder\tclosed" in run(app, ["users", "list", *where]).output
    assert run(app, ["users", "open", "leila", *where]).exit_code == 0
    assert run(app, ["users", "token", "leila", "--scope", "read", *where]).output.startswith("rasid_")
    bad = run(app, ["users", "add", "omar", "--role", "king", "--password-stdin", *where], input=f"{PASSWORD}\n")
    assert isinstance(bad.exception, ConfigError)
    assert run(app, ["users", "password", "leila", "--password-stdin", *where], input="another long password\n").exit_code == 0


def test_a_denial_is_stored_too(guarded: Served) -> None:
    client, services = guarded
    client.headers.update(login(client, "coder"))
    post(client, DENY)
    assert services.audit.lines(1)[0][0]["action"] == "report.add"
