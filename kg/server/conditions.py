"""``If-Match`` and ``If-None-Match`` before a change: nobody overwrites what they have not seen.

An entity tag begins with the tag of the generation that it was sent from, so a tag that a client
brings back is of the present state exactly when nothing was written since (see RFC 9110 § 13).
"""

import re

from kg.errors import KgError

_TAG = re.compile(r'(W/)?"([^"]*)"')
SEPARATOR = "."


class Changed(KgError):
    """The state is not the one that the request is meant for."""

    status = 412


def check(if_match: str, if_none_match: str, *, generation: str, exists: bool) -> None:
    """Raise Changed unless both headers (empty: not sent) let the change be made.

    >>> check('"7-a1.x"', "", generation="7-a1", exists=True)
    >>> check("", "*", generation="7-a1", exists=True)
    Traceback (most recent call last):
    kg.server.conditions.Changed: it exists already (leave If-None-Match out to replace it)
    """
    if if_match and not _holds(if_match, generation, exists=exists, weak=False):
        raise Changed("it was changed since, or is no more", "get it again, and its new ETag")
    if if_none_match and _holds(if_none_match, generation, exists=exists, weak=True):
        raise Changed("it exists already", "leave If-None-Match out to replace it")


def _holds(header: str, generation: str, *, exists: bool, weak: bool) -> bool:
    if header.strip() == "*":
        return exists
    return exists and any(
        tag.startswith(generation + SEPARATOR) and (weak or not weakly)
        for weakly, tag in _TAG.findall(header)
    )
