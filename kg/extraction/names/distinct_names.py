"""Whether capitalised words that end as names do are a name: no heading, post or description."""

import re
from functools import cache

from kg.extraction.words.latin_words import POSSESSIVE, Word, ordinary, words_of
from kg.extraction.words.wordlists import read

_HEADING = 4  # words in capitals that are more likely a heading than a name
_SAID = re.compile(r"(?= (?:is|was|are|were|has|had|will|went|[a-z]{3,12}(?:s|ed|en))\b|[,.;]|$)")
_BROUGHT = re.compile(  # announced a Harbour Skills Fund of $4 million
    r"\b(?:announced?|announces|launch(?:ed|es)?|introduced?|set up|created?|established?|unveiled)"
    r" an? (?:new |national )?\Z"
)
_CALLED = frozenset({
    "kg:Programme", "kg:TalentAdmissionScheme", "kg:FundingProgramme", "kg:PolicyMeasure",
    "kg:SupportService", "kg:ComputingPlatform", "kg:CertificationScheme",
})  # fmt: skip


def is_title(words: list[Word]) -> bool:
    """Tell whether the words are a post and its preposition (``Chief Executive of the``)."""
    last = len(words)
    while last and not words[last - 1].is_capital:
        last -= 1
    return " ".join(word.text for word in words[:last]) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(read().get("posts", "english"))


def is_post(words: list[Word]) -> bool:
    """Tell whether words are a title and no name (Deputy Chief Executive)."""
    texts = [word.text for word in words]
    return any(" ".join(texts[at:]) in _titles() for at in (0, 1, 2))


def is_heading(words: list[Word]) -> bool:
    """Tell whether words in capitals are a heading (ABOUT THE STUDY), not a name (KPMG IRELAND)."""
    if len(words) < 2 or not all(word.text.isupper() for word in words):
        return False
    opening = any(word.text.capitalize() in words_of("openers") for word in words)
    return opening or len(words) >= _HEADING


def is_distinct(words: list[Word], head: int, text: str, curie: str = "") -> bool:
    """Tell whether a name has more than its head word and one ordinary word.

    Behind "the", in a sentence, one is enough of what its giver calls so: the Talent Visa.
    """
    before = text[max(0, words[0].start - 12) : words[0].start].split()
    if curie in _CALLED and before and before[-1] in ("the", "The"):
        said = _SAID.match(text, words[-1].end)
        if said and len(words) > head and not any(w.text in words_of("openers") for w in words):
            return True
    indefinite = bool(before) and before[-1].lower() in words_of("indefinite")
    others = [w for w in words if w.is_capital][: -head or None]
    rest = [w for w in words if w.is_capital]
    special = [w for w in rest if w.text not in ordinary()]
    if len(rest) <= head:
        return False
    if before and POSSESSIVE.search(before[-1]) and len(rest) < len(words):
        return True  # some country's Board of Trade
    of = next((w.start for w in words if w.text in ("of", "for")), words[-1].end)
    if any(w.start > of for w in special):
        return True  # the Central Bank of some country
    own = len(special) > head or len(others) >= 2 or (bool(special) and special[0] in others)
    if _BROUGHT.search(text, max(0, words[0].start - 32), words[0].start):
        return len(others) > 1
    return own and not (indefinite and all(w.text in ordinary() for w in others))
