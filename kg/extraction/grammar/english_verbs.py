"""The verb of an English clause with its auxiliaries, its adverbs and the verbs joined to it."""

import re
from functools import cache

from kg.extraction.grammar.frames import BASE, GERUND, PARTICIPLE, PAST, SINGULAR
from kg.extraction.grammar.predicates import Predicate, Verb
from kg.extraction.grammar.projection import FIGURE_OR_DATE
from kg.extraction.words.wordlists import read

BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_HAVE = frozenset({"has", "have", "had", "having"})
_MODAL = frozenset({"will", "would", "shall", "to", "did", "does", "do"})
_WE = re.compile("(?<![a-z])(?:we|they) \\Z")
_CHAIN = re.compile(
    "(?:(?<![a-z])(?:will|would|shall|has|have|had|having|is|are|was|were|be|been|being|also|now"
    "|jointly|then|today|recently|already|currently|formerly|originally|first|once|soon|to|plans?"
    "|planned|planning|intends?|intended|aims?|agreed|agrees|expects?|expected|scheduled|due|set"
    "|helps?|helped|continues?|began|begins|decided|appointed|selected|chosen|hopes|pledged"
    "|committed|about|ready|so far|in (?:recent|past) (?:years|months|weeks)|in turn|in effect|just"
    "|for years|for the first time|of late|at last|begun|start(?:s|ed)?|finish(?:es|ed)"
    "|resume[sd]|complete[sd]|still|both|each|all|since|later|itself|themselves|yesterday|not only"
    "|promise[sd]|vow(?:s|ed)|managed|wants?|seeks|sought|chose|opted|offer(?:s|ed)|able|keen"
    "|licensed|authori[sz]ed|permitted|obliged|required|mandated|contracted|commissioned|hired"
    f"|[a-z]{{2,14}}ly|(?:(?:since|in|on) )?{FIGURE_OR_DATE}) {{1,2}}){{0,7}}\\Z"
)
_AND = re.compile(" {1,2}(?:and|or) (?:(?:also|now|then|later|[a-z]{2,14}ly) )?")


def chain_of(predicate: Predicate) -> tuple[int, frozenset[str]]:
    """Return where the verb begins with its auxiliaries and adverbs, and those words."""
    verb = predicate.verb
    before = predicate.sentence.text(verb.start - 70, verb.start)
    found = _CHAIN.search(before)
    words = found[0].split() if found else []
    start = verb.start - (len(found[0]) if found else 0)
    first = series_start(predicate, verb.start) or series_start(predicate, start)
    if first is not None:
        found = _CHAIN.search(predicate.sentence.text(first.start - 70, first.start))
        before_first = found[0].split() if found else []
        auxiliary = (BE | _HAVE | _MODAL) & {*words}
        words = words if auxiliary else before_first
        start = first.start - (len(found[0]) if found else 0)
    if words[:1] == ["to"]:  # an infinitive of a verb that is none of ours
        return (first or verb).start, frozenset({"?"})
    return start, frozenset(words)


def finite(predicate: Predicate, left: int, chain: frozenset[str]) -> bool:
    """Tell whether the verb, in its form and with its auxiliaries, is said of a subject."""
    forms = predicate.verb.forms
    if "?" in chain:
        return False
    if chain & _MODAL:
        return BASE in forms
    if chain & _HAVE and not (GERUND in forms and chain & BE):  # has been V-ing
        return PARTICIPLE in forms
    if GERUND in forms:
        near = predicate.sentence.text(left - 2, left)
        return bool(chain & (BE | _phases())) or near.endswith(", ")
    if forms & {SINGULAR, PAST}:
        return True
    if BASE in forms and _WE.search(predicate.sentence.text(left - 8, left)):
        return True
    plural = [g for g in predicate.sentence.groups if g.end <= left and len(g.members) > 1]
    return (
        BASE in forms and bool(plural) and not predicate.sentence.text(plural[-1].end, left).strip()
    )


@cache
def _phases() -> frozenset[str]:
    """Return the verbs that a gerund makes one with: began building P."""
    return frozenset(read().get("grammar", "phases"))


def series_end(predicate: Predicate) -> int:
    """Return where the last of several verbs with one object ends: builds and runs P."""
    sentence, end = predicate.sentence, predicate.verb.end
    while joined := _AND.match(sentence.laid_out(end, end + 24)):
        last = next((v for v in predicate.others if v.start == end + joined.end()), None)
        if last is None:
            break
        end = last.end
    return end


def series_start(predicate: Predicate, start: int) -> Verb | None:
    """Return the first of several verbs with one subject that end right before a position."""
    first = None
    for verb in reversed(predicate.others):
        if verb.end <= start and _AND.fullmatch(predicate.sentence.laid_out(verb.end, start)):
            first, start = verb, verb.start
    return first


def without_chain(text: str) -> str:
    """Return a text without the auxiliaries and adverbs that end it.

    >>> without_chain(" , which has recently ")
    ' , which '
    """
    return _CHAIN.sub("", text)
