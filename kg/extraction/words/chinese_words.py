"""Whether Chinese characters make a word of the language, by the dictionary of a segmenter."""

from functools import cache
from itertools import pairwise


@cache
def is_word(word: str) -> bool:
    """Tell whether a word in simplified characters is in the dictionary.

    >>> is_word("冰雪"), is_word("澄极")
    (True, False)
    """
    import rjieba  # reads its dictionary, for half a second: not before something is asked

    return rjieba.has_word(word)


def is_coined(word: str) -> bool:
    """Tell whether no two neighbours among some characters are a word, nor all of them.

    >>> is_coined("澄极"), is_coined("轨道交")
    (True, False)
    """
    return not is_word(word) and not any(is_word(f"{a}{b}") for a, b in pairwise(word))
