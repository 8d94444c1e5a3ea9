"""Whether the words of a reference name a person, a body or a town."""

import re

from kg.extraction.words.expressions import expression
from kg.text.folding import fold

_UP, _LOW = "A-ZÀ-ÖØ-ÞĀ-Ž", "a-zß-öø-ÿā-ž"  # the letters of European names
INVERTED = expression(
    rf"[{_UP}][\w'’-]+, (?:[{_UP}][{_LOW}’'-]+(?: [{_UP}]\.)?|[{_UP}])(?=\.|,| and | & | \()"
)
_JOINED = expression(
    rf",?\s+(?:and|&)\s+|;\s*|,\s+(?=[{_UP}][\w'’-]+, [{_UP}]\.)|(?<=\.),\s+(?=[{_UP}])"
)
_INITIALS = rf"[{_UP}][\w'’-]+ [A-Z]{{1,3}}"
_INITIALLED = expression(rf"[\0\s]*(?P<all>{_INITIALS}(?:, {_INITIALS}){{0,30}})(?:,? et al)?\.\s")
_OTHERS = expression(r",?\s*(?:等|et al\.?)$")
_SERIAL = expression(r"^(?:The|A) |\b(?:Review|Quarterly|Studies|Letters|Reports|Annual|Papers)$")
_TOWN = expression(r"(?:[A-Z][a-z]+ ?){1,3}(?:, [A-Z][A-Za-z]+)?")
_CAPITAL = expression(
    r"(?:London|Paris|Geneva|New York|Washington(?:,? D\.?C\.?)?|Berlin|Brussels|Vienna|Rome|Tokyo"
    r"|Cambridge|Oxford|Singapore|Hong Kong|Beijing|Shanghai|Boston|Chicago|The Hague"
    r"|北京|上海|香港|台北|东京|伦敦)"
)
_HOUSE = expression(
    r"\b(?:Press|Routledge|Springer|Elsevier|Wiley|Palgrave|Macmillan|Sage|Books)\b"
)
_BODY = expression(
    r"(?:网|社|报|局|署|部|处|院|所|会|中心|公司|大学|集团|银行|财经|日报|周刊|政府|频道|电视台|出版|杂志"
    r"|研究|台|新闻稿|公报|年鉴|评论|学报)$"
    r"|\b(?:news|times|press|post|agency|department|bureau|office|ministry|council|university"
    r"|institute|bank|organi[sz]ation|commission|centre|center|journal|publishing|publisher"
    r"|government|association|committee|authority|foundation|daily|media|limited|ltd|inc|union"
    r"|school|secretariat|board|operator|network|alliance|group|service|plc|wire|ledger"
    r"|courier|gazette|herald|tribune|weekly|magazine|chronicle)\b",
    re.IGNORECASE,
)
_HAN_PERSON = expression(r"^[\u3400-\u9fff]{2,3}(?:·[\u3400-\u9fff]{2,8})?$")
_LATIN_PERSON = expression(
    rf"^[{_UP}][\w'’-]+,\s?(?:[{_UP}]\.[ -]?)+(?:.*)$"
    rf"|^(?:[{_UP}][\w'’-]+|[{_UP}]\.)"
    rf"(?:[ -](?:[{_UP}][\w'’-]+|[{_UP}]\.|de|van|von|bin|al)){{1,3}}"
    r"(?:(?:,? and | & |, ).*|\s+et al\.?)?$"
)


def is_agent(words: str) -> bool:
    """Tell whether words name who may have written or published a work."""
    named = is_person(words) or is_body(words)
    return bool(named or re.fullmatch(r"[A-Z]{2,8}", words))


def is_person(words: str) -> bool:
    """Tell whether words look like the name of one or more people.

    >>> [is_person(words) for words in ("Chan, K. M.", "Mei Wong", "World Bank", "李小明")]
    [True, True, False, True]
    """
    if is_body(words) or _SERIAL.search(words):
        return False
    return bool(
        INVERTED.match(words + ",") or _HAN_PERSON.match(words) or _LATIN_PERSON.match(words)
    )


def people(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the names of people that a range lists; all of it where it is one.

    >>> entry = "Kask, T. and Põld, E."
    >>> [entry[a:b] for a, b in people(entry, 0, len(entry))]
    ['Kask, T.', 'Põld, E.']
    """
    others = _OTHERS.search(text[start:end])
    end = start + others.start() if others else end
    cuts = [
        (start + a, start + b) for a, b in (m.span() for m in _JOINED.finditer(text[start:end]))
    ]
    starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    found = list(zip(starts, ends, strict=True))
    return found if all(is_person(text[a:b]) for a, b in found) else [(start, end)]


def initialled(text: str) -> list[tuple[int, int]]:
    """Return the places of authors whose initials stand behind their names without a comma.

    >>> entry = "Lee A, Berg TH. Harbour lights"
    >>> [entry[a:b] for a, b in initialled(entry)]
    ['Lee A', 'Berg TH']
    """
    named = _INITIALLED.match(text)
    each = re.finditer(_INITIALS, text[: named.end("all")]) if named else ()
    return [name.span() for name in each]


def is_body(words: str) -> bool:
    """Tell whether words name a body or what one publishes."""
    return bool(_BODY.search(fold(words)))


def is_town(words: str) -> bool:
    """Tell whether words can only say where a work came out.

    >>> [is_town(words) for words in ("New Lisbon", "Harbour Press", "OECD")]
    [True, False, False]
    """
    house = is_body(words) or _SERIAL.search(words) or _HOUSE.search(words)
    return bool(_TOWN.fullmatch(words)) and not house


def is_house(words: str) -> bool:
    """Tell whether words name a publishing house."""
    return bool(_HOUSE.search(words))


def is_capital(words: str) -> bool:
    """Tell whether words are a city in which many works come out, and nothing else."""
    return bool(_CAPITAL.fullmatch(fold(words).strip()))
