"""Relations that a noun names: ``A, operator of P``; ``P's operator, A``; ``P的营运者A``."""

import re
from functools import cache

from kg.extraction.grammar.chinese_subjects import carried
from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.english_subjects import begins, headed
from kg.extraction.grammar.predicates import Parties, Predicate
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_FAR, _NEAR = 120, 60  # characters between a noun and who it is said of, and of what
_OF = re.compile(" (?:of|for|at|in|behind|between|to) (?:the |its |both )?\\Z")
_IS = re.compile(
    " {0,2},? ?(?:(?:is|was|are|were|as|becomes?|became|remains?"
    "|(?:will|ha[sd]|have) (?:be|been|become)"
    "|(?:will )?(?:acts?|acted|acting|serves?|served|serving|works?|worked) as) )?"
    "(?:(?:now|still|currently|also|today) )?"
    "(?:[a-z]+ (?:been )?(?:appointed|selected|chosen|named) (?:as )?)?"
    "(?:(?:the|an?|its|their|sole|main|joint|principal|chief|lead|current|new|key|core|central|major"
    "|integral|important) ){0,3}\\Z"
)
_ASIDE = re.compile(" {0,2}, [^,;:]{1,90}, (?=(?:is|was|are|were) )")
_AFTER = re.compile(" {0,2}(?:,|is|was|are|will be|:|为|是|:|,|、)? {0,2}(?:the )?\\Z")
_BEING = re.compile(
    " (?:is|was|are|were|will be|has been|:|includ(?:e|es|ed)|(?:comes?|came|will come) from"
    "|(?:now )?(?:lies|lay|rests?|rested|remains?|sits) with"
    "|(?:went|goes|go|fell|falls|passed|passes|has gone|will go|(?:was|were|has been) awarded) to)"
    " (?:the |both )?"
)
_OWN = re.compile(
    "(?:(?:的|之)? {0,2}|['’]s? (?:[a-z]+ ){0,2}| (?:has|have|had) (?:an? )?(?:[a-z]+ )?)\\Z"
)
_LISTS = re.compile(
    "s?(?: (?:have|has) (?:signed|joined|confirmed)(?: up)?)?"
    " {0,2}(?::|(?:[\ue000-\uf8ff][家个间]?,)?(?:现|亦|也|暂|还|主要)?(?:包括|有|为|是)"
    "|,? (?:includ(?:e|es|ing)|among them|such as)|are)"
    " {0,2}:? {0,2}(?:the )?\\Z"
)
_LIES = re.compile(  # Day-to-day administration lies with A; the largest award, of …, went to A
    "(?: {0,2}, [^,;:]{1,60},| of [^,;:]{1,40})?"
    " (?:(?:now )?(?:lies|lay|rests?|rested|remains?|sits) with"
    "|(?:went|goes|go|will go|has gone) to) (?:the |both )?\\Z"
)
_COPULA = re.compile(" {0,2}(?:现|亦|也|则|均)?(?:是|为|作为|担任|出任|成为|乃|系)? {0,2}\\Z")

_NAMED_AS = re.compile(
    " {0,2}(?:将|会|已|现|亦|也)?(?:[获被]?(?:委任|委聘|聘|选|指定|任命)|担任|出任|充当|兼任)为?"
    "(?:其|(?:该|有关)?(?:计划|基金|项目))?的? {0,2}"
    "| {0,2}为 {0,2}"
    "|,? (?:which )?(?:(?:was|were|is|are|has been|have been|will be|had been) (?:also )?"
    "(?:appointed|named|chosen|selected|hired|contracted|designated|retained)"
    "|acts|will act|acted|serves|will serve|served)(?: as)?"
    " (?:(?:the|its|an?|their|sole|main|joint|principal|chief|lead|new) ){0,3}"
)
_ITS = re.compile(" {0,2}, (?:its|their) (?:[a-z-]+ ){0,2}\\Z")
_IN_NOUN = re.compile("[a-z] (?:of|to|for|with|from|against) (?:(?:the|its|an?) )?(?:[a-z-]+ )?\\Z")
_PAIR = 2
_WITH = expression("<clauses.and_with> {0,2}\\Z")
_ENDS = re.compile(" {0,2}(?:[,.;:)、。]|\\Z|for |in |on |to |until |and )")


def parties(predicate: Predicate) -> Parties | None:
    """Return who is what the noun says to what."""
    before, after = _neighbours(predicate)
    return (
        _english(predicate, before, after)
        or _copular(predicate, after)
        or _beside(predicate, before, after)
        or _listed(predicate, before, after)
        or _its(predicate, before)
        or _appointed(predicate, before)
        or _unowned(predicate, after)
    )


def _neighbours(predicate: Predicate) -> tuple[list[Group], list[Group]]:
    groups, verb = predicate.sentence.groups, predicate.verb
    before = [
        group for group in groups if group.end <= verb.start and verb.start - group.end < _FAR
    ]
    after = [
        group for group in groups if group.start >= verb.end and group.start - verb.end < _NEAR
    ]
    return before, after


def _english(predicate: Predicate, before: list[Group], after: list[Group]) -> Parties | None:
    """Read ``A, the operator of P``."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if not before or not after or not _OF.fullmatch(sentence.text(verb.end, after[0].start)):
        return None
    between = sentence.text(before[-1].end, verb.start)
    whole = sentence.text(before[0].end, verb.start)
    if len(before) > 1 and _ASIDE.match(whole) and _is_opening(predicate, before[0]):
        before, between = before[:1], whole  # P, which has its base in L, is a part of A
    before = headed(sentence, before)  # P in L is a venture of A
    between = _ASIDE.sub(" ", between, count=1)  # P, opened in a former depot, is a venture of A
    apposed = between.lstrip().startswith(",")  # to A, the operator of P
    governed = bool(before[-1].governor) and not apposed
    if not _IS.fullmatch(between) or governed or _leaves(predicate, before[-1]):
        return None
    agent, patient = (
        sentence.fitting(before[-1], frame.agent),
        sentence.fitting(after[0], frame.patient),
    )
    return Parties(agent, patient) if agent and patient else None


def _is_opening(predicate: Predicate, group: Group) -> bool:
    sentence = predicate.sentence
    return begins(sentence.text(sentence.start, group.start))


def _leaves(predicate: Predicate, group: Group) -> bool:
    """Tell whether a group is of those whom others follow: succeeded A as the chair of P."""
    before = predicate.sentence.text(group.start - _NEAR, group.start)
    return _leaving().search(before) is not None


@cache
def _leaving() -> re.Pattern[str]:
    verbs = read().any_of("grammar", "leaving")
    return expression(rf"(?<![a-z])(?:{verbs}) (?:the |[a-z]+\. )?\Z")


def _copular(predicate: Predicate, after: list[Group]) -> Parties | None:
    """Read ``the operator of P is A``."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if _IN_NOUN.search(sentence.text(verb.start - 40, verb.start)):  # the rival of the venture
        return None
    if len(after) <= 1 or not _OF.fullmatch(sentence.text(verb.end, after[0].start)):
        return None
    if not _BEING.fullmatch(sentence.text(after[0].end, after[1].start)):
        return None
    agent, patient = (
        sentence.fitting(after[1], frame.agent),
        sentence.fitting(after[0], frame.patient),
    )
    return Parties(agent, patient) if agent and patient else None


def _beside(predicate: Predicate, before: list[Group], after: list[Group]) -> Parties | None:
    """Read ``P's operator, A``, P的营运者A and A是P的营运者."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if not before or not _OWN.fullmatch(sentence.text(before[-1].end, verb.start)):
        return None
    patient = sentence.fitting(before[-1], frame.patient)
    if not patient:
        return None
    if _joins(predicate, before[-1]):
        patient = patient[-1:]  # 甲与P的母公司乙: whether it is 甲's too, nobody knows
    if len(before) > 1 and before[-2].governor in ("", "由"):
        between = sentence.text(before[-2].end, before[-1].start)
        agent = sentence.fitting(before[-2], frame.agent)
        if agent and between.strip() and _COPULA.fullmatch(between):
            return Parties(agent, patient)
    if agent := _said_before(predicate, before[-1]):
        return Parties(agent, patient)
    if after and _AFTER.fullmatch(sentence.text(verb.end, after[0].start)):
        agent = sentence.fitting(after[0], frame.agent)
        return Parties(agent, patient) if agent else None
    return None


def _joins(predicate: Predicate, owners: Group) -> bool:
    """Tell whether a Chinese "with" joins two owners; three are a list, and owners all."""
    end = owners.members[-1]
    two = len(owners.members) == _PAIR
    return two and _WITH.search(predicate.sentence.text(end - 3, end)) is not None


def _said_before(predicate: Predicate, owner: Group) -> tuple[int, ...]:
    """Return what the clauses before are about where a clause says what it is: ，是P的子公司."""
    sentence = predicate.sentence
    first, _ = sentence.clause(owner.start)
    opening = sentence.text(first, owner.start)
    if not opening.strip() or not _COPULA.fullmatch(opening):
        return ()
    return carried(predicate, first, predicate.frame.agent) or ()


def _its(predicate: Predicate, before: list[Group]) -> Parties | None:
    """Read ``P paid A, its only owner``: whose it is opens the sentence, or was said before."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if not before or not _ITS.fullmatch(sentence.text(before[-1].end, verb.start)):
        return None
    agent = sentence.fitting(before[-1], frame.agent)
    if not agent or not _ENDS.match(sentence.text(verb.end, verb.end + 6)):
        return None
    first = before[0]
    heads = begins(sentence.text(sentence.start, first.start)) and first is not before[-1]
    patient = sentence.fitting(first, frame.patient) if heads else ()
    return Parties(agent, patient, "" if patient else "patient", resumes=True)


def _appointed(predicate: Predicate, before: list[Group]) -> Parties | None:
    """Read ``A has been appointed as operator`` and A获委任为营运者; of what is not told."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if not before or before[-1].governor or before[-1].possessor:
        return None
    named = _NAMED_AS.fullmatch(sentence.text(before[-1].end, verb.start))
    if not named or not _ENDS.match(sentence.text(verb.end, verb.end + 6)):
        return None
    agent = sentence.fitting(before[-1], frame.agent)
    return Parties(agent, (), "patient") if agent else None


def _unowned(predicate: Predicate, after: list[Group]) -> Parties | None:
    """Read ``day-to-day administration lies with A``; of what is not told."""
    sentence, verb = predicate.sentence, predicate.verb
    if not after or after[0].possessor:
        return None
    if not _LIES.fullmatch(sentence.text(verb.end, after[0].start)):
        return None
    agent = sentence.fitting(after[0], predicate.frame.agent)
    return Parties(agent, (), "patient") if agent else None


def _listed(predicate: Predicate, before: list[Group], after: list[Group]) -> Parties | None:
    """Read ``its tenants include A, B and C`` and 租户包括A、B和C."""
    sentence, verb, frame = predicate.sentence, predicate.verb, predicate.frame
    if not after or not _LISTS.fullmatch(sentence.text(verb.end, after[0].start)):
        return None
    agent = sentence.fitting(after[0], frame.agent)
    if len(agent) < len(after[0].members):
        return None
    owner = before[-1] if before and not before[-1].governor else None
    if owner and _OWN.fullmatch(sentence.text(owner.end, verb.start)):
        patient = sentence.fitting(owner, frame.patient)
        return Parties(agent, patient) if patient else None
    return Parties(agent, (), "patient")
