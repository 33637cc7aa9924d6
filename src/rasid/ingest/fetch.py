"""An http(s) address that the user named in, its bytes as a Source out, within limits of size and time, no private addresses.

The address that was checked is the one that is connected to, so a name that changes its answer in between gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from datetime import UTC, datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from rasid.errors import InputError
from rasid.ingest.options import ReadOptions
from rasid.ingest.source import Source, from_bytes

_REDIRECTS = (301, 302, 303, 307, 308)
_AGENT = "rasid (https://pypi.org/project/rasid)"
_BLOCK = 64 * 1024


def fetch(url: str, options: ReadOptions) -> Source:
    """The page behind an address, redirects followed, each one checked again."""
    until = time.monotonic() + options.limits.seconds
    address = url
    for _ in range(options.limits.redirects + 1):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(url, f"{address}: only http and https addresses are fetched")
        try:
            status, location, data = _get(parts, _checked_ip(parts, url, options), until, options)
        except (OSError, http.client.HTTPException) as error:
            raise InputError(url, f"not fetched: {error}") from None
        if status in _REDIRECTS and location:
            address = urljoin(address, location)
            continue
        if status != 200:
            raise InputError(url, f"not fetched: the server answers {status}")
        return from_bytes(data, url, address, datetime.now(UTC))
    raise InputError(url, f"more than {options.limits.redirects} redirects")


def _checked_ip(parts: SplitResult, url: str, options: ReadOptions) -> str:
    """The address of the host; one that is not on the public internet is refused unless the user allows it."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(url, f"no such host: {parts.hostname} ({error})") from None
    ips = [str(entry[4][0]) for entry in found]
    for ip in ips:
        if not options.private_addresses and not ipaddress.ip_address(ip.partition("%")[0]).is_global:
            raise InputError(url, f"{parts.hostname} is a private address ({ip}); allow private addresses to read it")
    return ips[0]


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _get(parts: SplitResult, ip: str, until: float, options: ReadOptions) -> tuple[int, str, bytes]:
    left = max(until - time.monotonic(), 0.1)
    connection = _Connection(str(parts.hostname), _port(parts), ip, parts.scheme == "https", left)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", ""), _body(response, until, options)
    finally:
        connection.close()


def _body(response: http.client.HTTPResponse, until: float, options: ReadOptions) -> bytes:
    blocks, size, limit = [], 0, options.limits.report_bytes
    while block := response.read1(_BLOCK):
        blocks.append(block)
        size += len(block)
        if size > limit:
            raise OSError(f"longer than {limit:,} bytes")
        if time.monotonic() > until:
            raise OSError(f"not finished within {options.limits.seconds:g} seconds")
    return b"".join(blocks)


class _Connection(http.client.HTTPConnection):
    """A connection to one checked address that still names the host to the server and to its certificate."""

    def __init__(self, host: str, port: int, ip: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._ip, self._secure, self.default_port = ip, secure, 443 if secure else 80

    def connect(self) -> None:
        """Connect to the checked address."""
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
