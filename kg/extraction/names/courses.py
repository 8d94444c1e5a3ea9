"""Courses that are named by what they lead to and their subject: ``Diploma in Marine Robotics``."""

from functools import cache
from re import Pattern

from kg.extraction.names.identity import mention
from kg.extraction.words.expressions import seldom
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_COURSE = "kg:TrainingProgramme"


def find(text: str, original: str, terminology: Terminology) -> list[Mention]:
    """Return the courses that a passage names so, in order.

    ``text`` is folded, ``original`` the same unfolded, from which labels are cut. A holder's degree
    (``holds a Diploma in Nursing``) and one that an article makes any of its kind are no course.
    """
    found = []
    for match in _named().finditer(text):
        span = match.span("name")
        label = (original[slice(*span)],)
        found.append(mention(span, label, _COURSE, "course", terminology))
    return found


@cache
def _named() -> Pattern[str]:
    degrees = read().any_of("english", "degrees")
    offering = read().any_of("english", "offering")
    word = r"[A-Z][\w’'-]+"
    return seldom(
        rf"\b(?:{offering}) (?:(?:the|an?|its|their|our|new|joint|first|two-year|one-year) ){{0,3}}"
        rf"(?P<name>(?:{word} ){{0,2}}(?:{degrees})(?: of {word})?"
        rf" in {word}(?: (?:and |& )?{word}){{0,4}})"
    )
