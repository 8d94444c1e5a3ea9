"""English names of people, by what stands around them.

A name is capitalised words after a courtesy or a title, before ``, Title of``, beside a verb of
saying, or behind a label. Beside the verb it begins with a given name, unless the words that were
said stand before (``," said Mirko Valt.``): nobody but a person or a body is there.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from kg.extraction.names import human_slots
from kg.extraction.names.holdings import UNTIL_NOW
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import FULL, PARTICLE, WORD, is_given
from kg.extraction.words.wordlists import read

_CAPITALS = r"[A-Z]{2,20}(?:[ -][A-Z]{2,20}){1,2}"
_NAME = rf"(?:{WORD}(?: (?:{PARTICLE} ){{0,2}}(?:[A-Z]\.|{WORD}|[A-Z]{{2,20}})){{0,3}}|{_CAPITALS})"
_EACH = expression(FULL)
_MEMBER = rf"(?:[A-Z]\. )?{FULL}|[A-Z]\. {WORD}"
_MEMBERS = expression(_MEMBER)
_REPLIED = r"[”\"’'] "  # between the words and who says them
_VERB = r"[a-z]{3,12}(?:s|ed)"  # and what that person does then
_BYLINE = expression(  # a line that says who wrote, and where
    rf"[Bb]y (?P<names>{FULL}(?:(?:, |,? and | & ){FULL})*)"
    rf" in {WORD}(?: {WORD})?$"
)
_CAPITAL = expression(WORD)
_ACTING = expression(  # whose first word is a given name, and who does something
    rf"(?<![\w-])(?<![A-Z][a-z] )(?P<name>{WORD} {WORD})"
    r"(?= (?:has|had|was|is|will|[a-z]{3,12}(?:s|ed)|grew|ran|led|went|came|began|left|won|took)\b)"
)


@dataclass(frozen=True)
class _Words:
    courtesy: re.Pattern[str]
    portfolio: re.Pattern[str]
    introduced: re.Pattern[str]
    presented: re.Pattern[str]
    own: re.Pattern[str]
    apposition: re.Pattern[str]
    saying: re.Pattern[str]
    said: re.Pattern[str]
    labelled: re.Pattern[str]
    leading: re.Pattern[str]
    english: frozenset[str]
    posts: frozenset[str]
    trades: frozenset[str]
    common: frozenset[str]
    courtesies: frozenset[str]


@cache
def _words() -> _Words:
    lists = read()
    posts = "posts"
    titles = "|".join(sorted(map(re.escape, lists.get(posts, "english")), key=len, reverse=True))
    lower = titles.lower()
    plain = "|".join(lists.get(posts, "english_lower"))
    courtesies = "|".join(map(re.escape, lists.get(posts, "courtesies")))
    acts = "|".join((*lists.get(posts, "english_speech"), *lists.get(posts, "english_acts")))
    labels = lists.any_of(posts, "english_labels")
    callings = "|".join(lists.get(posts, "english_callings"))
    speech = "|".join(lists.get(posts, "english_speech"))
    return _Words(
        expression(
            rf"(?<![\w-])(?:(?:{titles}|{plain}) (?:(?:{courtesies}) ){{0,3}}"
            rf"|(?:(?:{courtesies}) ){{1,3}})(?P<name>{_NAME})"
        ),
        expression(
            rf"(?<![\w-])(?:{titles}) (?:for|of) (?:the )?(?:{WORD}(?:,? and |, | )){{1,8}}"
            rf"(?P<name>{WORD} {WORD})(?=,| (?:{acts})\b)"
        ),
        expression(  # who somebody says to be, or a label names
            rf"(?:\b(?:I am|I['’]m|[Mm]y name is) |(?<![\w-])(?:{labels}): )"
            rf"(?P<names>(?:{_MEMBER})(?:(?: \([^()\n]{{1,30}}\))?(?:, |,? and | & |; )"
            rf"(?:{_MEMBER}))*)(?=[,.;(|]| and |\*|$)"
        ),
        expression(
            rf"(?<![\w-])(?:{titles}) (?:for|of) (?:the )?"
            rf"(?:{WORD}(?:,? and |, | of the | of | for | )){{0,7}}{WORD}, "
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{WORD}(?: {WORD}){{1,2}})(?=,)"
        ),
        expression(
            rf"(?:(?<![\w-])(?:[Ii]ts|[Tt]heir|whose|[Tt]he(?: then)?|[Oo]ur)|['’]s) "
            rf"(?:[a-z-]+ ){{0,3}}(?:{lower})(?:,| is| will be| remains) "
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{FULL})(?=[,.])"
        ),
        expression(
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{_NAME})(?:, | \()(?:"
            rf"(?:(?:formerly|{UNTIL_NOW}) )?(?:the |an? )?"
            rf"(?:[A-Z]\w+ |former |then ){{0,2}}(?:{titles})\b"
            rf"|(?:(?!(?:is|was|are|has|who|will|would|had|have|becomes|became)\b)[a-z-]+ ){{0,2}}"
            rf"(?:{lower})(?= (?:of|at|for)\b)"
            rf"|(?:its|their|the|an?) (?:[a-z’'-]+ ){{0,3}}(?:{lower})(?=[,.;)])"
            rf"|(?:the|an?|its|their) (?:[a-z’'-]+ ){{0,3}}(?:{callings})"
            r"(?=[,.;)]| (?:of|at|for|from|in|with|who)\b))"
        ),
        expression(
            rf"(?<![\w-])(?P<name>{FULL})"
            rf"(?:,? who\b| (?:{speech})\b| (?:of|at|from) (?:the )?(?=[A-Z]))"
        ),
        expression(
            rf"(?:(?P<quoted>{_REPLIED})(?:{speech}|{_VERB})|\b(?:{speech}|[Bb]y)) "
            rf"(?P<name>{FULL})"
            r"(?=,|\.| \(| of | at | and |$)"
        ),
        expression(
            rf"(?:^|\n|[.;] )[•–*-]? ?(?:[\w-]+ ){{0,3}}(?i:{lower}|{callings})\b[^:.\n]{{0,60}}: "
            rf"(?P<name>{FULL})(?=$|\n|,|\()"
        ),
        expression(
            rf"(?:^|[.;:!?] |\n)(?P<name>{WORD} {WORD})(?=, who (?:heads|leads|runs|chairs|directs"
            r"|founded|works|teaches|joined|has led|has run|has chaired|manages|oversees)\b)"
        ),
        frozenset(lists.get("generic", "english") + lists.get("english", "openers")),
        frozenset(lists.get(posts, "english")),
        frozenset(lists.get("english", "trades") + lists.get("english", "legal")),
        frozenset(
            word
            for name in ("common", "collective", "lands", "legal", "trades")
            for word in lists.get("english", name)
        ),
        frozenset(lists.get(posts, "courtesies")),
    )


def find(text: str, heads: Collection[str]) -> dict[tuple[int, int], str]:
    """Return where a folded text names people in Latin letters, and what tells.

    ``heads`` are the last words of names of bodies and other things (``University``).
    """
    if not _CAPITAL.search(text):
        return {}
    words = _words()
    found = [(m.span("name"), "title") for m in words.courtesy.finditer(text)]
    for pattern in (words.portfolio, words.presented, words.own, words.leading):
        found += [(m.span("name"), "title") for m in pattern.finditer(text)]
    for match in words.introduced.finditer(text):
        found += [(span, "title") for span in _listed(text, match.span("names"), heads)]
    if byline := _BYLINE.fullmatch(text.rstrip(" .")):
        names = _EACH.finditer(text, *byline.span("names"))
        found += [(name.span(), "title") for name in names if _is_whole(name[0], heads)]
    found += [
        (m.span("name"), "title")
        for m in words.labelled.finditer(text)
        if _is_whole(m["name"], heads)
    ]
    found += [
        (m.span("name"), "speaker")
        for m in _ACTING.finditer(text)
        if is_given(m["name"].split()[0]) and _is_whole(m["name"], heads)
    ]
    for pattern in (words.saying, words.said):
        found += [
            (m.span("name"), "speaker")
            for m in pattern.finditer(text)
            if is_given(m["name"].split()[0])
            or (m.groupdict().get("quoted") and _is_whole(m["name"], heads))
        ]
    found += [
        (m.span("name"), "apposition") for m in words.apposition.finditer(text) if " " in m["name"]
    ]
    slots = human_slots.find(text, heads)
    found += [(span, "slot") for span in slots if _is_whole(text[slice(*span)], heads)]
    spans = ((_without_letters(text, span), rule) for span, rule in found)
    return {
        span: rule
        for span, rule in spans
        if _is_english_name(text[slice(*span)]) and not _is_ranked_thing(text, span, heads)
    }


def _is_ranked_thing(text: str, span: tuple[int, int], heads: Collection[str]) -> bool:
    """Tell whether a thing is called after somebody of a rank: Captain Flint Wharf."""
    words = text[slice(*span)].split()
    before = text[max(0, span[0] - 24) : span[0]].split()
    ranked = bool(before) and before[-1] in _words().posts
    return ranked and len(words) > 1 and words[-1] in heads and not is_given(words[0])


def _listed(text: str, span: tuple[int, int], heads: Collection[str]) -> list[tuple[int, int]]:
    """Return the people of a list: those of a given name where bodies are among them."""
    names = [(m.start(), m.end()) for m in _MEMBERS.finditer(text, *span)]
    all_people = all(_is_whole(text[slice(*name)], heads) for name in names)
    return [name for name in names if all_people or is_given(text[slice(*name)].split()[0])]


def _without_letters(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the range of a name without what bids to meet them, letters (MP), what is theirs."""
    start, end = span
    owned = re.search(r"['’]s ", text[start:end])
    end = start + owned.start() if owned else end
    first, _, rest = text[start:end].partition(" ")
    if " " in rest and first in read().get("english", "bidding"):
        start += len(first) + 1  # Meet Ada Lee, founder of X
    letters = read().get("posts", "postnominals")
    while " " in text[start:end] and text[start:end].rsplit(" ", 1)[1] in letters:
        end = start + text[start:end].rindex(" ")
    return start, end


def _is_whole(name: str, heads: Collection[str]) -> bool:
    """Tell whether words are nobody's title and no thing's name: none is common or a head."""
    words = _words()
    parts = name.split()
    if parts[0] in words.courtesies:
        return False  # Dr Lind is Lind
    return not any(part in words.common or part in heads for part in parts)


def _is_english_name(name: str) -> bool:
    parts = name.split()
    words = _words()
    if parts[-1] in words.trades:
        return False  # Kestrel Cables, a developer of
    return parts[0] not in words.posts and not any(part in words.english for part in parts)
