"""`rasid serve` and `rasid users`: a store and flags in, a running server out, and the accounts that may use it."""

from __future__ import annotations

import getpass
import ipaddress
import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.cli.common import StoreFlag, load_knowledge, open_default_store, out, say
from rasid.config import read_settings
from rasid.errors import ConfigError

if TYPE_CHECKING:
    from rasid.store import Store
    from rasid.web import Services
    from rasid.web.sessions import Access

SERVE = """Serve the web app and the JSON API over a store.

On 127.0.0.1, with a store that has no accounts, nobody logs in: the server answers this machine alone, under its own names.
With accounts (rasid users add) everybody logs in. Bound to another address, or reached under another name, it needs accounts.

\b
Examples:
  rasid serve
  rasid serve --store postgresql://rasid@db/rasid --host 0.0.0.0 --name rasid.example.org --tls-cert cert.pem --tls-key key.pem
"""
USERS = "The accounts of a store that more than one person uses."
ADD = """Add an account. The password is asked for, or read from standard input with --password-stdin.

Roles, each with what the ones before may do: reader (read, export, analyse), coder (add reports, judge), reviewer (take back the
judgements of others, read the audit log), admin (accounts).

\b
Examples:
  rasid users add leila --role admin
  pass show rasid/omar | rasid users add omar --role coder --password-stdin
"""
StdinFlag = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve", help=SERVE)(serve)
    users = typer.Typer(help=USERS, no_args_is_help=True, rich_markup_mode=None)
    users.command("add", help=ADD)(add)
    users.command("list", help="Print the accounts.")(listed)
    users.command("password", help="Give an account another password; its sessions end.")(password)
    users.command("role", help="Give an account another role; its sessions end.")(role)
    users.command("close", help="Close an account: it opens nothing, its judgements stay.")(close)
    users.command("open", help="Open a closed account again.")(reopen)
    users.command("token", help="Make an API token for an account and print it; it is shown once.")(token)
    app.add_typer(users, name="users")


def serve(
    host: Annotated[str, typer.Option(metavar="H", help="The address to bind.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", help="The port; 0 takes a free one.", min=0, max=65535)] = 8765,
    name: Annotated[list[str] | None, typer.Option(metavar="HOST", help="A name under which it is reached; repeatable.")] = None,
    store: StoreFlag = None,
    tls_cert: Annotated[str | None, typer.Option(metavar="FILE", help="Certificate, PEM.")] = None,
    tls_key: Annotated[str | None, typer.Option(metavar="FILE", help="Its key, PEM.")] = None,
) -> None:
    """Serve the web app and the API."""
    import uvicorn

    from rasid.web import create_app

    if (tls_cert is None) != (tls_key is None):
        raise ConfigError("--tls-cert and --tls-key come together")
    bound = _bound(host, port)
    services = make_services(open_default_store(store), host, name or ())
    say("reading the knowledge and the store ...")
    services.warm()
    scheme = "https" if tls_cert else "http"
    shown = f"[{host}]" if ":" in host else host
    say(f"rasid serves {scheme}://{shown}:{bound.getsockname()[1]}/ ({_who(services)}); stop with Ctrl-C")
    config = uvicorn.Config(
        create_app(services), log_level="warning", access_log=False, server_header=False, ssl_certfile=tls_cert, ssl_keyfile=tls_key
    )
    uvicorn.Server(config).run(sockets=[bound])


def make_services(store: Store, host: str, names: Sequence[str]) -> Services:
    """The services of a server bound there, once it is sure that not everybody may come in.

    Raises:
        ConfigError: other machines could reach it, and there are no accounts.
    """
    from rasid.pipeline import chosen, extractor
    from rasid.web import Engine, Services
    from rasid.web.audit import Audit
    from rasid.web.security import LOCAL
    from rasid.web.sessions import Access
    from rasid.web.tables import open_access

    reader = chosen(read_settings().get("extractor"))
    database = open_access(store.engine)
    access = Access(database)
    open_accounts = [a for a in access.accounts.all() if not a.disabled]
    foreign = not is_loopback(host) or any(n.lower() not in LOCAL for n in names)
    if foreign and not open_accounts:
        raise ConfigError("other machines could reach this server, and it has no accounts; first: rasid users add NAME --role admin")
    if not is_loopback(host) and _is_any(host) and not names:
        raise ConfigError(f"--host {host}: say with --name under which name the server is reached")
    hosts = frozenset({n.lower() for n in names} | (LOCAL if is_loopback(host) else {host.lower()}))
    return Services(
        store=store,
        engine=Engine(load_knowledge(), extractor(reader), reader),
        audit=Audit(database),
        access=access if open_accounts else None,
        local_name=_local_name(),
        hosts=hosts,
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_any(host: str) -> bool:
    return host in ("0.0.0.0", "::", "")  # compared with, not bound to


def _local_name() -> str:
    """Who sits in front of the machine: judgements bear a name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no user database, as in small containers
        return "local"


def _who(services: Services) -> str:
    return "no log-in: this machine only" if services.access is None else "with log-in"


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise ConfigError(f"cannot serve on {host}:{port}: {error.strerror or error}") from error
    return bound


# --- accounts ---


def _access(store: str | None) -> Access:
    from rasid.web.sessions import Access
    from rasid.web.tables import open_access

    return Access(open_access(open_default_store(store).engine))


def _log(access: Access, action: str, subject: str, detail: str = "") -> None:
    from rasid.web.audit import Audit

    Audit(access.engine).write(datetime.now(UTC), f"{_local_name()} (command line)", action, subject, detail)


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


def add(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Option(metavar="ROLE", help="reader, coder, reviewer or admin.")] = "reader",
    store: StoreFlag = None,
    password_stdin: StdinFlag = False,
) -> None:
    """Add an account."""
    access = _access(store)
    access.accounts.add(name, _password(password_stdin), role, datetime.now(UTC))
    _log(access, "account.add", name, role)
    say(f"added {name}, {role}")


def listed(store: StoreFlag = None) -> None:
    """Print the accounts."""
    for account in _access(store).accounts.all():
        out(f"{account.name}\t{account.role}\t{'closed' if account.disabled else 'open'}\t{account.created.date()}")


def password(name: Annotated[str, typer.Argument(metavar="NAME")], store: StoreFlag = None, password_stdin: StdinFlag = False) -> None:
    """Another password."""
    access = _access(store)
    access.accounts.change(name, password=_password(password_stdin))
    _log(access, "account.password", name)


def role(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Argument(metavar="ROLE")],
    store: StoreFlag = None,
) -> None:
    """Another role."""
    access = _access(store)
    access.accounts.change(name, role=role)
    _log(access, "account.role", name, role)


def close(name: Annotated[str, typer.Argument(metavar="NAME")], store: StoreFlag = None) -> None:
    """Close an account."""
    access = _access(store)
    access.accounts.change(name, disabled=True)
    _log(access, "account.close", name)


def reopen(name: Annotated[str, typer.Argument(metavar="NAME")], store: StoreFlag = None) -> None:
    """Open it again."""
    access = _access(store)
    access.accounts.change(name, disabled=False)
    _log(access, "account.open", name)


def token(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    scope: Annotated[list[str] | None, typer.Option(metavar="RIGHT", help="What it may do; repeatable. Default: read.")] = None,
    days: Annotated[int, typer.Option(metavar="N", help="For how long.", min=1, max=366)] = 90,
    label: Annotated[str, typer.Option(metavar="WORDS", help="What it is for.")] = "",
    store: StoreFlag = None,
) -> None:
    """Make a token."""
    access = _access(store)
    if access.accounts.get(name) is None:
        raise ConfigError(f"no account {name!r}")
    made = access.tokens.make(name, label, scope or ["read"], days, datetime.now(UTC))
    _log(access, "token.make", str(made["id"]), name)
    out(str(made["token"]))
