"""Lines that name bodies and nothing else, and the places of names in a list."""

import re
from collections.abc import Iterator

from kg.extraction.words import surnames
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import is_given

BODY = expression(
    r"<bodies.endings>$"
    r"|\b(?:school|institute|observatory|academy|laboratory|council|university|department|bureau"
    r"|cent(?:re|er)|company|limited"
    r"|ltd|inc|corporation|commission|authority|association|office|ministry|bank|foundation|agency"
    r"|committee|organi[sz]ation|chamber|federation|society|college|board|secretariat"
    r"|unit|lab|ombudsman|tribunal|regulator|think tank"
    r"|panel|directorate|inspectorate|associates|consultants|alliance)\.?"
    r"(?: (?:of|for|on)\b.*)?$"
    r"|^(?:[A-ZÀ-ÞĀ-Ž][\w-]* )?(?:<bodies.studying>)\b",
    re.IGNORECASE,
)
PERIODICAL = expression(
    r"<bodies.periodicals>$"
    r"|\b(?:times|post|daily|weekly|monthly|quarterly|review|journal|news|herald|gazette|tribune"
    r"|magazine|observer|chronicle|bulletin|standard|ledger|telegraph|mail|digest|insider|courier"
    r"|examiner|inquirer|advertiser|dispatch|gleaner)$"
    r"|\b(?:journal|annals|archives) of [\w ,&-]{3,40}$",
    re.IGNORECASE,
)
JOINED = expression(
    r"^\s*(?:[<clauses.joints>&]\s+|and\s+|with\s+"
    r"|in (?:collaboration|partnership|association|cooperation) with\s+|<bodies.with>(?=\S{4}))",
    re.IGNORECASE,
)
_FIELDS = expression(r"\b(?:of|for) (?:[A-Z][\w’'-]* )+(?:and|&) (?>[A-Z][\w’'-]* ?)+$")
_BETWEEN = expression(
    r"(?<=<bodies.last>)\s(?=[\u3400-\u9fff]{4,}<bodies.last>(?:\s|$))|"
    r"\s*(?:[、,;&/×]|\bin (?:collaboration|partnership|association|cooperation) with\b|\band\b"
    r"|\s{2,}|(?<=\s)<clauses.and>(?=\s)|\s<bodies.jointly>\s)\s*"
    r"|(?<=[\u3400-\u9fff]{2})\s(?=[\u3400-\u9fff]{2,4}(?:\s|$|[、,]))"
)
_BILINGUAL = expression(
    r"(?P<name>[\u3400-\u9fff·]{4,24})\s+(?:[A-Z][\w.'’&-]*|of|for|and|the|on|in)"
    r"(?:\s(?:[A-Z(][\w.'’&)-]*|of|for|and|the|on|in|&))*"
)
_AGAIN = expression(r"(?P<name>[A-Z][^\u3400-\u9fff|()]{5,}?)\s+[\u3400-\u9fff]{4,}")
_SHORT_FORM = expression(r"\s*\((?:[A-Z][A-Za-z.&-]{1,11}|[\u3400-\u9fff]{2,8})\)$")
_TOWN = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w’'-]+(?: [A-ZÀ-ÞĀ-Ž][\w’'-]+)?|[\u3400-\u9fff]{2,3}市?")
_OF_A_BODY = expression(  # what a body makes, and where it meets
    r"(?:the )?(?:[a-z]+ )?(?:minutes|report|statement|proceedings|record|notes?|agenda|speech"
    r"|letter|remarks|summary|review|budget|charter|message|accounts) (?:of|by|from|to|on|for)\b"
    r"|(?:.* )?(?:chamber|board room|committee room|hall"
    r"|(?:events?|convention|conference|exhibition|civic|visitor|community|trade) cent(?:re|er))$"
    r"|(?:at|on|in|to|from|by|before|during)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(("of", "on", "in", "and", "for", "the"))
_VERB = expression(r"^<bodies.verbs>")
_NO_NAME = re.compile(r"[:。?!\d]")
_LONGEST_NAME, _WITH_TOWN = 80, 2


def names(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places between the separators of a list."""
    for separator in _BETWEEN.finditer(folded, start, end):
        yield from trimmed(folded, start, separator.start())
        start = separator.end()
    yield from trimmed(folded, start, end)


def trimmed(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range without blanks and stops at its ends, if anything is left."""
    part = folded[start:end].rstrip(" .。:|*_¹²³⁴⁵⁶⁷⁸⁹†‡")
    inner = part.lstrip(" |*_¹²³⁴⁵⁶⁷⁸⁹†‡")
    if inner:
        yield start + len(part) - len(inner), start + len(part)


def signed(folded: str) -> list[tuple[int, int]]:
    """Return the places of the names of bodies where a line has nothing else.

    >>> line = "海湾研究院   联合   港口商会"
    >>> [line[start:end] for start, end in signed(line)], signed("We met at the university")
    (['海湾研究院', '港口商会'], [])
    """
    joined = JOINED.match(folded)
    places = [
        (first, han_end(folded, first, last))
        for first, last in names(folded, joined.end() if joined else 0, len(folded))
        if folded[first:last] not in ("联合", "合办", "主办", "联合发布", "联合研究", "编辑部")
    ]
    joined_names: list[tuple[int, int]] = []
    for first, last in places:  # ``School of Law and Politics`` is one name
        is_tail = joined_names and not _is_body(folded[first:last])
        whole = (joined_names[-1][0], last) if is_tail else (first, last)
        is_one = is_tail and _FIELDS.search(folded[slice(*whole)])
        joined_names[-1:] = [whole] if is_one else [*joined_names[-1:], (first, last)]
    joined_names = _without_town(folded, _merged(folded, joined_names))
    return joined_names if all(_is_body(folded[a:b]) for a, b in joined_names) else []


def han_end(folded: str, start: int, end: int) -> int:
    """Return where the Chinese name of a body ends that is given in Latin letters behind it."""
    named = _BILINGUAL.fullmatch(folded, start, end)
    return named.end("name") if named and BODY.search(named["name"]) else end


def own_end(folded: str, start: int, end: int) -> int:
    """Return where a name ends whose short form, or the same in Chinese, stands behind it.

    >>> line = "Quay Institute (QI)"
    >>> line[: own_end(line, 0, len(line))]
    'Quay Institute'
    """
    again = _AGAIN.fullmatch(folded, start, end)
    if again:
        return again.end("name")
    short = _SHORT_FORM.search(folded, start, end)
    return short.start() if short and short.start() > start else end


def _without_town(folded: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places without the town behind the last body: ``Harbour Institute, Oslo``."""
    if len(places) < _WITH_TOWN or not _is_body(folded[slice(*places[-2])]):
        return places
    words = folded[slice(*places[-1])]
    after_comma = folded[places[-2][1] : places[-1][0]].strip() == ","
    person = surnames.is_name(words) or is_given(words.split()[0])
    town = after_comma and _TOWN.fullmatch(words) and not person
    return places[:-1] if town and not _is_body(words) else places


def _merged(folded: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places, with what ``and`` joins to one name: ``Parks and Roads Board``."""
    found: list[tuple[int, int]] = []
    for first, last in places:
        before = found[-1] if found else None
        open_ = before and not _is_body(folded[slice(*before)])
        if before and open_ and folded[before[1] : first].strip() in ("and", "&"):
            found[-1] = (before[0], last)
        else:
            found.append((first, last))
    return found


def _is_body(words: str) -> bool:
    if len(words) > _LONGEST_NAME or _NO_NAME.search(words) or _OF_A_BODY.match(words):
        return False
    if not BODY.search(words):  # after what is told sooner
        return False
    if not words.isascii():
        return not _VERB.match(words)
    return all(word in _SMALL for word in words.split() if word.islower())
