"""English names of people, by what stands around them.

A name is capitalised words after a courtesy or a title, before ``, Title of``, beside a verb of
saying (then it begins with a given name), or behind a label.
"""

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.expressions import expression
from kg.extraction.given_names import is_given
from kg.extraction.wordlists import read

_N = r"[A-Z][A-Za-zÀ-ɏ’'-]{0,30}[a-zà-ɏ]"
_OF = "(?:van|von|de|der|den|del|della|di|da|dos|du|bin|binti|al|ter|la)"  # Anna van der Meer
_CAPITALS = r"[A-Z]{2,20}(?:[ -][A-Z]{2,20}){1,2}"
_NAME = rf"(?:{_N}(?: (?:{_OF} ){{0,2}}(?:[A-Z]\.|{_N}|[A-Z]{{2,20}})){{0,3}}|{_CAPITALS})"
_EACH = expression(rf"{_N}(?: (?:[A-Z]\.|{_N})){{1,3}}")
_INTRODUCED = expression(  # who somebody says to be, or a label names
    rf"(?:\b(?:I am|I['’]m|[Mm]y name is) |\b(?:Speakers?|Moderators?|Chair|Panell?ists?|Authors?"
    rf"|Editors?|Host|Interviewer|Keynote|Contact): )"
    rf"(?P<names>{_EACH.pattern}(?:(?:, |,? and | & ){_EACH.pattern})*)(?=[,.;(|]| and |\*|$)"
)
_CAPITAL = expression(_N)


@dataclass(frozen=True)
class _Words:
    courtesy: re.Pattern[str]
    portfolio: re.Pattern[str]
    presented: re.Pattern[str]
    own: re.Pattern[str]
    apposition: re.Pattern[str]
    saying: re.Pattern[str]
    said: re.Pattern[str]
    leading: re.Pattern[str]
    english: frozenset[str]
    posts: frozenset[str]


@cache
def _words() -> _Words:
    lists = read()
    posts = "posts"
    titles = "|".join(sorted(map(re.escape, lists.get(posts, "english")), key=len, reverse=True))
    lower = titles.lower()
    plain = "|".join(lists.get(posts, "english_lower"))
    courtesies = "|".join(map(re.escape, lists.get(posts, "courtesies")))
    acts = "|".join((*lists.get(posts, "english_speech"), *lists.get(posts, "english_acts")))
    callings = "|".join(lists.get(posts, "english_callings"))
    speech = "|".join(lists.get(posts, "english_speech"))
    return _Words(
        expression(
            rf"(?<![\w-])(?:(?:{titles}|{plain}) (?:(?:{courtesies}) ){{0,3}}"
            rf"|(?:(?:{courtesies}) ){{1,3}})(?P<name>{_NAME})"
        ),
        expression(
            rf"(?<![\w-])(?:{titles}) (?:for|of) (?:the )?(?:{_N}(?:,? and |, | )){{1,8}}"
            rf"(?P<name>{_N} {_N})(?=,| (?:{acts})\b)"
        ),
        expression(
            rf"(?<![\w-])(?:{titles}) (?:for|of) (?:the )?"
            rf"(?:{_N}(?:,? and |, | of the | of | for | )){{0,7}}{_N}, "
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{_N}(?: {_N}){{1,2}})(?=,)"
        ),
        expression(
            rf"(?<![\w-])(?:[Ii]ts|[Tt]heir|whose|[Tt]he then) (?:[a-z-]+ ){{0,3}}(?:{lower}), "
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{_EACH.pattern})(?=[,.])"
        ),
        expression(
            rf"(?:(?:{courtesies}) ){{0,3}}(?P<name>{_NAME})(?:, | \()(?:"
            rf"(?:the |an? )?(?:[A-Z]\w+ |former |then ){{0,2}}(?:{titles})\b"
            rf"|(?:(?!(?:is|was|are|has|who)\b)[a-z-]+ ){{0,2}}(?:{lower})(?= (?:of|at|for)\b)"
            rf"|(?:its|their|the|an?) (?:[a-z’'-]+ ){{0,3}}(?:{lower})(?=[,.;)])"
            rf"|(?:the|an?) (?:[a-z’'-]+ ){{0,3}}(?:{callings})(?= (?:of|at|for|from|in|with)\b))"
        ),
        expression(rf"(?<![\w-])(?P<name>{_EACH.pattern})(?:,? who\b| (?:{speech})\b)"),
        expression(
            rf"\b(?:{speech}|[Bb]y) (?P<name>{_EACH.pattern})(?=,|\.| \(| of | at | and |$)"
        ),
        expression(
            rf"(?:^|[.;:!?] |\n)(?P<name>{_N} {_N})(?=, who (?:heads|leads|runs|chairs|directs"
            r"|founded|works|teaches|joined|has led|has run|has chaired|manages|oversees)\b)"
        ),
        frozenset(lists.get("generic", "english") + lists.get("english", "openers")),
        frozenset(lists.get(posts, "english")),
    )


def find(text: str) -> dict[tuple[int, int], str]:
    """Return where a folded text names people in Latin letters, and what tells."""
    if not _CAPITAL.search(text):
        return {}
    words = _words()
    found = [(m.span("name"), "title") for m in words.courtesy.finditer(text)]
    for pattern in (words.portfolio, words.presented, words.own, words.leading):
        found += [(m.span("name"), "title") for m in pattern.finditer(text)]
    for match in _INTRODUCED.finditer(text):
        names = _EACH.finditer(text, match.start("names"), match.end("names"))
        found += [(name.span(), "title") for name in names]
    for pattern in (words.saying, words.said):
        found += [
            (m.span("name"), "speaker")
            for m in pattern.finditer(text)
            if is_given(m["name"].split()[0])
        ]
    found += [
        (m.span("name"), "apposition") for m in words.apposition.finditer(text) if " " in m["name"]
    ]
    return {span: rule for span, rule in found if _is_english_name(text[slice(*span)])}


def _is_english_name(name: str) -> bool:
    parts = name.split()
    words = _words()
    return parts[0] not in words.posts and not any(part in words.english for part in parts)
