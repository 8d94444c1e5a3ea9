"""Full Chinese names of people by the slot that they fill.

Three characters that begin with a surname are a name behind a calling or an age (``店主某某某``,
``71歲的某某某``), where they are who does it (``由某某某創辦``), behind what ends as a post of no
list (``某厅督学某某某``) or an attribute before what only people do, where somebody takes their
place (``接替荣休的某某某``), and where the sentence that they open goes on to say which post they
hold.
"""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.names import predicated_posts
from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.holdings import ends_as_title, titles
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.brackets import QUOTES
from kg.extraction.words.expressions import expression, seldom
from kg.extraction.words.ordinary import is_listed
from kg.extraction.words.surnames import is_word, lengths
from kg.extraction.words.wordlists import read

FULL = 3
"""Characters of a name that needs less beside it than a shorter one."""

_DONE_BY = expression("<particles.by>")
_AGED = expression(r"[\d<numerals.digits><posts.ten>]<posts.years_old><particles.of>")
_WHEN = expression(r"(?:<posts.in_when>?\d{4}<times.year>(?:\d{1,2}<times.month>)?)?")
_CLOSING = ("", ",", "。", "、", "(", ";", "\n")
_BEFORE = re.compile(r"[\u3400-\u9fff]{1,12}\Z")
_POST, _FEWEST = 12, 4  # characters of a post of no list with what is before it, at most and least
_OPENS = expression(
    r"(?:\A|(?<=[。!?\n])|(?<=\d<times.year>,)|(?<=\d<times.month>,))[\u3400-\u9fff]{3}(?=[<posts.life_follows>\d])"
)
_ATTRIBUTE = expression("<particles.of>")
_SUCCEEDING = expression(  # 接替(荣休的)某某某
    r"<posts.succeeding><particles.done>?(?:[\u3400-\u9fff]{1,8}?<particles.of>)?"
)
_STOP = re.compile(r"[。!?\n]|\Z")


def find(land: Landscape) -> dict[tuple[int, int], str]:
    """Return where a folded text has full names of people in such slots, and in which."""
    return {(at, at + length): slot for at, length, slot in _filled(land)}


def _filled(land: Landscape) -> Iterator[tuple[int, int, str]]:
    """Yield where a name begins, its length, and the slot."""
    text, lists = land.text, read()
    for at in (*_behind_calling(text), *(match.end() for match in _AGED.finditer(text))):
        yield from ((at, n, "calling") for n in _lengths(land, at)[:1] if land.breaks(at + n))
    doings, speech = lists.get("posts", "doings"), lists.get("posts", "speech")
    speech = (*speech, *lists.get("posts", "short_speech"), *lists.get("posts", "appointed"))
    holds, made = lists.get("posts", "holds_now"), lists.get("posts", "appointed_as")
    for at in (match.end() for match in _DONE_BY.finditer(text)):
        done = (n for n in _lengths(land, at) if text.startswith(doings, after_date(text, at + n)))
        yield from ((at, n, "agent") for n in done)
    for at in (match.end() for match in _SUCCEEDING.finditer(text)):
        yield from ((at, n, "post") for n in _lengths(land, at)[:1] if _ends(land, at + n))
    for at in (match.end() for match in _ATTRIBUTE.finditer(text)):
        post = text[max(0, at - 9) : at - 1].endswith(titles())  # 曾任某院院长的某甲
        acts = (
            n
            for n in _lengths(land, at)
            if _is_followed(text, at + n, (*speech, *holds)) or (post and land.breaks(at + n))
        )
        yield from ((at, n, "speaker") for n in acts)
    for match in _appointing().finditer(text):
        at = match.end()
        yield from (
            (at, n, "agent") for n in _lengths(land, at) if _is_followed(text, at + n, made)
        )
    for at in _behind_post(text):
        for length in _lengths(land, at):
            end = at + length
            if _is_followed(text, end, (*speech, *doings)) or text[end : end + 1] in _CLOSING:
                yield at, length, "post"
                break
    yield from ((at, FULL, "speaker") for at in _opening(land))


def _ends(land: Landscape, at: int) -> bool:
    """Tell whether a name may end at a place: at a boundary, or before what takes up a post."""
    return land.breaks(at) or land.text.startswith(read().get("posts", "takes_up"), at)


def _is_followed(text: str, at: int, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words stands behind a place, and at most an adverb between."""
    return text.startswith(words, at + (text[at : at + 1] in read().get("posts", "name_adverbs")))


def _behind_calling(text: str) -> Iterator[int]:
    for at, end, _ in _callings().longest(text):
        if (text[at - 1 : at] or " ") not in QUOTES:
            yield end


def _behind_post(text: str) -> Iterator[int]:
    """Yield the places behind what ends as a post of no list: 某厅督学某甲."""
    for at, end, _ in _heads().longest(text):
        run = _BEFORE.search(text, max(at - _POST, 0), end)
        if run and end - run.start() >= _FEWEST and ends_as_title(text[run.start() : end]):
            yield end


def _opening(land: Landscape) -> Iterator[int]:
    """Yield the names that open a sentence of which a later clause says what they are."""
    for match in _OPENS.finditer(land.text):
        if not is_somebody(match[0]) or FULL not in lengths(land.text, match.start()):
            continue
        stop = _STOP.search(land.text, match.end())
        end = stop.start() if stop else len(land.text)
        told = (
            p for p in predicated_posts.predicates(land.text, ()) if match.end() < p.end() < end
        )
        if any(_holds().match(land.text, predicate.end(), end) for predicate in told):
            yield match.start()


def after_date(text: str, at: int) -> int:
    """Return where the date ends that begins at a place, or that place: 由某某某(于2015年)创立."""
    date = _WHEN.match(text, at)
    return date.end() if date else at


def _lengths(land: Landscape, start: int) -> list[int]:
    """Return the lengths that a full Chinese name may have that starts here."""
    text = land.text
    return [n for n in lengths(text, start) if n >= FULL and is_somebody(text[start : start + n])]


def is_somebody(name: str, says: bool = False) -> bool:
    """Tell whether what has the form of a Chinese name is no other word, and holds none.

    Of who ``says`` something, the surname may be an adverb elsewhere (總監都某某表示).
    """
    word = is_word(name) or name.endswith(titles())
    return not word and _no_given().isdisjoint(name[says:]) and not is_listed(name[:2])


@cache
def _appointing() -> re.Pattern[str]:
    return seldom("<posts.appointing><particles.done>?")


@cache
def _no_given() -> frozenset[str]:
    return frozenset("".join(read().get("posts", "no_given")))


@cache
def _callings() -> Automaton:
    return Automaton(read().get("posts", "callings"))


@cache
def _heads() -> Automaton:
    return Automaton(read().get("posts", "heads"))


@cache
def _holds() -> re.Pattern[str]:
    ends = "|".join(sorted(titles(), key=len, reverse=True))
    return expression(rf"[^,。;:!?\n]{{0,20}}?(?:{ends})(?=[,。;\n]|\Z)")
