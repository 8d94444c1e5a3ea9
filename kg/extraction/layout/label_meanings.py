"""What the label of a line says of the thing above it: the sort of its value, and the property.

The labels are data (``labels.toml``): English ones are whole, Chinese ones stems that stand
between other words (``建設單位``, ``聯合承建方``).
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.words.wordlists import read

_DOERS = "(?:单位|机构|机关|方|者|商|人|企业|公司|部门|团队|团体|院校|学校|媒体|伙伴)?"
_STEMS = {  # what a Chinese stem stands between
    "bodies": f"(?:联合|共同|项目|主要|总|平台)?(?:{{}}){_DOERS}",
    "days": "(?:正式|首次|平台)?(?:{})(?:时间|日期|年份|年)",
    "places": "(?:{})",
    "things": "(?:{})(?:对象)?",
}


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Return the sort and the property that each whole label stands for."""
    return {
        word: (sort, curie)
        for sort in _STEMS
        for curie, words in _entries(sort)
        for word in words
        if word.isascii()
    }


@cache
def _stems() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return, for Chinese labels, the sort, the property, and what the whole label looks like."""
    return tuple(
        (sort, curie, re.compile(form.format("|".join(w for w in words if not w.isascii()))))
        for sort, form in _STEMS.items()
        for curie, words in _entries(sort)
    )


@cache
def meaning(label: str) -> tuple[str, str] | None:
    """Return the sort and the property that a label stands for, if it is known.

    >>> meaning("industry partners"), meaning("partners at sea")
    (('bodies', 'kg:partner'), None)
    """
    if label.isascii():
        return _labels().get(label) or _of_a_kind(label)
    return next((each[:2] for each in _stems() if each[2].fullmatch(label)), None)


def _of_a_kind(label: str) -> tuple[str, str] | None:
    """Return what the last word of a label means that tells of which kind they are."""
    kind, _, word = label.rpartition(" ")
    found = _labels().get(word) if kind and word.endswith("s") and kind.isalpha() else None
    return found if found and found[0] == "bodies" else None


@cache
def class_named(label: str) -> str:
    """Return the class of what a label says to be the name that follows; nothing for others.

    >>> class_named("project name"), class_named("operator")
    ('kg:Project', '')
    """
    named = (curie for curie, words in _entries("names") if label in words)
    return next(named, "")


def _entries(sort: str) -> Iterator[tuple[str, list[str]]]:
    for entry in read().get("labels", sort):
        curie, _, words = entry.partition("=")
        yield curie, words.split(",")
