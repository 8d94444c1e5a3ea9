"""The event at which the text under a title was spoken: ``Speech by A at the Ports Forum``."""

import re

from kg.extraction.words.expressions import expression

_ENGLISH = expression(
    r"^[\s*_]*(?:<events.english_speech_kinds> ){0,3}<events.english_speeches>\b"
    r".*\b(?:(?:at|to)(?: the)? |(?:of|and|for) the )"
    r"(?P<name>[A-Z0-9][^,;:]{2,70}?\b<events.english_kinds>\b(?:\s?(?:19|20)\d\d)?)"
    r"(?:\s*\([^()]{2,30}\)){0,3}[\s*_]*$",
    re.IGNORECASE,
)
_CHINESE = expression(
    r"(?:<particles.at>|<particles.in>|<events.attending>)"
    r"(?P<name>[^,。;:!?<particles.at><particles.in>]{2,40}?<events.spoken_at>"
    r"(?:\s?(?:19|20)\d\d)?[」”》]?)"
    r"<events.upon>?<particles.of>?<events.opening>?<events.speeches>"
)
_LONGEST = 240  # characters of a title


def spoken_at(folded: str) -> tuple[int, int] | None:
    """Return where a folded title names the event that something is said at, or None.

    >>> spoken_at("Speech by Ms Doe at the Ports Forum"), spoken_at("The Ports Forum")
    ((24, 35), None)
    """
    if len(folded) > _LONGEST:
        return None
    found = _ENGLISH.search(folded) or _CHINESE.search(folded)
    return found.span("name") if found else None
