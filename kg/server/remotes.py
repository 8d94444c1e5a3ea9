"""Requests to other servers, for ``SERVICE`` and ``LOAD``: few, to whom the operator named.

The engine would fetch from any address: it resolves names itself, again each time, and follows
redirects, so that no check beforehand holds. Hence it never gets an address of others. ``SERVICE``
is sent to a forwarder on this machine, which lives as long as one query; the forwarder, and
``LOAD``, connect to the very address that was resolved and found to be public. Redirects are not
followed. An origin that is named by its number may be private: the operator chose that address.
"""

import ipaddress
import secrets
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

from kg.errors import KgError
from kg.querying.guard import Refused

_TIMEOUT = 20.0  # seconds of silence
_LARGEST = 256 << 20
_PORTS = {"http": 80, "https": 443}
_AS_IT_IS = "%/?:@!$&'()*+,;=~"  # the rest of an IRI is encoded
_PASSED_ON = ("Accept", "Content-Type")


class Unreachable(KgError):
    """Another server does not give what was asked of it."""

    status = 502


class Answer(NamedTuple):
    """What another server sent."""

    media_type: str
    body: bytes


def fetch(
    address: str,
    origins: Sequence[str],
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Answer:
    """Get an address, or post ``body`` to it.

    Raises Refused where its origin is not among ``origins`` or not public, Unreachable where no
    answer comes, or none that is good.
    """
    parts = _allowed(address, origins)
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), _AS_IT_IS)
    try:
        with closing(_connection(parts)) as connection:
            connection.request("GET" if body is None else "POST", path, body, dict(headers))
            response = connection.getresponse()
            read = response.read(_LARGEST + 1)
    except (OSError, HTTPException) as error:
        raise Unreachable(f"{address} does not answer: {error}") from None
    if response.status != 200:
        raise Unreachable(f"{address} answers {response.status}", "redirects are not followed")
    if len(read) > _LARGEST:
        raise Unreachable(f"{address} answers more than {_LARGEST} bytes")
    return Answer(response.headers.get_content_type(), read)


@contextmanager
def forwarding(origins: Sequence[str]) -> Iterator[Callable[[str], str]]:
    """Give a function from an address of another server to one here that stands for it.

    The function raises Refused where the origin of the address is not among ``origins``.
    """
    forwarder = _Forwarder(origins)
    thread = threading.Thread(target=forwarder.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield forwarder.stand_in
    finally:
        forwarder.shutdown()
        forwarder.server_close()
        thread.join()


def public_address(host: str, port: int) -> str:
    """Return the address that a host resolves to; Refused where it is not a public one.

    A host that is an address already is taken as it is.
    """
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(f"there is no host {host}") from None
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not _is_public(address.partition("%")[0]):
            raise Refused(f"{host} is no public host: it has the address {address}")
    return addresses[0]


def _is_public(address: str) -> bool:
    """Tell whether an address is public, and carries no other that is not.

    >>> [_is_public(a) for a in ("8.8.8.8", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


class _Forwarder(ThreadingHTTPServer):
    """Stands on this machine for some addresses of other servers."""

    daemon_threads = True

    def __init__(self, origins: Sequence[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.origins = origins
        self.addresses: dict[str, str] = {}

    def stand_in(self, address: str) -> str:
        _allowed(address, self.origins)
        path = f"/{secrets.token_urlsafe(16)}"  # nobody else on this machine can guess it
        self.addresses[path] = address
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    """Passes on what the engine sends, and what comes back."""

    server: _Forwarder

    def do_POST(self) -> None:
        address = self.server.addresses.get(self.path, "")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
        try:
            answer = fetch(address, self.server.origins, headers=headers, body=body)
        except KgError as error:
            self.send_error(502, explain=str(error))
            return
        self.send_response(200)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Stay silent: the server keeps the log."""


def _allowed(address: str, origins: Sequence[str]) -> SplitResult:
    """Return the parts of an address; Refused where its origin is not among those allowed.

    Unreachable where nothing can be there at all.
    """
    try:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        port = parts.port
    except ValueError:
        raise Refused(f"{address} is not allowed here") from None
    if parts.scheme and parts.scheme not in _PORTS:
        raise Unreachable(f"{address} cannot be fetched", "HTTP and HTTPS can")
    default = bool(parts.scheme) and port == _PORTS[parts.scheme]
    named = f"{parts.scheme}://{parts.hostname}" if default else origin
    if named.lower() not in origins:
        raise Refused(f"{address} is not allowed here", "the operator allows with --allow-remote")
    return parts


def _connection(parts: SplitResult) -> HTTPConnection:
    """Return a connection to the one address that was looked at."""
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    address = public_address(host, port)
    if parts.scheme == "http":
        connection = HTTPConnection(host, port, timeout=_TIMEOUT)
        connection.sock = socket.create_connection((address, port), _TIMEOUT)
        return connection
    context = ssl.create_default_context()
    secure = HTTPSConnection(host, port, timeout=_TIMEOUT, context=context)
    plain = socket.create_connection((address, port), _TIMEOUT)
    secure.sock = context.wrap_socket(plain, server_hostname=host)
    return secure
