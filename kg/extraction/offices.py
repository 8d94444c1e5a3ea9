"""Offices that act as bodies without a name: ``the Auditor-General``, ``the Crown``."""

import re
from functools import cache

from kg.extraction.expressions import seldom
from kg.extraction.identity import mention
from kg.extraction.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_BODY = "kg:GovernmentBody"


def find(text: str, original: str, terminology: Terminology) -> list[Mention]:
    """Return the offices that a passage speaks of, in order; one before a name is a post."""
    return [
        mention(match.span("office"), (original[slice(*match.span("office"))],), _BODY, "office",
                terminology)
        for match in _office().finditer(text)
    ]  # fmt: skip


@cache
def _office() -> re.Pattern[str]:
    offices = read().any_of("english", "offices")
    return seldom(
        rf"\b[Tt]he (?P<office>{offices})(?:['’]s)?"
        r"(?![\w-]| (?:of|for|and|in) [A-Z]| [A-Z]|, [A-Z])"
    )
