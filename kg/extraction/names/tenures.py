"""What a person's post says beyond itself: that it was held once, that its holder founded the body.

``Ann Carter, a former director of the Trust`` works for it no more; ``云帆科技创始人陆文涛`` has
founded the firm, whatever else he is there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.extraction.names import agent_nouns, holdings
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.text.folding import fold

_ONCE = {"kg:worksFor": "kg:formerEmployer", "kg:position": "kg:formerPosition"}
_TURNED = {"subject": "object", "object": "subject"}


def own(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts but those of posts that somebody else holds: the widow of the founder.

    What is no post at all (married to the chair) tells of no employer either.
    """
    held = [fact for fact in facts if not holdings.is_of_kin(fact)]
    none = {_statement(fact) for fact in held if _is_no_post(fact)}
    return (fact for fact in held if fact.predicate not in _ONCE or _statement(fact) not in none)


def _is_no_post(fact: Fact) -> bool:
    words = fact.object if fact.predicate == "kg:position" else None
    return isinstance(words, str) and not agent_nouns.is_post(fold(words))


def _statement(fact: Fact) -> tuple[str, Span, str]:
    """Return of whom, where and by which rule a fact is told."""
    return fact.subject.id, fact.evidence[0].span, fact.rule


def once(fact: Fact) -> Fact:
    """Return a fact of a post that somebody held before as one of the past; any other as it is."""
    return past(fact) if holdings.was(fact) else fact


def past(fact: Fact) -> Fact:
    """Return a fact of a post as one of the past, in words without ``former``."""
    words = fact.object
    if isinstance(words, str):
        words = holdings.bare(words)
    return replace(fact, predicate=_ONCE[fact.predicate], object=words)


def founded(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield that a body was founded by the person who is said to be its founder."""
    of_posts = [fact for fact in facts if fact.predicate in ("kg:worksFor", "kg:position")]
    founders = {
        (fact.subject.id, fact.evidence[0].span)
        for fact in of_posts
        if isinstance(fact.object, str) and _founder().search(fold(fact.object).lower())
    }
    for fact in of_posts:
        body = fact.object
        if isinstance(body, Entity) and (fact.subject.id, fact.evidence[0].span) in founders:
            shown = tuple(
                replace(each, role=_TURNED.get(each.role, each.role)) for each in fact.evidence
            )
            yield replace(
                fact,
                subject=body,
                object=fact.subject,
                evidence=shown,
                predicate="kg:establishedBy",
                rule="founder",
                time="",
            )


@cache
def _founder() -> re.Pattern[str]:
    another = "(?<!of )(?<!to )(?<!of the )(?<!to the )(?<!of its )"  # the widow of the founder
    return expression(rf"(?<![a-z]){another}(?:{read().any_of('posts', 'founders')})(?![a-z])")
