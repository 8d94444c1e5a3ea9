"""English nouns for people and for what acts as they do, by their endings and a list."""

import re

from kg.extraction.words.wordlists import read

_QUALIFIED = re.compile(r" (?:who|that|with|in|of|from|aged|under|over)\b")
_ENDINGS = ("men", "ians", "ees", "ists", "ers", "ors")


def names_people(phrase: str) -> bool:
    """Tell whether an English phrase in the plural is for those who can act, not for things.

    >>> [names_people(words) for words in ("night drivers", "firms in towns", "late orders")]
    [True, True, False]
    """
    words = _QUALIFIED.split(phrase.casefold())[0].split()
    head = words[-1] if words else ""
    acts = head.endswith(_ENDINGS) and head not in read().get("surveys", "things")
    return acts or head in read().get("surveys", "sayers")
