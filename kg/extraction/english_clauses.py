"""Who does what in an English clause: ``A has V-ed the P``, ``P, V-ed by A``, ``P, which A Vs``.

The subject stands before the verb with nothing but auxiliaries, adverbs, a relative pronoun or an
apposition between; the object after it with nothing but determiners and adjectives between.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from kg.extraction import light_verbs
from kg.extraction.clauses import Group
from kg.extraction.english_adjuncts import dated, placed
from kg.extraction.english_subjects import (
    BE,
    STOP,
    chain_of,
    companions,
    definite,
    finite,
    series_end,
    subject_of,
)
from kg.extraction.frames import GERUND, PARTICIPLE
from kg.extraction.predicates import Parties, Predicate
from kg.extraction.projection import FIGURE_OR_DATE
from kg.model.currencies import is_currency
from kg.model.mention import Quantity

__all__ = ["dated", "definite", "parties", "placed"]

_NEAR = re.compile("(?: [a-z]+){0,2} {0,2},? {0,2}(?:(?:which|that) )?\\Z")
_ALSO = re.compile(" {0,2},? ?and (?:[a-z]+ly )?\\Z")
_KIND_OF = re.compile(" {0,2}, (?:the|an?) [^,;:]{1,60} \\Z")
_OBJECT_RELATIVE = re.compile("(?: [a-z]+){0,1} {0,2},? ?(?:which|that) (?:the |its |an? )?\\Z")
_BY = re.compile(  # … by the city's utility, A
    "(?:,? [^,;:]{1,40}, )?[^,;:]{0,40}?(?<![a-z])by"
    "(?:(?: [a-z'’.-]+){0,4}| (?:the|its|an?|their)(?: [a-z'’.-]+){1,4},)"
    " {1,2}\\Z"
)
_DOER = re.compile(" by (?:the )?[\ue000-\uf8ff](?:['’]s| ?-based)?(?: [a-z-]+){0,3} \\Z")
_MAIN = re.compile(", (?:the |its |an? )?\\Z")
_PREMODIFIER = re.compile("(?: {1,2}[a-z0-9\ue000-\uf8ff$£€%&'’.-]+(?: of its)?){0,9} {1,2}\\Z")
_WHEN_OR_WHERE = re.compile(" (?:back )?(?:in|on|at|since|from) ")
_ALONE = re.compile(  # what may stand behind a verb that has no object
    " {0,2}(?:[.,;:!?)\\n]|\\Z|(?:[a-z]{2,14}ly|again|soon|together|here|there|early|late"
    "|this|last|next|today|yesterday|tomorrow|just|only|after|before|during|in|on|with|by"
    f"|at(?! {FIGURE_OR_DATE})|for(?! (?:the |an? )?(?:lunch|day|night|week|holiday|summer|winter))"
    "|from|to|as|since|until|under|within|near|inside|across|between|over|around|about"
    "|alongside|through|and|but|or|when|while|where|which|because|so|its doors(?! for )|back)"
    "(?![a-z]))"
)
_IT = re.compile(" (?:it|them)(?![a-z'’])")
_IT_DOES = re.compile(" {0,2},? ?(?:(?:the|an?) [a-z -]{2,40} )?(?:which|that) it \\Z")
_THEN_IT = re.compile("(?: [^,;:]{1,24})?, (?:it|they) ")
_FAR = 90


def parties(predicate: Predicate) -> Parties | None:
    """Return who does what to what, or None where the verb is none or states nothing."""
    left, chain = chain_of(predicate)
    if predicate.frame.objects:
        return _light(predicate, left) if finite(predicate, left, chain) else None
    agent = _by(predicate)
    if agent and PARTICIPLE in predicate.verb.forms:
        return _passive(predicate, left, chain, agent)
    if chain & BE and PARTICIPLE in predicate.verb.forms and GERUND not in predicate.verb.forms:
        return _agentless(predicate, left)
    if not chain and PARTICIPLE in predicate.verb.forms:
        reduced = _reduced(predicate, left)
        if reduced is not None:
            return reduced
    if not finite(predicate, left, chain):
        return None
    if predicate.frame.mutual:
        return _mutual(predicate, left)
    patient = _object(predicate)
    if patient is not None:
        return _active(predicate, left, patient)
    return _of_pronoun(predicate, left) or _without_object(predicate, left)


def _of_pronoun(predicate: Predicate, left: int) -> Parties | None:
    """Return the parties of ``A Vs it``: what else the sentence names, or what went before."""
    sentence, frame, end = predicate.sentence, predicate.frame, series_end(predicate)
    if not _IT.match(sentence.text(end, end + 8)):
        return None
    subject = subject_of(predicate, left, frame.agent)
    if not subject:
        return None
    before = [g for g in sentence.groups if g.end <= left and not {*g.members} & {*subject}]
    named = [fitting for g in before if (fitting := sentence.fitting(g, frame.patient))]
    if len(named) == 1:
        return Parties(subject, named[0])
    return None if named else Parties(subject, (), "patient")


def _active(predicate: Predicate, left: int, patient: tuple[int, ...]) -> Parties:
    subject = subject_of(predicate, left, predicate.frame.agent)
    if subject is None or (patient and light_verbs.undone(predicate, max(patient) + 1)):
        return Parties((), patient if subject is None else ())
    if patient:
        subject += companions(predicate, max(patient) + 1, predicate.frame.agent)
    return Parties(subject, patient, "" if subject else "agent", resumes=True)


def _object(predicate: Predicate) -> tuple[int, ...] | None:
    """Return the things after the verb that it takes; None where there are none that it can."""
    sentence, frame, start = predicate.sentence, predicate.frame, series_end(predicate)
    _, last = sentence.clause(start)
    for group in sentence.groups:
        if group.start < start:
            continue
        if group.start >= last or group.start - start > _FAR or predicate.verbs(start, group.start):
            return None
        if group.governor in frame.governors and group.governor:
            return _leading(predicate, group)
        between = sentence.text(start, group.start)
        direct = _PREMODIFIER.fullmatch(between) and not STOP.search(between)
        if direct and not group.possessor:
            fitting = _leading(predicate, group)
            if fitting or not frame.governors:
                return fitting
    return None


def _light(predicate: Predicate, left: int) -> Parties | None:
    """Return the parties of a verb whose own object says little: awards a grant to P."""
    sentence, verb = predicate.sentence, predicate.verb
    _, last = sentence.clause(verb.end)
    words = light_verbs.own(sentence.text(verb.end, min(last, verb.end + 60)))
    subject = subject_of(predicate, left, predicate.frame.agent)
    named = predicate.frame.objects & words
    if not subject or not (named or _money(predicate, min(last, verb.end + 60))):
        return None
    patient = _with(predicate)
    return Parties(subject, patient, "" if patient else "patient")


def _money(predicate: Predicate, end: int) -> bool:
    """Tell whether the verb's own object is a sum: won £3 million from P."""
    sentence = predicate.sentence
    inside = range(predicate.verb.end, min(end, predicate.verb.end + 12))
    found = (sentence.projection.mentions.get(position) for position in inside)
    amounts = [each.meaning for each in found if each and isinstance(each.meaning, Quantity)]
    return any(is_currency(amount.unit) for amount in amounts)


def _mutual(predicate: Predicate, left: int) -> Parties | None:
    """Return the parties of what is done together: A and B signed; A has worked with B."""
    subject = subject_of(predicate, left, predicate.frame.agent)
    if subject is None:
        return None
    if len(subject) > 1:
        return Parties(subject[:1], subject[1:])
    other = _with(predicate)
    return Parties(subject, other, "" if subject else "agent") if other else None


def _with(predicate: Predicate) -> tuple[int, ...]:
    """Return what a preposition of the frame governs after the verb, in its sentence."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    for group in sentence.groups:
        governed = group.governor and group.governor in frame.governors
        if group.start < verb.end or not governed or group.possessor:  # with Chile's P
            continue
        between = predicate.verbs(verb.end, group.start)
        others = {sentence.text(each.start, each.end) for each in between} - frame.objects
        near = group.start - verb.end <= _FAR and not others  # a small grant is no verb
        return (_leading(predicate, group) or ()) if near else ()
    return ()


def _leading(predicate: Predicate, group: Group) -> tuple[int, ...] | None:
    fitting = predicate.sentence.fitting(group, predicate.frame.patient)
    return fitting if fitting[:1] == group.members[:1] else None


def _without_object(predicate: Predicate, left: int) -> Parties | None:
    """Return the parties of a verb with no object after it: P opened; P, which A runs."""
    sentence, frame = predicate.sentence, predicate.frame
    before = [group for group in sentence.groups if group.end <= left]
    if before and _IT_DOES.fullmatch(sentence.text(before[-1].end, left)):  # P, which it runs
        patient = sentence.fitting(before[-1], frame.patient)
        return Parties((), patient, "agent", resumes=True) if patient else None
    if len(before) > 1 and not sentence.text(before[-1].end, left).strip():
        relative = sentence.text(before[-2].end, before[-1].start)
        agents, head = sentence.fitting(before[-1], frame.agent), before[-2]
        if agents and _OBJECT_RELATIVE.fullmatch(relative):
            patient = sentence.fitting(head, frame.patient)
            agents += companions(predicate, predicate.verb.end, frame.agent)
            return Parties(agents, patient) if patient else None
    return _agentless(predicate, left) if frame.intransitive and not _takes(predicate) else None


def _takes(predicate: Predicate) -> bool:
    """Tell whether an object follows the verb: a thing of whatever class, or a noun (640 jobs)."""
    sentence, start = predicate.sentence, predicate.verb.end
    following = sentence.laid_out(start, start + 40)
    first = start + len(following) - len(following.lstrip())
    if not _ALONE.match(following) and not {first} & {*sentence.dates, *_starts(predicate)}:
        return True
    after = next((group for group in sentence.groups if group.start >= start), None)
    between = sentence.text(start, after.start) if after else "?"
    return after is not None and not (
        after.governor or not _PREMODIFIER.fullmatch(between) or STOP.search(between)
    )


def _starts(predicate: Predicate) -> tuple[int, ...]:
    return tuple(group.start for group in predicate.sentence.groups)


def _agentless(predicate: Predicate, left: int) -> Parties | None:
    """Return the patient where it is the subject: P was opened, P opens."""
    patient = subject_of(predicate, left, predicate.frame.patient)
    if patient is None:
        return None
    return Parties((), patient, "" if patient else "patient")


def _reduced(predicate: Predicate, left: int) -> Parties | None:
    """Return the patient of a participle that a date or place follows: P, opened in T."""
    sentence = predicate.sentence
    after = sentence.text(predicate.verb.end, predicate.verb.end + 12)
    before = [group for group in sentence.groups if group.end <= left]
    fronted = _fronted(predicate) if _WHEN_OR_WHERE.match(after) else ()
    if fronted:
        return Parties((), fronted)
    between = sentence.text(before[-1].end, left) if before else "?"
    kind = _KIND_OF.fullmatch(between)  # P, an association founded in T
    if not _WHEN_OR_WHERE.match(after) or not (kind or sentence.text(left - 2, left)[:1] == ","):
        return None
    if definite(predicate):
        return Parties((), (), "patient")
    if not kind and not _NEAR.fullmatch(between):
        return None
    patient = sentence.fitting(before[-1], predicate.frame.patient)
    return Parties((), patient) if patient and not before[-1].possessor else None


def _fronted(predicate: Predicate) -> tuple[int, ...]:
    """Return the subject behind a participle that opens its sentence: Founded in T by A, P Vs."""
    sentence, verb = predicate.sentence, predicate.verb
    if sentence.text(sentence.start, verb.start).strip():
        return ()
    for group in sentence.groups:
        if group.start <= verb.end or group.governor or predicate.verbs(verb.end, group.start):
            continue
        before = sentence.text(group.start - 8, group.start)
        if _MAIN.search(before) and group.start - verb.end <= _FAR:
            named = not group.possessor and sentence.head(group, predicate.frame.patient)
            return sentence.fitting(group, predicate.frame.patient) if named else ()
    return ()


def _by(predicate: Predicate) -> tuple[int, ...]:
    """Return what does it: V-ed, in T, by A and B."""
    sentence, end = predicate.sentence, series_end(predicate)
    for group, after in zip_longest(sentence.groups, sentence.groups[1:]):
        if group.start < end:
            continue
        if group.start - end > _FAR or predicate.verbs(end, group.start):
            break
        before = _DOER.sub(" by ", sentence.text(end, group.start))  # by Germany's A
        if _BY.fullmatch(before) and not (after and sentence.qualifies(group, after)):
            heads = sentence.fitting(group, predicate.frame.agent)
            if heads[:1] != group.members[:1] or group.possessor:
                return ()
            return (*heads, *companions(predicate, group.end, predicate.frame.agent))
    return ()


def _passive(
    predicate: Predicate, left: int, chain: frozenset[str], agent: tuple[int, ...]
) -> Parties | None:
    sentence, kinds = predicate.sentence, predicate.frame.patient
    if chain & BE:
        patient = subject_of(predicate, left, kinds)
        missing = "" if patient else "patient"
        return None if patient is None else Parties(agent, patient, missing, resumes=True)
    fronted = _fronted(predicate)
    if fronted:
        return Parties(agent, fronted)
    if not sentence.text(sentence.start, left).strip():  # Run by A, it Vs
        main = _THEN_IT.match(sentence.text(max(agent) + 1, max(agent) + 40))
        return Parties(agent, (), "patient", resumes=True) if main else None
    before = [group for group in sentence.groups if group.end <= left]
    between = sentence.text(before[-1].end, left) if before else "?"
    if not _NEAR.fullmatch(between) and not _KIND_OF.fullmatch(between):
        return None
    if _ALSO.fullmatch(between) and before[-1].governor == "by":
        before = _before_verb(predicate, before)  # P, V-ed by A and V-ed by B
    if not before:
        return None
    patient = sentence.fitting(before[-1], kinds) if sentence.head(before[-1], kinds) else ()
    return Parties(agent, patient) if patient and not before[-1].possessor else None


def _before_verb(predicate: Predicate, before: Sequence[Group]) -> list[Group]:
    """Return the groups before the verb whose doer is the last of them."""
    earlier = predicate.verbs(before[0].end, before[-1].start)
    return [group for group in before if earlier and group.end <= earlier[-1].start]
