"""Of whom the share of a survey is: ``among women``, ``獨居老人中``, ``of those who did``.

A share that only compares (``高於與子女同住者的9.8%``) is of another group, and says of it what the
share before it said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.passages.reading import Reading
from kg.extraction.surveys.responses import SHARE
from kg.extraction.words.expressions import expression
from kg.model.fact import Evidence, Fact
from kg.model.span import Span

_AMONG = re.compile(
    r"(?:^|[,;:.]\s)among(?:st)?\s(?P<group>(?:the\s)?[^,;:.\d]{3,60}),[^;]{0,80}\Z"
    r"|(?:^|[,;:.]\s)of\s(?P<those>those\s[^,;:.\d]{3,60}),[^;]{0,80}\Z",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(
    r"\s+of\s+(?P<group>those\s+(?:who|that|with|without)\s+[a-z]+)\b", re.IGNORECASE
)
_MANY = "<surveys.many>"
_ZH_AMONG = expression(
    rf"(?:^|[,。;:])<surveys.among_openers>?(?P<group>[^,。;:、%]{{0,16}}(?:{_MANY}))"
    rf"<surveys.among_those>"
    r",?[^。;%]{0,24}\Z"
)
_COMPARED = expression(
    rf"<surveys.comparisons>(?P<group>[^,。;:、%]{{1,16}}(?:{_MANY}|<surveys.group_ends>))"
    r"<particles.of>?<counts.roughly>?\Z"
)
_ALL = expression(
    r"(?:<surveys.everybody>"
    r"|(?:all |the )?(?:respondents|those (?:surveyed|asked)))\Z",
    re.IGNORECASE,
)


_Place = tuple[Reading, tuple[int, int], tuple[int, int]]


def told(facts: Iterable[Fact], readings: Sequence[Reading]) -> Iterator[Fact]:
    """Yield the facts; a share that names its group in its sentence has it as a dimension."""
    places: dict[int, _Place] = {}
    last: Fact | None = None
    for fact in facts:
        if fact.predicate != SHARE:
            yield fact
            continue
        if "group" in dict(fact.dimension):
            last = fact
        else:
            places = places or _places(readings)
            last = _of_group(fact, last, places)
        yield last


def _places(readings: Sequence[Reading]) -> dict[int, _Place]:
    """Return the sentence and the range of each mention, by where it starts in the document."""
    return {
        reading.passage.span(mention.start, mention.end).start: (
            reading,
            sentence,
            (mention.start, mention.end),
        )
        for reading in readings
        for sentence in reading.passage.sentences
        for mention in reading.within(*sentence)
    }


def _of_group(fact: Fact, last: Fact | None, places: dict[int, _Place]) -> Fact:
    """Return a share with its group, if its sentence names one; ``last`` is the share before."""
    value = next((e.span.start for e in fact.evidence if e.role == "value"), -1)
    if value not in places:
        return fact
    reading, sentence, (start, end) = places[value]
    folded = reading.passage.folded
    before = folded[sentence[0] : start]
    compared = _COMPARED.search(before)
    found = compared or _AMONG.search(before) or _ZH_AMONG.search(before)
    those = None if found else _OF_THOSE.match(folded, end, sentence[1])
    if found:
        name = "group" if found["group"] else "those"
        place = sentence[0] + found.start(name), sentence[0] + found.end(name)
    elif those:
        place = those.span("group")
    else:
        return fact
    if _ALL.match(folded[slice(*place)]):
        return fact
    group = reading.passage.evidence(*place, "group")
    if those:
        return _grouped(fact, group, _behind(fact, group))
    model = last if compared and last and _statement(last) == _statement(fact) else None
    return _grouped(fact, group, _option(model) if model else None)


def _grouped(fact: Fact, group: Evidence, option: Evidence | None) -> Fact:
    """Return a share with its group, and with another option where one is given."""
    dimension = dict(fact.dimension) | {"group": group.quote}
    evidence = [*fact.evidence, group]
    if option:
        dimension["option"] = option.quote
        evidence = [e for e in evidence if e.role != "option"] + [option]
    return replace(
        fact,
        evidence=tuple(evidence),
        dimension=tuple(sorted(dimension.items())),
        measure=option.quote if option else fact.measure,
    )


def _behind(fact: Fact, group: Evidence) -> Evidence | None:
    """Return what is left of the option behind the group, where the option began with it."""
    option = _option(fact)
    if option is None or not option.span.start < group.span.end < option.span.end:
        return None
    left = option.quote[group.span.end - option.span.start :]
    start = option.span.end - len(left.lstrip())
    return Evidence(Span(start, option.span.end), left.lstrip(), "option") if left.strip() else None


def _option(fact: Fact) -> Evidence | None:
    return next((e for e in fact.evidence if e.role == "option"), None)


def _statement(fact: Fact) -> Evidence | None:
    return next((e for e in fact.evidence if e.role == "statement"), None)
