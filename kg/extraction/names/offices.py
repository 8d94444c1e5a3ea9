"""Offices that act as bodies without a name: ``the Auditor-General``, ``the Crown``.

A chamber is one where it does what chambers do: ``passed by Parliament``, ``The Senate adopted``.
"""

import re
from functools import cache

from kg.extraction.names.identity import mention
from kg.extraction.words.expressions import seldom
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_BODY, _CHAMBER = "kg:GovernmentBody", "kg:LegislativeBody"


def find(text: str, original: str, terminology: Terminology) -> list[Mention]:
    """Return the offices that a passage speaks of, in order; one before a name is a post."""
    found = ((_office(), _BODY), (_voted(), _CHAMBER), (_voting(), _CHAMBER))
    return [
        mention(match.span("office"), (original[slice(*match.span("office"))],), curie, "office",
                terminology)
        for pattern, curie in found
        for match in pattern.finditer(text)
    ]  # fmt: skip


@cache
def _office() -> re.Pattern[str]:
    offices = read().any_of("english", "offices")
    return seldom(
        rf"\b[Tt]he (?P<office>{offices})(?:['’]s)?"
        r"(?![\w-]| (?:of|for|and|in) [A-Z]| [A-Z]|, [A-Z])"
    )


@cache
def _voted() -> re.Pattern[str]:
    acts, chambers = _votes()
    return seldom(
        rf"\b(?:{acts})(?: [a-z]+ly)? by (?:both houses of )?(?:the )?(?P<office>{chambers})"
        r"(?![\w-]| (?:of|for) [A-Z]| [A-Z])"
    )


@cache
def _voting() -> re.Pattern[str]:
    acts, chambers = _votes()
    return seldom(
        rf"(?:(?<![\w,] )(?<![\w-])|\b[Tt]he )(?P<office>{chambers})"
        rf" (?:has |have |had |also |then |yesterday )?(?:{acts})(?![\w-])"
    )


def _votes() -> tuple[str, str]:
    """Return what chambers do, and what they are called, as alternatives."""
    lists = read()
    return lists.any_of("english", "voting"), lists.any_of("english", "chambers")
