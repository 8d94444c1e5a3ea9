"""What the rows of a table stand for: things, or measures and totals."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from kg.extraction.numbers.table_units import implied, unit
from kg.extraction.passages.passage import Passage
from kg.extraction.times import dates
from kg.extraction.words import modality, wordlists
from kg.extraction.words.chinese_words import is_word
from kg.extraction.words.english_words import is_english
from kg.extraction.words.expressions import expression
from kg.extraction.words.latin_words import words_of
from kg.model.mention import Entity
from kg.text.folding import fold

_MEASURE = re.compile(
    r"(?:数|额|量|值|率|比|价格?|指数|收入|支出|面积|人口|成本|利润|资产|负债|投入|开支|收益|费用)$"
    r"|\b(?:number|value|rate|share|total|index|amount|revenue|spending|income|cost|price"
    r"|output|gdp|profit|assets|liabilities|expenditure|expenses|turnover|earnings)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:总计|合计|总数|总和|小计|全部|整体|平均|total|all|overall|average|sum|others?|其他)\b|计$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?:[-–—·•∙]\s?(?=\D)|其中|当中|of which|thereof|including|incl\.)", re.IGNORECASE
)
_MEASURES = expression(r"<columns.measures>|(?:indicator|measure|metric)s?\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z\u3400-\u9fff]+")
_LONGEST = 48  # characters of a name
_SHORTEST = 2
_SEVERAL = 2
_WORDS = (("kg:TechnologyField",), ("kg:Concept",), ("kg:Occupation",), ("kg:Sector",))


def is_total(row: str) -> bool:
    """Tell whether the head of a row sums up the others, or is the rest of them."""
    return bool(_TOTAL.search(fold(row)))


def names_thing(row: str, numbered: bool = False) -> bool:
    """Tell whether the head of a row is a name, and no total, time, measure or number.

    A name may have a number in it where ``numbered``.
    """
    folded = fold(row)
    if is_total(row) or len(row) > _LONGEST:
        return False
    if not numbered and re.search(r"\d", folded):
        return False
    return not (implied(folded) or unit(folded) or _MEASURE.search(folded))


def are_things(heads: Collection[str], corner: str) -> bool:
    """Tell whether the columns of a table are of things: the head of the rows calls these measures.

    >>> are_things(["North", "South"], "Indicator, 2024"), are_things(["North", "South"], "Year")
    (True, False)

    Groups and stages of one thing (Men and Women, 本科 and 研究生) are words of the language.

    >>> are_things(["North", "Target"], "Indicator"), are_things(["Men", "Women"], "Indicator")
    (False, False)
    """
    named = all(head and names_thing(head) and not modality.tells(fold(head)) for head in heads)
    told = len(heads) > 1 and named and over_measures(corner)
    return told and all(map(_is_own_name, heads))


def over_measures(corner: str) -> bool:
    """Tell whether the head of the rows calls these measures.

    >>> over_measures("Indicator, 2024"), over_measures("Year")
    (True, False)
    """
    return _MEASURES.match(fold(corner)) is not None


def _is_own_name(head: str) -> bool:
    """Tell whether words are a name by their form: capitals, a side of a land, no ordinary word."""
    words = head.split()
    if not head.isascii():
        return not is_word(fold(head))
    if len(words) > 1:
        return all(word[:1].isupper() for word in words)
    return head in words_of("sides") or not is_english(head)


def measures(rows: Iterable[str]) -> bool:
    """Tell whether the heads of the rows of a table are what it measures, and no names or groups.

    >>> measures(["Turnover", "Net profit", "Berths"]), measures(["North", "South", "Total"])
    (True, False)
    """
    heads = [row for row in rows if row and not is_total(row)]
    return 2 * sum(bool(_MEASURE.search(fold(row))) for row in heads) > len(heads)


def parts_of(heads: Mapping[int, Sequence[Passage]]) -> dict[int, int]:
    """Return, by row, the row above of which a row is a part: its head has a dash, or says so.

    The parts of a sum stand below it and are in its unit: ``Income (£m)``, ``– of which fees``.
    """
    found: dict[int, int] = {}
    whole: int | None = None
    for row, named in heads.items():
        if named and _PART.match(named[0].folded):
            if whole is not None:
                found[row] = whole
        else:
            whole = row
    return found


def kind_of(heads: Sequence[str]) -> str:
    """Return the words with which all of several heads end that name things; empty without any.

    >>> [kind_of(heads) for heads in (["东园区", "西园区"], ["North Pier", "South Pier"], ["2023"])]
    ['园区', 'Pier', '']
    """
    if len(set(heads)) < _SEVERAL or not all(map(names_thing, heads)):
        return ""
    if all(head.isascii() for head in heads):
        lasts = {head.split(" ")[-1] for head in heads if " " in head}
        return lasts.pop() if len(lasts) == 1 and all(" " in head for head in heads) else ""
    alike = takewhile(lambda last: len(set(last)) == 1, zip(*map(reversed, heads), strict=False))
    common = "".join(last[0] for last in alike)[::-1]
    plain = [dates.find(fold(head), None) for head in heads]
    return common if _SHORTEST <= len(common) < min(map(len, heads)) and not any(plain) else ""


def begun_with(row: str, resolve: Callable[[str], Entity | None]) -> Entity | None:
    """Return the known thing with whose name the head of a row begins, of which it is a measure.

    The name of a body or of a longer place is no such head: what follows is what is measured.
    """
    words = row.split(" ")
    ends = (
        range(len(row) - _SHORTEST, _SHORTEST - 1, -1)
        if len(words) == 1
        else (len(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))
    )
    found = next((thing for end in ends if (thing := resolve(row[:end].strip()))), None)
    return None if found and found.types[:1] in _WORDS else found


@lru_cache(maxsize=64)  # one corner is asked of for every row
def class_of(corner: str) -> str:
    """Return the class that the head over the row heads gives."""
    return longest_held(corner, listed("rows")) or "kg:Concept"


@cache
def listed(name: str) -> dict[str, str]:
    """Return what the words of heads stand for, by word: a list of ``tables.toml``."""
    entries = (entry.split("=") for entry in wordlists.read().get("tables", name))
    return {word: curie for curie, words in entries for word in words.split(",")}


def longest_held(head: str, meanings: Mapping[str, str]) -> str:
    """Return what the longest of the words that a head holds stands for; empty without any.

    >>> longest_held("Year founded", {"founded": "a", "found": "b"})
    'a'
    """
    words = f" {_LETTERS.sub(' ', fold(head).casefold()).strip()} "
    held = [word for word in meanings if (f" {word} " if word.isascii() else word) in words]
    return meanings[max(held, key=len)] if held else ""
