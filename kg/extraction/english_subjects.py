"""The subject of an English clause, and the verb with its auxiliaries and adverbs."""

import re
from collections.abc import Sequence

from kg.extraction.clauses import Group, Sentence
from kg.extraction.frames import BASE, GERUND, PARTICIPLE, PAST, SINGULAR
from kg.extraction.predicates import Predicate

BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_HAVE = frozenset({"has", "have", "had", "having"})
_MODAL = frozenset({"will", "would", "shall", "to", "did", "does", "do"})
_CHAIN = re.compile(
    "(?:(?<![a-z])(?:will|would|shall|has|have|had|having|is|are|was|were|be|been|being|also|now"
    "|jointly|then|today|recently|already|currently|formerly|originally|first|once|soon|to|plans?"
    "|planned|planning|intends?|intended|aims?|agreed|agrees|expects?|expected|scheduled|due|set"
    "|helps?|helped|continues?|began|begins|decided|appointed|selected|chosen|hopes|pledged"
    "|committed|about|ready|so far|just|still|both|each|all|since|later|itself|themselves|yesterday"
    "|[a-z]{2,14}ly) {1,2}){0,7}\\Z"
)
_RELATIVE = re.compile("(?: (?:in|at|near) [a-z' -]{2,24})? {0,2},? ?(?:which|that|who) {1,2}\\Z")
_APPOSITION = re.compile(
    " {0,2}, (?:the|an?|one of|another|its|with|based|founded|located|headquartered|including|part"
    "|home|now|formerly|whose|which|who|set up|established|led|run|owned) [^,;:]{1,80}"
    "(?: (?:which|that|who) {1,2}|, )\\Z"
)
_ASIDE = re.compile(  # P, which A built with B, Vs; P, launched in T, Vs
    " {0,2}, (?:which|who|whose|the|an?|one of|[a-z]{2,14}(?:ed|en|ing)|run|led|set up|built|held)"
    " [^;:]{1,160}, \\Z"
)
_SERIES = re.compile("[^;:]{0,160}?(?:,? and|,? but|,) (?:then |also |has |have )?\\Z")
_ON = re.compile("(?<![a-z])(?:in|on|since|during|earlier|late|early) {1,2}\\Z")
_SPOKEN = re.compile("(?<![a-z])(?:and|but|while|after|because|so)(?: [a-z]+)?,? \\Z")
_DEFINITE = re.compile(
    "(?:\\A|[,.;:] |(?<![a-z])(?:and|when|where|said|as) )"
    "(?:it|they|(?:the|this) (?:new )?([a-z]+)),? {1,2}\\Z"
)
STOP = re.compile(
    "(?<![a-z])(?:of|for|in|on|at|with|by|from|to|under|through|and|or|but|as|into|over|after"
    "|before|during|which|that|who|whom|whose|whether|if|when|while|where|is|are|was|were|has|have"
    "|had|will|not|no|than|against|it|they|he|she|we|i|you|because|so|then)(?![a-z])"
)
PLACING = frozenset({"in", "at", "on", "inside", "within", "near"})


def subject_of(predicate: Predicate, left: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject; empty where it is a pronoun or ``the …``; None where there is none."""
    sentence = predicate.sentence
    before = [group for group in sentence.groups if group.end <= left]
    if _DEFINITE.search(sentence.text(max(sentence.start, left - 40), left)):
        return ()
    if not before:
        return None
    group = before[-1]
    between = undated(sentence, group.end, left)
    fitting = sentence.fitting(group, kinds) if sentence.head(group, kinds) else ()
    if _RELATIVE.fullmatch(between):
        if not fitting and group.governor in PLACING and len(before) > 1:  # P in L, which opened
            fitting = sentence.fitting(before[-2], kinds)
        return fitting or None
    if not between.strip() or _APPOSITION.fullmatch(between):
        return fitting if fitting and not (group.governor or group.possessor) else None
    first = before[0]
    opens = not first.governor and not first.possessor
    if opens and (_is_apposed(predicate, before, left) or _is_aside(predicate, first, left)):
        return sentence.fitting(first, kinds) or None
    # A …, and has V-ed P: the subject of the verb before is that of this one.
    earlier = predicate.verbs(first.end, left)
    series = earlier and _SERIES.fullmatch(sentence.text(earlier[0].end, left))
    adjacent = earlier and not _CHAIN.sub("", sentence.text(first.end, earlier[0].start)).strip()
    return (sentence.fitting(first, kinds) or None) if opens and series and adjacent else None


def _is_apposed(predicate: Predicate, before: Sequence[Group], left: int) -> bool:
    """Tell whether all that stands between the first of several things and a verb is a noun."""
    between = predicate.sentence.text(before[0].end, left)
    return len(before) > 1 and _APPOSITION.fullmatch(between) is not None


def _is_aside(predicate: Predicate, first: Group, left: int) -> bool:
    """Tell whether commas enclose all that stands between what opens a sentence and a verb."""
    sentence = predicate.sentence
    between = sentence.text(first.end, left)
    aside = _begins(sentence.text(sentence.start, first.start)) and _ASIDE.fullmatch(between)
    return bool(aside) and not _SPOKEN.search(between)


def _begins(before: str) -> bool:
    """Tell whether nothing but a determiner stands before the first thing of a sentence."""
    return before.strip() in ("", "the", "a", "an", "its", "their", "our")


def undated(sentence: Sentence, start: int, end: int) -> str:
    """Return the text of a range without the dates in it: A last week published P."""
    text = sentence.text(start, end)
    for date in reversed(sentence.dates):
        if start <= date < end:
            before = _ON.sub("", text[: date - start])
            text = before + text[date - start + 1 :].lstrip(" ")
    return text


def definite(predicate: Predicate) -> str:
    """Return the noun of ``the …`` that is the subject, if it is one."""
    left, _ = chain_of(predicate)
    found = _DEFINITE.search(predicate.sentence.text(left - 40, left))
    return (found[1] or "") if found else ""


def chain_of(predicate: Predicate) -> tuple[int, frozenset[str]]:
    """Return where the verb begins with its auxiliaries and adverbs, and those words."""
    verb = predicate.verb
    before = predicate.sentence.text(verb.start - 70, verb.start)
    found = _CHAIN.search(before)
    words = found[0].split() if found else []
    start = verb.start - (len(found[0]) if found else 0)
    if words[:1] == ["to"]:  # an infinitive of a verb that is none of ours
        return verb.start, frozenset({"?"})
    return start, frozenset(words)


def finite(predicate: Predicate, left: int, chain: frozenset[str]) -> bool:
    """Tell whether the verb, in its form and with its auxiliaries, is said of a subject."""
    forms = predicate.verb.forms
    if "?" in chain:
        return False
    if chain & _MODAL:
        return BASE in forms
    if chain & _HAVE:
        return PARTICIPLE in forms
    if GERUND in forms:
        near = predicate.sentence.text(left - 2, left)
        return bool(chain & BE) or near.endswith(", ")
    if forms & {SINGULAR, PAST}:
        return True
    plural = [g for g in predicate.sentence.groups if g.end <= left and len(g.members) > 1]
    return (
        BASE in forms and bool(plural) and not predicate.sentence.text(plural[-1].end, left).strip()
    )
