"""What brackets right after a name define: its short form, or the same name in another script.

``某某促進局（某某局）`` and ``the X Council (XC)`` give a short form; ``某某公司（Xentra）``,
``某某醫院（X Hospital）`` and ``Jane Doe（杜珍）`` give the name again; so does a Latin name that
follows a Chinese one of its family (``某某協會 X Association``), and the Chinese name of a person
behind the Latin one (``Jane Doe 杜珍``).
"""

import re
from collections.abc import Iterable

from kg.extraction.names.identity import family
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.ordinary import is_ordinary
from kg.extraction.words.surnames import is_name
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_DEFINED = re.compile(
    r"\s?[(,](?P<keyword>(?:以下|下文|下)?(?:统|简|又|合|并)?称(?:为|作)?|即|hereinafter|known as)?"
    r"[::]?\s?(?:the )?[“「『\"'‘]?(?P<alias>[^()“”「」『』\"‘,。;:、]{2,60})[”」』\"'’]?\)"
)

_SHORT = 24  # characters of a short form, at most
_SMALL = frozenset({"of", "for", "and", "the", "&", "de", "in"})
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z][A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]{2,10}")
_OWN_NAME = expression(
    r"\*{0,2} ?\*{0,2}(?P<name>[\u3400-\u9fff]{2,4}?)(?=<posts.honorifics>|[^\u3400-\u9fff]|$)"
)
_GAP = re.compile(r"[ \u3000]{1,2}(?=[A-Z])")


def definition(reading: Reading, mention: Mention, terminology: Terminology) -> str:
    """Return the alias that brackets right after a name define, or nothing."""
    text = reading.passage.folded
    match = _DEFINED.match(text, mention.end)
    if match is None:
        return _beside(reading, mention, terminology)
    alias = match["alias"].strip()
    start = match.start("alias")
    inside = reading.within(start, start + len(alias))
    if is_ordinary(alias) or not all(_may_define(other, terminology) for other in inside):
        return ""
    name = text[mention.start : mention.end]
    short = len(alias) <= _SHORT and (match["keyword"] or _abbreviates(alias, name))
    again = all(_alike(mention, other, terminology) for other in inside)
    return alias if short or (again and _translates(alias, name, mention, terminology)) else ""


def _may_define(other: Mention, terminology: Terminology) -> bool:
    """Tell whether a mention inside the brackets may be part of a name: no figure, no place."""
    meaning = other.meaning
    return isinstance(meaning, Entity) and not terminology.is_a(meaning.types, "kg:Place")


def _alike(one: Mention, other: Mention, terminology: Terminology) -> bool:
    """Tell whether two things are of one family, so that they may be one."""
    left, right = one.meaning, other.meaning
    if not isinstance(left, Entity) or not isinstance(right, Entity):
        return False
    return family(left.types, terminology) == family(right.types, terminology)


def _translates(alias: str, name: str, mention: Mention, terminology: Terminology) -> bool:
    """Tell whether an alias is the same name in the other script."""
    types = mention.meaning.types if isinstance(mention.meaning, Entity) else ()
    if _HAN.search(name):
        words = alias.split()
        capital = all(word[:1].isupper() or word in _SMALL for word in words)
        return not _HAN.search(alias) and (capital or _CAMEL.fullmatch(alias) is not None)
    if terminology.is_a(types, "kg:Person"):
        return is_name(alias)
    lists = read()
    grammar = (*lists.get("boundaries", "closed"), *lists.get("boundaries", "verbs"))
    firm = terminology.is_a(types, "kg:Firm") and _HAN_ONLY.fullmatch(alias) is not None
    return firm and not any(word in alias for word in grammar)


def _beside(reading: Reading, mention: Mention, terminology: Terminology) -> str:
    """Return the Latin name that follows a Chinese one of its family (``某某協會 X Society``)."""
    text = reading.passage.folded
    if own := _person_beside(text, mention, terminology):
        return own
    gap = _GAP.match(text, mention.end)
    if gap is None or not _HAN.search(text, mention.start, mention.end):
        return ""
    for other in reading.mentions:
        new = other.rule == "capitals" and other.start == gap.end()
        if new and _alike(mention, other, terminology):
            return text[other.start : other.end]
    return ""


def _person_beside(text: str, mention: Mention, terminology: Terminology) -> str:
    """Return the Chinese name that stands behind the Latin one of a person: Jane Doe 杜珍教授."""
    meaning = mention.meaning
    if not isinstance(meaning, Entity) or not terminology.is_a(meaning.types, "kg:Person"):
        return ""
    own = _OWN_NAME.match(text, mention.end)
    latin = not _HAN.search(text, mention.start, mention.end)
    return own["name"] if own and latin and is_name(own["name"]) else ""


def _abbreviates(alias: str, name: str) -> bool:
    """Tell whether an alias without a keyword can stand for a name.

    Chinese: its characters are in the name, in order. Latin: capitals, of which those of a Latin
    name are initials.

    >>> _abbreviates("海洋局", "滨海海洋促进局"), _abbreviates("HYJ", "滨海海洋促进局")
    (True, True)
    >>> _abbreviates("SLA", "Sea Level Agency"), _abbreviates("XY", "Sea Level Agency")
    (True, False)
    """
    if alias.isascii():
        capitals = [c for c in alias if c.isupper()]
        if len(capitals) < 2 or " " in alias:
            return False
        return not name.isascii() or _in_order(capitals, [c for c in name if c.isupper()])
    return len(alias) < len(name) and _in_order(alias, name)


def _in_order(few: Iterable[str], many: Iterable[str]) -> bool:
    rest = iter(many)
    return all(item in rest for item in few)
