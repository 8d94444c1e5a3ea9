"""The body of a request → the triples that it holds, in any RDF format, or in several parts."""

import email
import email.policy
from collections.abc import Iterator

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import KgError, QueryError


class MalformedBody(QueryError):
    """The body is not what its type says.

    ``line`` and ``column`` tell where, counted from 1.
    """

    def __init__(self, error: SyntaxError) -> None:
        super().__init__(f"the body is malformed: {error}")
        self.line = error.lineno
        self.column = error.offset


_MULTIPART = "multipart/form-data"
_ACCEPTED = "Turtle, N-Triples, RDF/XML, JSON-LD, N3 or multipart/form-data of these"


class UnsupportedMedia(KgError):
    """The body is of a type that is not understood."""

    status = 415


def triples(body: bytes, content_type: str, base: str) -> list[Triple]:
    """Return the triples of a body; relative IRIs are resolved against ``base``.

    Blank nodes get names of their own, so that those of several parts are kept apart. Raises
    UnsupportedMedia, and QueryError with line and column where the body is malformed.
    """
    if content_type.partition(";")[0].strip().lower() == _MULTIPART:
        return [triple for part, type_ in _parts(body, content_type) for triple in
                _parsed(part, type_, base)]  # fmt: skip
    return _parsed(body, content_type, base)


def _parts(body: bytes, content_type: str) -> Iterator[tuple[bytes, str]]:
    """Yield the content and the media type of each part."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    if not message.is_multipart():
        raise QueryError("the body is not multipart/form-data", "state the boundary of its parts")
    for part in message.iter_parts():
        name = part.get_filename() or ""
        by_name = RdfFormat.from_extension(name.rpartition(".")[2])
        type_ = part["Content-Type"] or (by_name.media_type if by_name else "")
        content = part.get_payload(decode=True)
        yield content if isinstance(content, bytes) else b"", str(type_)


def _parsed(body: bytes, content_type: str, base: str) -> list[Triple]:
    type_, _, parameters = content_type.partition(";")
    type_ = type_.strip().lower()
    format_ = RdfFormat.from_media_type(type_)
    if format_ is None or (format_.supports_datasets and format_ != RdfFormat.JSON_LD):
        raise UnsupportedMedia(f"a graph as {type_ or 'no stated type'}", f"send {_ACCEPTED}")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    if charset not in {"", "utf-8", "utf8"}:
        raise UnsupportedMedia(f"a graph in {charset}", "send UTF-8")
    try:
        quads = list(parse(body, format_, base_iri=base, rename_blank_nodes=True))
    except SyntaxError as error:
        raise MalformedBody(error) from None
    return [quad.triple for quad in quads]
