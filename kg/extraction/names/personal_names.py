"""Words that are the name of one person and nothing else, as cells and lists have them."""

from kg.extraction.names import openings
from kg.extraction.words import surnames, vacancies
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import is_given
from kg.extraction.words.ordinary import is_ordinary
from kg.extraction.words.wordlists import read

_COURTESY = expression(
    r"(?:(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Hon|Rev|Ir|Captain)\b\.?\s+)+"
)
_HONORIFIC = expression(r"\s?(?:先生|女士|博士|教授|院士|议员|太太|小姐|老师|工程师)$")
_DOTTED = expression(r"[\u3400-\u9fff]{1,6}(?:[·•][\u3400-\u9fff]{1,6}){1,3}")
_SHORT = 2  # characters of the shortest Chinese names


def name(folded: str, start: int, end: int, sure: bool = False) -> tuple[int, int] | None:
    """Return the range of a person's name that a range of a folded text consists of.

    What is said of courtesy is left out. Latin names must begin with a given name that is known,
    Chinese ones of two characters with a surname that begins few words, unless something else makes
    it ``sure`` that a person is named.

    >>> [name(words, 0, len(words)) for words in ("Dr Ada Lee", "陈晓雯女士", "Sea Otter")]
    [(3, 10), (0, 3), None]
    """
    words = folded[start:end]
    start, words = start + len(words) - len(words.lstrip()), words.strip()
    courtesy = _COURTESY.match(words)
    honorific = _HONORIFIC.search(words)
    first = courtesy.end() if courtesy else 0
    last = honorific.start() if honorific else len(words)
    bare = words[first:last]
    if not bare or vacancies.is_nobody(bare):
        return None
    if bare.isascii() or bare[:1] < "\u3400":
        known = bool(courtesy) or is_given(bare.split(" ")[0])
        believed = known or (sure and not vacancies.has_plain_word(bare))
        is_person = believed and openings.is_name(bare) and not is_ordinary(bare.casefold())
    else:
        believed = bool(honorific) or sure or _shows(bare)
        is_person = bool((believed and surnames.is_name(bare)) or _DOTTED.fullmatch(bare))
    return (start + first, start + last) if is_person else None


def _shows(bare: str) -> bool:
    """Tell whether Chinese characters that may be a name are hardly anything else."""
    lists = read()
    if len(bare) > _SHORT:
        return bare[:_SHORT] not in lists.get("posts", "nobody")
    return bare[0] in lists.get("surnames", "clear")
