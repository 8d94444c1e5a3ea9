"""The one door between what was found and what is kept: a fact that fails is dropped, never mended.

A fact passes when (1) every quote equals the text at its offsets, and a statement shows where the
fact stands; (2) its literal is to be found in a quote, or is the date that a quote states; (3) its
predicate and classes are terms of the ontology, and what stands at its ends is of the classes that
the predicate relates; (4) its numbers are in order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.model.document import Document
from kg.model.fact import MODALITIES, Evidence, Fact
from kg.model.mention import Entity
from kg.model.terminology import Terminology
from kg.text.folding import fold

KINDS = frozenset({"entity", "relation", "quantity", "document"})
LONGEST = 600  # code points; a longer quote shows nothing

# What a range of one class cannot say, and the shapes do: a laboratory lies in a university too.
_SEATS = {"kg:locatedIn": ("kg:Place", "kg:Organisation")}

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-[QH]\d)?(/(\.\.|\d{4}(-\d\d(-\d\d)?)?))?$|\.\./\d{4}.*$")
_MARKS = re.compile(r"[\s*_`\\#>|]+|<[^<>]*>|\[\^[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A fact that was not admitted, and why."""

    fact: Fact
    reason: str


def admit(
    document: Document, facts: Iterable[Fact], terminology: Terminology
) -> tuple[tuple[Fact, ...], tuple[Rejection, ...]]:
    """Return the facts that pass, merged and in order, and those that do not.

    Facts of equal content become one with all their evidence. The order is that of the first
    evidence, then of the identifier.
    """
    kept: dict[str, list[Fact]] = {}
    rejected: list[Rejection] = []
    for fact in facts:
        if reason := fault(document, fact, terminology):
            rejected.append(Rejection(fact, reason))
        else:
            kept.setdefault(fact.id, []).append(fact)
    each = ((merged(*equal), id_) for id_, equal in kept.items())
    order = sorted(each, key=lambda pair: (_first(pair[0]), pair[0].kind, pair[1]))
    return tuple(fact for fact, _ in order), tuple(rejected)


def fault(document: Document, fact: Fact, terminology: Terminology) -> str:
    """Return what keeps the fact out, or nothing."""
    return (
        _ungrounded(document, fact)
        or _unknown_term(fact, terminology)
        or _misfit(fact, terminology)
        or _disorder(fact)
        or _unfounded_literal(fact)
    )


def merged(*facts: Fact) -> Fact:
    """Return one fact with the evidence of all, the strongest tier and its rule.

    ``facts`` are of equal content; labels that only some of them know are kept.
    """
    if len(facts) == 1:
        evidence = _widest(facts[0].evidence)
        same = len(evidence) == len(facts[0].evidence)
        return facts[0] if same else replace(facts[0], evidence=evidence)
    ordered = sorted(facts, key=lambda fact: (fact.tier, _first(fact)))
    evidence = _widest(each for fact in ordered for each in fact.evidence)
    labels = dict.fromkeys(label for fact in ordered for label in fact.subject.labels)
    subject = replace(ordered[0].subject, labels=tuple(labels))
    kept = replace(ordered[0], evidence=evidence, subject=subject)
    if kept.quantity and not all(fact.quantity and fact.quantity.assumed for fact in ordered):
        kept = replace(kept, quantity=replace(kept.quantity, assumed=False))
    return kept


def _widest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence, each once, without what lies inside other of the same role.

    Two rules that find one fact in one place may quote more or less of it.
    """
    evidence = tuple(evidence)
    if len({each.role for each in evidence}) == len(evidence):
        return evidence
    evidence = tuple(dict.fromkeys(evidence))
    kept: set[Evidence] = set()
    reached: dict[str, int] = {}
    for each in sorted(evidence, key=lambda each: (each.span.start, -each.span.end)):
        if each.span.end > reached.get(each.role, -1):
            kept.add(each)
            reached[each.role] = each.span.end
    return tuple(each for each in evidence if each in kept)


def _first(fact: Fact) -> int:
    return min(evidence.span.start for evidence in fact.evidence)


def _ungrounded(document: Document, fact: Fact) -> str:
    if not fact.evidence:
        return "no evidence"
    for evidence in fact.evidence:
        span = evidence.span
        if not 0 <= span.start < span.end <= len(document.text):
            return f"{evidence.role}: offsets outside the text"
        if span.of(document.text) != evidence.quote:
            return f"{evidence.role}: the quote is not the text at its offsets"
        if span.end - span.start > LONGEST and evidence.role == "statement":
            return f"statement of more than {LONGEST} code points"
    roles = {evidence.role for evidence in fact.evidence}
    if ("mention" if fact.kind == "entity" else "statement") not in roles:
        return "nothing shows where it stands"
    return ""


def _unknown_term(fact: Fact, terminology: Terminology) -> str:
    if fact.kind not in KINDS:
        return f"unknown kind {fact.kind}"
    if fact.modality not in MODALITIES:
        return f"unknown modality {fact.modality}"
    if (fact.kind == "entity") == bool(fact.predicate):
        return "an entity has no predicate, anything else has one"
    if fact.predicate.startswith("kg:") and fact.predicate not in terminology.properties:
        return f"unknown property {fact.predicate}"
    things = [fact.subject, fact.speaker, fact.object]
    for thing in things:
        if isinstance(thing, Entity):
            for curie in thing.types or ("no class",):
                if curie not in terminology.classes:
                    return f"unknown class {curie}"
    return ""


def _misfit(fact: Fact, terminology: Terminology) -> str:
    """Return which end of a relation is not of the class that its property relates."""
    term = terminology.properties.get(fact.predicate) if fact.kind == "relation" else None
    if term is None:
        return ""
    for end, wanted in ((fact.subject, term.domain), (fact.object, term.range)):
        if not isinstance(end, Entity) or wanted not in terminology.classes:
            continue
        if not terminology.is_a(end.types, wanted):
            return f"{end.name} is no {wanted}, which {fact.predicate} asks for"
    seats = _SEATS.get(fact.predicate, ())
    where = fact.object if seats else None
    if isinstance(where, Entity) and not terminology.is_a(where.types, *seats):
        return f"nothing is located in {where.name}"
    return ""


def _disorder(fact: Fact) -> str:
    if (fact.quantity is None) == (fact.kind == "quantity"):
        return "a quantity has a number, nothing else has one"
    if fact.quantity is None:
        return "no object" if fact.kind != "entity" and not fact.object else ""
    if not fact.quantity.value.is_finite():
        return "not a number"
    maximum = fact.quantity.maximum
    if maximum is not None and maximum < fact.quantity.value:
        return "the range runs backwards"
    return ""


def _unfounded_literal(fact: Fact) -> str:
    if not isinstance(fact.object, str) or _DATE.match(fact.object):
        return ""
    words = _bare(fact.object)
    if any(words in _bare(evidence.quote) for evidence in fact.evidence):
        return ""
    return "the words are in no quote"


def _bare(text: str) -> str:
    """Return the folded text without blanks and markup."""
    return _MARKS.sub("", fold(text))
