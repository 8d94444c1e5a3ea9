"""A question over HTTP → an answer in JSON: bounded in time, size and tries; it tells no secrets.

The standard library is enough for it. Redirects are not followed: they would carry the key to
somebody else.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

from kg.errors import ExtractorError

LARGEST = 2_000_000  # bytes of an answer
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_PAUSE = 20.0  # seconds, whatever Retry-After says


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address to post JSON to.

    ``seconds`` bound one try, from the first byte sent to the last received; ``tries`` are made in
    all, with a pause between them that doubles. The key goes into a header and nowhere else.
    """

    url: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0
    tries: int = 3
    pause: float = 1.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).netloc:
            raise ExtractorError(f"{self.url!r} is no address of HTTP", "write https://…")

    def ask(self, question: Mapping[str, Any]) -> Any:  # noqa: ANN401 (any JSON)
        """Return the answer; ExtractorError where there is none."""
        for attempt in range(1, self.tries + 1):
            try:
                return self._once(question)
            except _Later as later:
                if attempt == self.tries:
                    raise ExtractorError(f"{self.url} {later.reason}", "try again later") from None
                wait = max(self.pause * 2 ** (attempt - 1), later.pause)
                self.sleep(min(wait, _LONGEST_PAUSE))
        raise ExtractorError(f"{self.url} was not asked", "allow one try at least")

    def _once(self, question: Mapping[str, Any]) -> Any:  # noqa: ANN401 (any JSON)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        data = json.dumps(question, ensure_ascii=False).encode()
        request = urllib.request.Request(self.url, data, headers, method="POST")  # noqa: S310 (checked)
        try:
            with _OPENER.open(request, timeout=self.seconds) as response:
                body = self._body(response)
        except urllib.error.HTTPError as error:
            raise self._refused(error) from None
        except (OSError, HTTPException) as error:
            slow = isinstance(error, TimeoutError) or isinstance(
                getattr(error, "reason", None), TimeoutError
            )
            why = f"took longer than {self.seconds:g} s" if slow else "cannot be reached"
            raise _Later(why) from None
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise _Later("answered with something that is not JSON") from None

    def _body(self, response: IO[bytes]) -> bytes:
        """Read an answer that is neither too long nor too slow in coming."""
        end = time.monotonic() + self.seconds
        parts: list[bytes] = []
        size = 0
        read = getattr(response, "read1", response.read)
        while part := read(65536):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise ExtractorError(
                    f"{self.url} answered with more than {LARGEST:,} bytes", "ask another model"
                )
            if time.monotonic() > end:
                raise TimeoutError
        return b"".join(parts)

    def _refused(self, error: urllib.error.HTTPError) -> Exception:
        """Return what a status means; what the body says may repeat the key, and is not told."""
        code = error.code
        error.close()
        if code in _AGAIN:
            said = error.headers.get("Retry-After", "") if error.headers else ""
            pause = float(said) if said.isascii() and said.isdigit() else 0.0
            return _Later(f"answered {code}", pause)
        remedy = "check KG_LLM_KEY" if code in (401, 403) else "check KG_LLM_URL and KG_LLM_MODEL"
        return ExtractorError(f"{self.url} answered {code}", remedy)


class _Later(Exception):
    """What may be otherwise at the next try."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pause = pause


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self,
        req: urllib.request.Request,  # noqa: ARG002 (the library's signature)
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)
