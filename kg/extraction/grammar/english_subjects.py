"""The subject of an English clause."""

import re
from collections.abc import Sequence

from kg.extraction.grammar.clauses import Group, Sentence
from kg.extraction.grammar.english_verbs import chain_of, without_chain
from kg.extraction.grammar.predicates import Predicate
from kg.extraction.grammar.projection import FIGURE_OR_DATE
from kg.extraction.words.expressions import expression

_PLACED = re.compile(" {0,2},? ?(?:in|at|on|inside|within|near) (?:the )?")
_SOMEWHERE = re.compile(
    "^ (?:in|at|near|of) [a-z'’-]{2,24}(?: [a-z'’-]{2,24})? (?=\\Z|which|that|who)"
)
_OF_SO_MANY = re.compile(  # a survey of 300 firms was conducted
    f"^ of (?:(?:about|some|over|more than|nearly|almost|the) ){{0,2}}{FIGURE_OR_DATE}"
    "(?: (?!(?:of|in|at|on|for|with|by|to|that|which|who|and|or) )[a-z’'-]{2,16}){0,4} {1,2}"
    "(?=\\Z|which|that|who)"
)
_WITH = re.compile(  # in whose company it is done
    " {0,2},? ?(?:(?:together|along|jointly|in (?:[a-z]+ )?(?:partnership|collaboration|cooperation"
    "|co-operation|conjunction|association|tandem)|working) with|alongside|with)"
    " (?:(?:the|its|an?) (?:(?!(?:of|in|at|on|for|to|from|by|and|or) )[a-z-]{2,16} ){0,3})?\\Z"
)
_RELATIVE = re.compile("(?: (?:in|at|near) [a-z' -]{2,24})? {0,2},? ?(?:which|that|who) {1,2}\\Z")
_APPOSITION = re.compile(
    " {0,2}, (?:the|an?|one of|another|its|with|based|founded|located|headquartered|including|part"
    "|home|now|formerly|whose|which|who|set up|established|led|run|owned) [^,;:]{1,80}"
    "(?: (?:which|that|who) {1,2}|, )\\Z"
)
_ASIDE = re.compile(  # P, which A built with B, Vs; P, launched in T, Vs
    " {0,2}, (?:which|who|whose|the|an?|one of|[a-z]{2,14}(?:ed|en|ing)|run|led|set up|built|held"
    "|after|following|with|in|at|on|under|since|for|despite|through|along|together|alongside)"
    " [^;:]{1,160}, \\Z"
)
_SERIES = re.compile("[^;:]{0,160}?(?:,? and|,? but|,) (?:then |also |has |have )?\\Z")
_VERBAL = (  # the verb of a clause, of whatever meaning, that begins right behind its subject
    " {1,2}(?:(?:also|now|then|already|since|recently|[a-z]{2,14}ly) )?"
    "(?:is|are|was|were|has|have|had|will|does|did|can|[a-z]{2,14}ed"
    "|held|met|made|took|won|sold|gave|built|grew|rose|fell|ran|spent|began|became|came|went|kept"
    "|brought|bought|saw|cut|set|put|let|led|left|lost|paid|got|drew|hosts|counts|covers"
    "|[a-z]{2,12}(?:[^su]s)(?! (?:[a-z]+ed|is|are|was|were|has|have|had|will|of)(?![a-z])))"
    "(?![a-z])"
)
FINITE = re.compile(_VERBAL)
_GOES_ON = re.compile(  # A, the B met a body that Vs: no apposition
    "[\ue000-\uf8ff]"
    "(?! (?:based|founded|located|headquartered|owned|led|run|set|backed|funded|built) )"
    f"{_VERBAL}.*(?:which|that|who) +\\Z"
)
_COORDINATED = re.compile(
    f"{_VERBAL}[^;:]{{0,160}}?(?:,? and|,? but|,? then|;) (?:then |also |later |now |since )?\\Z"
)
_COMMON = re.compile(  # a noun that says what a name is of: the Aire Dock project was built
    "^ (?:project|programme|program|scheme|initiative|centre|center|facility|plant|site|park"
    "|platform|system|fund|group|company|consortium|campus|line|building|terminal|study|survey"
    "|report|plan|strategy|festival|conference|summit|pilot|partnership|alliance|service) "
)
_ON = re.compile("(?<![a-z])(?:in|on|since|during|earlier|late|early) {1,2}\\Z")
_FELLOWS = re.compile(  # A and three local councils set up P
    f"^ ?,? and (?:{FIGURE_OR_DATE}|(?:the|its|their|other|several|some|many|various|two|three|four"
    "|five|six|seven|eight|nine|ten|a (?:group|number|consortium) of))"
    " (?:(?!(?:of|in|on|at|for|with|by|to|that|which|who|and|or) )[a-z-]{2,16} ){0,3}"
    "[a-z-]{2,16}s(?= )"
)
_COMMA = expression(" {0,2}, (?:the )? ?(?>(?i:<posts.courtesies>) ){0,3}")
_SPOKEN = re.compile("(?<![a-z])(?:and|but|while|after|because|so)(?: [a-z]+)?,? \\Z")
CLAUSE = re.compile(  # what begins a clause with a subject of its own
    "(?<![a-z])(?:who|whom|whose|which|that|what|when|while|where|because|if|whether|than|says?|said"
    "|told|tells|as|it|they|he|she|we|i|you|there|this|those|asked|asks|urged|praised|thanked)"
    "(?![a-z])"
)
_DEFINITE = re.compile(
    f"(?:\\A|[,.;:] |{FIGURE_OR_DATE} "
    "|(?<![a-z])(?:and|when|where|said|that|as|since|after|before|until) )"
    "(?:it|they|(?:the|this|our) (?:new |state |city |provincial |regional |national )?([a-z]+)),?"
    " {1,2}\\Z"
)
_DEFINITE_ASIDE = re.compile(  # The centre, which has 40 rooms, Vs
    f"(?:the|this|our) (?:new )?([a-z]+){_ASIDE.pattern}"
)
STOP = re.compile(
    "(?<![a-z])(?:of|for|in|on|at|with|by|from|to|under|through|and|or|but|as|into|over|after"
    f"|about(?! {FIGURE_OR_DATE})"
    "|before|during|regarding|near|among|inside|within|across|like|including|towards?|behind|outside"
    "|beyond|upon|without|around|alongside|which|that|who|whom|whose|whether|if|when|while|where|is|are|was|were|has|have"
    "|had|will|not|no|than|against|it|they|he|she|we|i|you|because|so|then)(?![a-z])"
)
_DETERMINERS = re.compile("(?:(?:the|an?|its|their|our)(?: [a-z-]{3,14}){0,2})?")
PLACING = frozenset({"in", "at", "on", "inside", "within", "near"})
_NEAR, _LONGEST_ASIDE = 40, 200  # code points before a verb where its subject may stand
FAR = 90  # code points between a verb and what it governs


def subject_of(predicate: Predicate, left: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject; empty where it is a pronoun or ``the …``; None where there is none."""
    sentence = predicate.sentence
    before = [group for group in sentence.groups if group.end <= left]
    if _definite(sentence, left):
        return ()
    if not before:
        return None
    last = before[-1].end
    before = headed(sentence, before)
    group = before[-1]
    with_it = companions(predicate, before[-2].end, kinds) if len(before) > 1 else ()
    if with_it and set(with_it) <= {*group.members}:  # A, together with B, Vs
        fitting = _whole(sentence, before[-2], kinds)
        end = sentence.text(group.end, left).strip()
        return (*fitting, *with_it) if fitting and end in ("", ",") else None
    between = _SOMEWHERE.sub(" ", undated(sentence, last, left))
    between = _COMMON.sub(" ", _OF_SO_MANY.sub(" ", between))
    fitting = _whole(sentence, group, kinds)
    if fellows := _FELLOWS.match(between):
        between = between[fellows.end() :]
        fitting = _listed(sentence, before, kinds) or fitting
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
    adjacent = earlier and not without_chain(sentence.text(first.end, earlier[0].start)).strip()
    if not (opens and ((series and adjacent) or _is_coordinated(sentence, first, left))):
        return None
    return sentence.fitting(first, kinds) or None


def _listed(sentence: Sentence, before: Sequence[Group], kinds: str) -> tuple[int, ...]:
    """Return the things that only commas join to the last one: A, B and four others."""
    first = len(before) - 1
    while first and _COMMA.fullmatch(sentence.text(before[first - 1].end, before[first].start)):
        first -= 1
    return tuple(each for group in before[first:] for each in _whole(sentence, group, kinds))


def headed(sentence: Sentence, before: Sequence[Group]) -> list[Group]:
    """Return groups without a last one that says where the thing before it is: P in L is."""
    if len(before) < 2 or before[-1].governor not in PLACING or before[-1].possessor:
        return list(before)
    head = before[-2]
    joined = _PLACED.fullmatch(sentence.text(head.end, before[-1].start))
    return list(before[:-1] if joined and not (head.governor or head.possessor) else before)


def _whole(sentence: Sentence, group: Group, kinds: str) -> tuple[int, ...]:
    return sentence.fitting(group, kinds) if sentence.head(group, kinds) else ()


def companions(predicate: Predicate, end: int, kinds: str) -> tuple[int, ...]:
    """Return with whom it is done: what ``together with`` puts right behind a position."""
    sentence = predicate.sentence
    group = next((group for group in sentence.groups if group.start >= end), None)
    beside = group is not None and _WITH.fullmatch(undated(sentence, end, group.start))
    return sentence.fitting(group, kinds) if group and beside and not group.possessor else ()


def _is_coordinated(sentence: Sentence, first: Group, left: int) -> bool:
    """Tell whether a verb goes on with the clause that a thing opens: A hires people and Vs P."""
    if not begins(sentence.text(sentence.start, first.start)):
        return False
    between = sentence.text(first.end, left)
    found = _COORDINATED.fullmatch(between)
    return found is not None and not CLAUSE.search(between)


def _is_apposed(predicate: Predicate, before: Sequence[Group], left: int) -> bool:
    """Tell whether all that stands between the first of several things and a verb is a noun."""
    between = predicate.sentence.text(before[0].end, left)
    apposed = len(before) > 1 and _APPOSITION.fullmatch(between) is not None
    return apposed and not _GOES_ON.search(between)


def _is_aside(predicate: Predicate, first: Group, left: int) -> bool:
    """Tell whether commas enclose all that stands between what opens a sentence and a verb."""
    sentence = predicate.sentence
    between = sentence.text(first.end, left)
    aside = begins(sentence.text(sentence.start, first.start)) and _ASIDE.fullmatch(between)
    return bool(aside) and not _SPOKEN.search(between)


def begins(before: str) -> bool:
    """Tell whether nothing but a determiner stands before the first thing of a sentence.

    >>> begins("the annual "), begins("the head of "), begins("meanwhile the ")
    (True, False, False)
    """
    return _DETERMINERS.fullmatch(before.strip()) is not None and not STOP.search(before)


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
    found = _definite(predicate.sentence, left)
    return (found[1] or "") if found else ""


def _definite(sentence: Sentence, left: int) -> re.Match[str] | None:
    """Return where a pronoun, or ``the …``, is the subject of what begins at a position."""
    near = _DEFINITE.search(sentence.text(max(sentence.start, left - _NEAR), left))
    if near or left - sentence.start > _LONGEST_ASIDE:
        return near
    whole = _DEFINITE_ASIDE.fullmatch(sentence.text(sentence.start, left))
    return None if whole is None or _SPOKEN.search(whole[0]) else whole
