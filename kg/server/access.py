"""Who may do what: everyone reads, whoever has the token writes."""

import base64
import binascii
import hmac
import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request

from kg.errors import KgError
from kg.querying.guard import ReadOnly

ANY_ORIGIN = "*"
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "via")


class Unauthorised(KgError):
    """The request needs the token."""

    status = 401


class Forbidden(KgError):
    """The request is not allowed from where it comes."""

    status = 403


class Misdirected(KgError):
    """The server is not called by a name of its own."""

    status = 421


@dataclass(frozen=True, slots=True)
class Access:
    """The rights that a server grants.

    ``writable`` allows updates: with the ``token``, or where there is none, from this machine.
    ``questions_only`` keeps SPARQL for those who have the token and leaves the canned questions to
    everyone. Scripts of the ``origins`` (``https://a.example``, or ``*``) may read answers in a
    browser. Of the origins ``remotes``, ``SERVICE`` may ask and ``LOAD`` may load. With ``private``
    the data is for this machine and the origins: requests to other hosts are not answered.
    """

    writable: bool = False
    token: str | None = None
    questions_only: bool = False
    origins: tuple[str, ...] = ()
    remotes: tuple[str, ...] = ()
    private: bool = False

    def is_meant(self, host: str) -> bool:
        """Tell whether a request with this ``Host`` header (or none, as ``""``) is for this server.

        A page can let its own name point to this machine (DNS rebinding); then its scripts may
        read what comes from there, unless nobody answers to that name.

        >>> access = Access(private=True, origins=("https://a.example",))
        >>> [access.is_meant(host) for host in ("127.0.0.1:7878", "a.example", "b.example")]
        [True, True, False]
        """
        if not self.private or not host:
            return True
        name = _name(host)
        return is_loopback(name) or name in {urlsplit(origin).hostname for origin in self.origins}

    def may_ask(self, request: Request) -> None:
        """Raise Unauthorised unless the request may put a query of its own."""
        if self._is_authorised(request) or not self.questions_only:
            return
        raise Unauthorised("SPARQL is for those who have the token", "ask a canned question")

    def may_write(self, request: Request) -> None:
        """Raise ReadOnly, Unauthorised or Forbidden unless the request may change the store."""
        if not self.writable:
            raise ReadOnly("this endpoint answers queries only", "serve it with --writable")
        if self._is_authorised(request):
            return
        if self.token:
            raise Unauthorised("updates need the token", "send it as Authorization: Bearer")
        _check_local(request, self.origins)

    def writes(self, request: Request) -> bool:
        """Tell whether the request may change the store: then its body may be large."""
        try:
            self.may_write(request)
        except KgError:
            return False
        return True

    def _is_authorised(self, request: Request) -> bool:
        """Tell whether the token came with the request; Unauthorised where a wrong one did."""
        sent = _token(request.headers.get("authorization", ""))
        if sent is None or self.token is None:
            return False
        # Bytes, since strings that are not ASCII cannot be compared in constant time.
        if hmac.compare_digest(sent.encode(), self.token.encode()):
            return True
        raise Unauthorised("the token is wrong")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine.

    >>> [is_loopback(host) for host in ("localhost", "127.1.2.3", "[::1]", "0.0.0.0", "a.example")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def origins_for(host: str, named: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the origins whose scripts may read what a server on ``host`` answers.

    Those that are ``named``; without a word (None), all where other machines can read it too, and
    none where it is this machine's own.

    >>> origins_for("127.0.0.1", None), origins_for("0.0.0.0", None), origins_for("::1", ("*",))
    ((), ('*',), ('*',))
    """
    if named is not None:
        return named
    return () if is_loopback(host) else (ANY_ORIGIN,)


def is_origin(text: str) -> bool:
    """Tell whether a text is an origin: scheme, host, port, and nothing after.

    >>> [is_origin(text) for text in ("https://a.example:8443", "a.example", "https://a.example/")]
    [True, False, False]
    >>> is_origin("https://a.example:port")
    False

    The port that a scheme has anyway is not part of an origin:

    >>> is_origin("https://a.example:443")
    False
    """
    try:
        parts = urlsplit(text)
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        port = f":{parts.port}" if parts.port not in {None, usual} else ""
    except ValueError:
        return False
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return parts.scheme in {"http", "https"} and text == f"{parts.scheme}://{host}{port}"


def _check_local(request: Request, origins: tuple[str, ...]) -> None:
    """Raise Forbidden where a page of another site sends its reader's browser here.

    Without a token it is the address alone that keeps others out, and browsers carry requests
    from anywhere to it: under the name of the site (the ``Origin``), or under a name that the site
    lets point here (the ``Host``). So do proxies, which mostly say so.
    """
    host = _name(request.headers.get("host", ""))
    if any(header in request.headers for header in _FORWARDED):
        host = ""
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if not is_loopback(host) or (origin and origin != own and origin not in origins):
        raise Forbidden("updates without a token come from this machine", "set KG_TOKEN")


def _name(host: str) -> str:
    """Return the name or number in a ``Host`` header, empty where there is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _token(header: str) -> str | None:
    """Return the token of an ``Authorization`` header: as a bearer, or as a password."""
    scheme, _, credentials = header.partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return None
