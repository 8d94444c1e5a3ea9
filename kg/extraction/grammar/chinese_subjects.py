"""The subject of a Chinese clause: what nothing governs, with only adverbials before its verb."""

from itertools import pairwise

from kg.extraction.grammar.clauses import Group
from kg.extraction.grammar.predicates import Predicate
from kg.extraction.grammar.projection import FIGURE_OR_DATE
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import particle, read

_ADVERBIAL = expression(
    f"{FIGURE_OR_DATE}| |[0-9]{{1,4}}<times.calendar>"
    "|<particles.disposing> ?[\ue000-\uf8ff]"  # what is disposed of: 将P交由B管理
    "|<clauses.approving>[\ue000-\uf8ff]{0,2}<clauses.approved>|<clauses.with_leave>"
    f"|<clauses.and_others> ?(?:{FIGURE_OR_DATE})? ?"
    r"(?:[\u3400-\u9fff]{0,4}<clauses.closing_nouns>)?|<clauses.adverbs>"
)
_PREPOSITIONAL = expression("<clauses.governing>")
_APPOSED = 5
_LONGEST_PHRASE = 30
_SERIAL = expression("(?:<clauses.going_on>|、|<clauses.list_joints>) {0,2}\\Z")
_REPORTING = expression("<clauses.going_on>?<clauses.finding>")
_FELLOW = expression(
    rf" {{0,2}}(?:、|<clauses.list_joints>) {{0,2}}(?:[\u4e00-\u9fff]{{4,12}}"
    rf"|[\u4e00-\u9fff]{{0,4}}{FIGURE_OR_DATE}[\u4e00-\u9fff]{{2,8}})\Z"
)
_DEFINITE = expression(
    " {0,2}(?:(?:<clauses.this_round>|[a-f])<clauses.round>|<clauses.pointing>)?"
    "(<clauses.definite_nouns>)"
)


def subject_of(predicate: Predicate, position: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject of what stands at a position; empty if the clause has none; else None.

    The nearest thing that nothing governs is it, or the clause has another one: then None.
    """
    sentence = predicate.sentence
    position = first_of_series(predicate, position)
    first, _ = sentence.clause(position)
    end = predicate.verb.end
    whole = sentence.text(end, end + 2).strip().startswith(particle("of"))
    inner = read().get("clauses", "of_whole_phrase") if whole else ()
    for group in reversed(sentence.groups):
        if group.end > position or group.start < first or group.possessor:
            continue
        if group.governor and group.governor not in inner:
            continue
        if not sentence.head(group, kinds):
            return None
        fits = _only_fellows(predicate, group.end, position)
        return sentence.fitting(group, kinds) if fits else None
    opening = sentence.text(first, position)
    if adverbial(opening):
        return carried(predicate, first, kinds)
    return () if adverbial(without_noun(opening)) else None


def definite(predicate: Predicate) -> str:
    """Return the common noun that is the subject of the clause, if one is: 课程由A提供.

    A clause without a subject has that of the clause before: 工程由A统筹，B负责营运.
    """
    sentence = predicate.sentence
    first, _ = sentence.clause(predicate.verb.start)
    noun = noun_of(sentence.text(first, predicate.verb.start))
    while not noun and first > sentence.start and sentence.text(first - 1, first) in ",;":
        start, end = sentence.clause(first - 1)
        noun = noun_of(sentence.text(start, end))
        if any(start <= g.start < end and not g.governor for g in sentence.groups):
            break
        first = start
    return noun


def noun_of(text: str) -> str:
    """Return the common noun that a clause opens with, in its usual spelling, or nothing."""
    found = _DEFINITE.match(text)
    variant, usual = read().get("clauses", "spellings")
    return found[1].replace(variant, usual) if found else ""


def done_by_another(predicate: Predicate) -> bool:
    """Tell whether 由 stands before the verb: then the text is not about who does it."""
    first, _ = predicate.sentence.clause(predicate.verb.start)
    before = (g for g in predicate.sentence.groups if first <= g.start < predicate.verb.start)
    return any(group.governor == particle("by") for group in before)


def without_noun(text: str) -> str:
    """Return the text without the common noun that it opens with."""
    found = _DEFINITE.match(text)
    return text[found.end() :] if found else text


def adverbial(text: str) -> bool:
    """Tell whether a stretch holds adverbials only; a preposition takes all that follows it."""
    done = last = 0
    while done < len(text):
        found = _ADVERBIAL.match(text, done)
        if found is None:
            rests = (text[done:].strip(), text[last:].strip())  # 联合 is also a preposition
            return any(map(_is_prepositional, rests))
        last, done = done, found.end()
    return True


def _only_fellows(predicate: Predicate, start: int, end: int) -> bool:
    """Tell whether adverbials stand between, or a fellow doer too that no list knows."""
    between = predicate.sentence.text(start, end)
    fellow = _FELLOW.match(between) is not None and not predicate.verbs(start, end)
    return adverbial(between) or fellow


def _is_prepositional(text: str) -> bool:
    preposition = _PREPOSITIONAL.match(text)
    return preposition is not None and preposition.end() < len(text) <= _LONGEST_PHRASE


def first_of_series(predicate: Predicate, position: int) -> int:
    """Return where a series of verbs begins: A投资、建设并营运P."""
    sentence = predicate.sentence
    for verb in reversed(predicate.verbs(sentence.start, position)):
        if not _SERIAL.fullmatch(sentence.text(verb.end, position)):
            break
        position = verb.start
    return position


def series_end(predicate: Predicate) -> int:
    """Return where the last of several verbs with one object ends: A投资、建设并营运P."""
    sentence, end = predicate.sentence, predicate.verb.end
    for verb in predicate.others:
        if verb.start > end and _SERIAL.fullmatch(sentence.laid_out(end, verb.start)):
            end = verb.end
    return end


def carried(predicate: Predicate, first: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject of the clauses before: the thing that the nearest of them opens with."""
    sentence = predicate.sentence
    while first > sentence.start and sentence.text(first - 1, first) in ",;":
        if _REPORTING.match(sentence.text(first, first + 4)):
            return None  # what is found is of others: A跟进团队，发现当中三家已在P设厂
        start, end = sentence.clause(first - 1)
        inside = [g for g in sentence.groups if start <= g.start < end]
        subjects = [g for g in inside if not g.governor and not g.possessor]
        if subjects and predicate.verbs(start, subjects[0].start):
            first = start  # A，隶属B，设立P: what a clause without subject acts on is not it
            continue
        if subjects and _opens(sentence.text(start, subjects[0].start)):
            return sentence.fitting(_described(predicate, subjects), kinds) or None
        if _DEFINITE.match(sentence.text(start, end)):
            return ()
        if subjects:
            return None
        first = start
    return ()


def _opens(text: str) -> bool:
    """Tell whether a clause opens with what follows: after adverbials, or what it is: 港口城市A."""
    return adverbial(text) or (len(text) <= _APPOSED and not _PREPOSITIONAL.search(text))


def _described(predicate: Predicate, groups: list[Group]) -> Group:
    """Return the first thing that is no attribute of the next: of A建设的P, P."""
    for group, following in pairwise(groups):
        between = predicate.sentence.text(group.end, following.start)
        if not between.rstrip(" ").endswith(particle("of")) and particle("of") not in between[-8:]:
            return group
    return groups[-1]
