"""Who does what in an English clause: ``A has V-ed the P``, ``P, V-ed by A``, ``P, which A Vs``.

The subject stands before the verb with nothing but auxiliaries, adverbs, a relative pronoun or an
apposition between; the object after it with nothing but determiners and adjectives between.
"""

import re

from kg.extraction.grammar import english_nonfinite, light_verbs
from kg.extraction.grammar.clauses import STYLE, Group
from kg.extraction.grammar.english_adjuncts import dated, placed
from kg.extraction.grammar.english_participles import agentless, doer, passive, reduced
from kg.extraction.grammar.english_subjects import FAR, STOP, companions, definite, subject_of
from kg.extraction.grammar.english_verbs import BE, chain_of, finite, series_end
from kg.extraction.grammar.frames import GERUND, PARTICIPLE
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.grammar.projection import FIGURE_OR_DATE
from kg.model.currencies import is_currency
from kg.model.mention import Quantity

__all__ = ["dated", "definite", "parties", "placed"]

_OBJECT_RELATIVE = re.compile("(?: [a-z]+){0,1} {0,2},? ?(?:which|that) (?:the |its |an? )?\\Z")
_PREMODIFIER = re.compile("(?: {1,2}[a-z0-9\ue000-\uf8ff$£€%&'’.-]+(?: of its)?){0,9} {1,2}\\Z")
_ALONE = re.compile(  # what may stand behind a verb that has no object
    " {0,2}(?:[.,;:!?)\\n]|\\Z|(?:[a-z]{2,14}ly|again|soon|together|here|there|early|late"
    "|this|last|next|today|yesterday|tomorrow|just|only|after|before|during|in|on|with|by"
    f"|at(?! {FIGURE_OR_DATE})|for(?! (?:the |an? )?(?:lunch|day|night|week|holiday|summer|winter))"
    "|from|to|as|since|until|under|within|near|inside|across|between|over|around|about"
    "|alongside|through|and|but|or|when|while|where|which|because|so|its doors(?! for )|back)"
    "(?![a-z]))"
)
_AMONG = re.compile(  # invested in nine companies, among them A and B
    f" {{1,2}}(?:(?P<governor>[a-z]+) )?(?:the |its |a |an |about |over |more than )?"
    f"(?:{FIGURE_OR_DATE}|[a-z-]{{2,16}})(?: (?!(?:to|with|by|which|that|who)(?![a-z]))"
    "[a-z-]{2,16}){0,6}(?: [\ue000-\uf8ff])?,? "
    "(?:among them|including|such as|namely|among which are|like)(?: the| its)? {1,2}\\Z"
)
_MEANS = re.compile("^ (?:by|with) (?=(?:a|an|the|its|two|three|further) )")  # backed by a grant
_TO_OTHERS = re.compile(  # lent £3 million to nine yards, to local firms
    " (?:to|for|into|towards) (?:the |its |their |an? |some |about )?"
    f"(?:{FIGURE_OR_DATE}|(?:[a-z-]+ )?[a-z-]+s(?![a-z]))"
)
_IT = re.compile(" (?:it|them)(?![a-z'’])")
_IT_DOES = re.compile(" {0,2},? ?(?:(?:the|an?) [a-z -]{2,40} )?(?:which|that) it \\Z")


def parties(predicate: Predicate) -> Parties | None:
    """Return who does what to what, or None where the verb is none or states nothing."""
    left, chain = chain_of(predicate)
    if predicate.frame.objects:
        return _light(predicate, left, chain)
    agent = doer(predicate)
    if agent and PARTICIPLE in predicate.verb.forms:
        return passive(predicate, left, chain, agent)
    if chain & BE and PARTICIPLE in predicate.verb.forms and GERUND not in predicate.verb.forms:
        return agentless(predicate, left)
    if not chain and PARTICIPLE in predicate.verb.forms:
        found = reduced(predicate, left)
        if found is not None:
            return found
    if predicate.frame.mutual:
        return _mutual(predicate, left, chain)
    patient = _object(predicate)
    if patient is not None:
        return _active(predicate, left, chain, patient)
    if not finite(predicate, left, chain):
        return None
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


def _active(
    predicate: Predicate, left: int, chain: frozenset[str], patient: tuple[int, ...]
) -> Parties | None:
    subject = english_nonfinite.subject(predicate, left, chain, predicate.frame.agent)
    if subject is None and not finite(predicate, left, chain):
        return None
    if patient and light_verbs.undone(predicate, max(patient) + 1):
        return Parties((), patient if subject is None else ())
    beside = companions(predicate, max(patient) + 1, predicate.frame.agent) if patient else ()
    if subject is None:  # she founded P with A
        return Parties(beside, patient)
    subject += beside
    return Parties(subject, patient, "" if subject else "agent", resumes=True)


def _object(predicate: Predicate) -> tuple[int, ...] | None:
    """Return the things after the verb that it takes; None where there are none that it can."""
    sentence, frame, start = predicate.sentence, predicate.frame, series_end(predicate)
    _, last = sentence.clause(start)
    if named := _exemplified(predicate, start):
        return named
    if frame.clausal and (taken := _charged_with(predicate, start)):
        return taken
    for group in sentence.groups:
        if group.start < start:
            continue
        if group.start >= last or group.start - start > FAR or predicate.verbs(start, group.start):
            return None
        if group.governor in frame.governors and group.governor:
            return _leading(predicate, group)
        between = STYLE.sub("", sentence.text(start, group.start))
        direct = _PREMODIFIER.fullmatch(between) and not STOP.search(between)
        if direct and not group.possessor:
            fitting = _leading(predicate, group)
            if fitting or not frame.governors:
                return fitting
    return None


def _charged_with(predicate: Predicate, start: int) -> tuple[int, ...]:
    """Return what somebody is to do who is charged with it: A commissioned B to build P."""
    sentence = predicate.sentence
    behind = [group for group in sentence.groups if group.start >= start]
    if len(behind) < len("BP") or behind[0].start - start > FAR:
        return ()
    own = predicate.verbs(behind[0].end, behind[1].start)
    if not own or sentence.text(behind[0].end, own[0].start).strip() != "to":
        return ()
    between = sentence.text(own[-1].end, behind[1].start)
    direct = _PREMODIFIER.fullmatch(between) and not STOP.search(between)
    return (_leading(predicate, behind[1]) or ()) if direct else ()


def _exemplified(predicate: Predicate, start: int) -> tuple[int, ...]:
    """Return the things that are named of those that a verb takes: in nine firms, among them P."""
    sentence, frame = predicate.sentence, predicate.frame
    group = next((g for g in sentence.groups if g.start >= start), None)
    if group is None or group.start - start > FAR or predicate.verbs(start, group.start):
        return ()
    told = _AMONG.fullmatch(sentence.text(start, group.start))
    direct = told and (told["governor"] or "") in (*frame.governors, "")
    return sentence.fitting(group, frame.patient) if direct else ()


def _light(predicate: Predicate, left: int, chain: frozenset[str]) -> Parties | None:
    """Return the parties of a verb whose own object says little: awards a grant to P."""
    sentence, verb = predicate.sentence, predicate.verb
    _, last = sentence.clause(verb.end)
    following = sentence.text(verb.end, min(last, verb.end + 60))
    words = light_verbs.own(_MEANS.sub("", following))
    subject = english_nonfinite.subject(predicate, left, chain, predicate.frame.agent)
    helped = predicate.verbs(verb.end, verb.end + len(" formerly"))  # has given
    if any(sentence.text(each.start, each.end) not in predicate.frame.objects for each in helped):
        return None
    named = predicate.frame.objects & words
    if subject is None or not (named or _money(predicate, min(last, verb.end + 60))):
        return None
    patient = _with(predicate)
    if predicate.frame.mutual:  # A and B reached an agreement
        apart = len(subject) > 1 and not patient
        return Parties(subject[:1], subject[1:]) if apart else None
    if not subject:
        return Parties((), patient, "agent", resumes=True) if patient else None
    if not patient and _TO_OTHERS.search(following):
        return None
    return Parties(subject, patient, "" if patient else "patient")


def _money(predicate: Predicate, end: int) -> bool:
    """Tell whether the verb's own object is a sum: won £3 million from P."""
    sentence = predicate.sentence
    inside = range(predicate.verb.end, min(end, predicate.verb.end + 12))
    found = (sentence.projection.mentions.get(position) for position in inside)
    amounts = [each.meaning for each in found if each and isinstance(each.meaning, Quantity)]
    return any(is_currency(amount.unit) for amount in amounts)


def _mutual(predicate: Predicate, left: int, chain: frozenset[str]) -> Parties | None:
    """Return the parties of what is done together: A and B signed; A has worked with B."""
    subject = english_nonfinite.subject(predicate, left, chain, predicate.frame.agent)
    if subject is None:
        return None
    other = _with(predicate)
    if len(subject) > 1:  # A and B signed with C: each with the others
        return Parties(subject if other else subject[:1], (*subject[1:], *other))
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
        near = group.start - verb.end <= FAR and not others  # a small grant is no verb
        near = near and not light_verbs.opposes(sentence.text(verb.end, group.start))
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
    return agentless(predicate, left) if frame.intransitive and not _takes(predicate) else None


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
