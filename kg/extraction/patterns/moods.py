"""What a clause says of its verb besides the deed: that it is planned, denied, supposed, wished."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.grammar import outcomes
from kg.extraction.grammar.predicates import Predicate
from kg.extraction.patterns.templates import Template
from kg.extraction.words.expressions import expression

_PROPOSED = expression("<clauses.proposing>[^。;!?]{0,40}\\Z")
# What makes a future of the verb that follows; which words tell of plans is in the word sets.
_AUXILIARY = expression(
    "<clauses.will>(?! ?[\ue000-\uf8ff])|<clauses.intending>\\Z"
    "|(?<![a-z])(?:will|shall|(?:due|plans?|hopes) to)(?: [a-z]+){0,4} \\Z"
    "|(?<!found )(?<!known )(?<!said )(?<!thought )(?<!believed )(?<!reported )(?<!shown )"
    "(?<!proved )(?<!proven )(?<!appears )(?<!seems )(?<!turned out )(?<![a-z])to be "
    "(?:[a-z]+ly )?\\Z"
)
_BEFORE = 50  # characters before a verb that may set its mood
_WHEN_PLANNED = {"kg:establishedOn": "kg:plannedFor"}


def is_planned(predicate: Predicate, future: re.Pattern[str] | None) -> bool:
    """Tell whether what stands before the verb puts it off; ``future`` tells of plans."""
    sentence, end = predicate.sentence, predicate.verb.start
    start = max(sentence.clause(end)[0], end - _BEFORE)
    if _AUXILIARY.search(sentence.text(start, end)):
        return True
    text = sentence.projection.text
    hits = future.finditer(text, start, predicate.verb.end) if future else ()
    return any(hit.end() <= end for hit in hits)


def planned(template: Template) -> Template:
    """Return a template of what is yet to be: when it opens is when that is planned for."""
    property_ = _WHEN_PLANNED.get(template.property, template.property)
    return replace(template, property=property_, modality="plan")


def doubtful(predicate: Predicate, start: int, end: int, doubts: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether the clause denies or only supposes what the verb says, or that it failed.

    ``start`` and ``end`` are the positions of all that is told, ``doubts`` what tells of doubt.
    """
    first, _ = predicate.sentence.clause(predicate.verb.start)
    text = predicate.sentence.projection.text
    doubted = any(doubt.search(text, min(first, start), end) for doubt in doubts)
    return doubted or outcomes.failed(text, end)


def wished(predicate: Predicate) -> bool:
    """Tell whether somebody proposes what the clause says: who should do it is not told."""
    sentence = predicate.sentence
    before = sentence.text(max(sentence.start, predicate.verb.start - 60), predicate.verb.start)
    return _PROPOSED.search(before) is not None
