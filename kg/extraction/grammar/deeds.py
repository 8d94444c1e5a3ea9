"""What a deed is done to, where its verb takes something of it: ``A reviews the points under P``.

The verb, its own object and the preposition behind that tell the deed together, as they do in open
information extraction: ``sold its yard to B``; in Chinese the verb and its object do, and the
preposition stands before: ``向B采购水泵``. What is done to a part of a thing (``检讨P的评分制度``,
``P's rules``) is told with the part.
"""

import re
from dataclasses import dataclass

from kg.extraction.grammar import english_nonfinite
from kg.extraction.grammar.chinese_objects import leading
from kg.extraction.grammar.chinese_passives import agent_of
from kg.extraction.grammar.chinese_subjects import adverbial, series_end, subject_of
from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.english_subjects import STOP
from kg.extraction.grammar.english_verbs import chain_of
from kg.extraction.grammar.frames import (
    BASE,
    CHINESE,
    DEED,
    GERUND,
    NOUN,
    PARTICIPLE,
    PAST,
)
from kg.extraction.grammar.predicates import Parties, Predicate, Verb
from kg.extraction.grammar.projection import FIGURE_OR_DATE
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import particle

_WHAT = re.compile(  # review the points under the P
    f"(?P<what>(?: {{1,2}}(?:[a-z][a-z'’-]*|{FIGURE_OR_DATE})){{1,7}}?)"
    " (?P<by>of|under|for|to|into|from|with|at|on|through|against|via)"
    "(?: (?:the|an?|its|their|this|new|former|own|city of|government of)){0,3} {1,2}\\Z"
)
_HARDLY_NOUN = expression("(?<![a-z])(?:[a-z]{2,14}ly|<grammar.no_matter>)\\Z")
_PART = re.compile(
    "['’]s?(?P<what>(?: [a-z][a-z'’-]*){1,4}?)"
    "(?= ?(?:[.,;:!?\n]|\\Z| (?:in|on|by|for|from|to|until|this|next|last|with|and) ))"
)
_DIRECT = re.compile("(?: {1,2}(?:the|its|their|an?|new|former|own)){0,3} {1,2}\\Z")
_MATTER = expression(r"[\u4e00-\u9fff]{2,10}")
_UNDOES = expression("<grammar.undoing>|<grammar.retreating>")
_CHINESE_PART = r"(?P<what>[\u4e00-\u9fff]{0,8}(?:<grammar.parts>))"
_OF_IT = expression(rf"(?:<particles.of>){_CHINESE_PART}\Z")
_OF_IT_BY = expression(rf"(?:<particles.of>){_CHINESE_PART}<particles.by>\Z")
_PEOPLE = expression("<clauses.heads>|<grammar.of_people>")
_IT = re.compile(" (?:it|them) ?(?![a-z])")
_TOLD_OF = expression("<grammar.told_of>")
_ENDED = expression(
    r" {0,2}(?![\u4e00-\u9fff])|<clauses.and_others>|<grammar.complements>|<particles.of>"
)
_WHOSE = re.compile("(?<![a-z])whose ")  # A, whose manager Vs P
_LEAD = 4


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what to what: positions of the words of the deed, and of its part if it has one."""

    parties: Parties
    words: tuple[int, int]
    part: tuple[int, int] | None = None


def read(predicate: Predicate, found: Parties | None) -> Deed | None:
    """Return the deed of a verb whose parties, if grammar finds them by themselves, are given."""
    chinese = CHINESE in predicate.verb.forms
    if found and found.agent and found.patient:
        deed = _plain_chinese(predicate, found) if chinese else _plain_english(predicate, found)
    elif chinese:
        deed = _marked(predicate) or _of_part(predicate) or _done_to_part(predicate)
    else:
        deed = _english(predicate)
    return deed if deed and _acts(predicate, deed.parties.agent) else None


def _acts(predicate: Predicate, agent: tuple[int, ...]) -> bool:
    """Tell whether a verb is said of an agent: of nobody between, nor of a body with its name."""
    sentence, start = predicate.sentence, predicate.verb.start
    last = max(agent)
    if last > start:
        return True  # P is run by A
    if any(last < g.start < start and sentence.fitting(g, "kg:Person") for g in sentence.groups):
        return False
    if _WHOSE.search(sentence.text(last + 1, start)):
        return False
    group = next(g for g in sentence.groups if last in g.members)
    if CHINESE not in predicate.verb.forms or not sentence.fitting(group, "kg:Place"):
        return True
    behind = sentence.laid_out(last + 1, min(start, last + 1 + _LEAD))
    return not behind.strip() or any(adverbial(behind[:n]) for n in range(1, len(behind) + 1))


def _plain_english(predicate: Predicate, found: Parties) -> Deed | None:
    sentence, verb = predicate.sentence, predicate.verb
    if _IT.match(sentence.text(verb.end, verb.end + 6)):
        return None
    return Deed(found, (verb.start, verb.end))


def _plain_chinese(predicate: Predicate, found: Parties) -> Deed | None:
    """Return the deed of a verb with what stands behind it, if that is no noun made of the thing.

    What the thing begins is another thing: 举行P成果发布会.
    """
    sentence, verb = predicate.sentence, predicate.verb
    last = max(found.patient)
    _, end = sentence.clause(verb.start)
    if min(found.agent) > verb.end or _TOLD_OF.search(sentence.text(verb.end, last)):
        return None
    if last >= verb.end:
        behind = sentence.laid_out(last + 1, sentence.clause(last)[1])
        return Deed(found, (verb.start, verb.end)) if _ENDED.match(behind) else None
    behind = sentence.laid_out(verb.end, end).rstrip()
    stop = verb.end + len(behind) if _MATTER.fullmatch(behind) else verb.end
    return Deed(found, (verb.start, stop))


def _english(predicate: Predicate) -> Deed | None:
    sentence, verb = predicate.sentence, predicate.verb
    _, last = sentence.clause(verb.end)
    group = next((g for g in sentence.groups if g.start >= verb.end), None)
    if group is None or group.start >= last:
        return None
    if any(map(_is_verbal, predicate.verbs(verb.end + 1, group.start))):
        return None
    between = sentence.laid_out(verb.end, group.start)
    words, part = (verb.start, verb.end), None
    if group.possessor:
        after = _PART.match(sentence.laid_out(group.end, last))
        if not after or not _DIRECT.fullmatch(between):
            return None
        part = (group.end + after.start("what") + 1, group.end + after.end("what"))
    else:
        told = _WHAT.fullmatch(between)
        if not told or group.governor != told["by"]:
            return None
        if STOP.search(told["what"]) or _HARDLY_NOUN.search(told["what"]):
            return None
        if _UNDOES.match(sentence.text(verb.start, verb.end)):
            return None  # rejected a merger with P
        words = (verb.start, verb.end + told.end("by"))
    left, chain = chain_of(predicate)
    agent = english_nonfinite.subject(predicate, left, chain, predicate.frame.agent)
    return _told(predicate, agent, group, words, part)


def _is_verbal(verb: Verb) -> bool:
    """Tell whether a word behind a verb is another verb, and no noun: points, a contract."""
    return bool(verb.forms & {PAST, PARTICIPLE, GERUND}) and not verb.forms & {BASE, NOUN, DEED}


def _marked(predicate: Predicate) -> Deed | None:
    """Return the deed of a verb before which a preposition stands: 向P采购水泵, 把P延长三年."""
    sentence, verb = predicate.sentence, predicate.verb
    first, last = sentence.clause(verb.start)
    inside = [g for g in sentence.groups if first <= g.start and g.end <= verb.start]
    if len(inside) < 2 or inside[-1].governor not in predicate.frame.governors:
        return None
    group = inside[-1]
    if group.possessor or not adverbial(sentence.text(group.end, verb.start)):
        return None
    agent = subject_of(predicate, verb.start, predicate.frame.agent)
    behind = sentence.laid_out(verb.end, last).rstrip()
    end = verb.end + len(behind) if _MATTER.fullmatch(behind) else verb.end
    return _told(predicate, agent, group, (verb.start, end))


def _of_part(predicate: Predicate) -> Deed | None:
    """Return the deed of a verb that takes a part of a thing: 检讨P的评分制度."""
    sentence, verb = predicate.sentence, predicate.verb
    start = series_end(predicate)
    _, last = sentence.clause(start)
    group = next((g for g in sentence.groups if g.start >= start), None)
    if group is None or not group.possessor or group.start >= last:
        return None
    if sentence.text(start, group.start).strip() not in ("", particle("done")):
        return None
    behind = sentence.laid_out(group.end, last).rstrip()
    part = _OF_IT.fullmatch(behind)
    if not part or _PEOPLE.search(part["what"]):
        return None
    agent = subject_of(predicate, verb.start, predicate.frame.agent)
    at = group.end + part.start("what")
    return _told(
        predicate, agent, group, (verb.start, verb.end), (at, group.end + part.end("what"))
    )


def _done_to_part(predicate: Predicate) -> Deed | None:
    """Return the deed of who does something to a part of a thing: P的数据处理由A承担."""
    sentence, verb = predicate.sentence, predicate.verb
    first, last = sentence.clause(verb.start)
    doer = agent_of(predicate)
    if doer is None or sentence.text(verb.end, last).strip():
        return None
    before = [g for g in sentence.groups if first <= g.start and g.end < doer.start]
    if not before or not before[-1].possessor or before[-1].governor:
        return None
    group = before[-1]
    part = _OF_IT_BY.fullmatch(sentence.laid_out(group.end, doer.start))
    if not part or _PEOPLE.search(part["what"]):
        return None
    agent = sentence.fitting(doer, predicate.frame.agent)
    at = group.end + part.start("what")
    return _told(
        predicate, agent, group, (verb.start, verb.end), (at, group.end + part.end("what"))
    )


def _told(
    predicate: Predicate,
    agent: tuple[int, ...] | None,
    group: Group,
    words: tuple[int, int],
    part: tuple[int, int] | None = None,
) -> Deed | None:
    patient = leading(predicate, group)
    if not agent or not patient or {*agent} & {*patient}:
        return None
    return Deed(Parties(agent, patient), words, part)
