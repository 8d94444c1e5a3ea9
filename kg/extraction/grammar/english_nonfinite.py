"""The subject of an English verb that has none beside it: it is that of the clause it belongs to.

``Having built P, A hired``, ``After building P, A``, ``A hired people after building P``, ``A has
grown, building P``, ``A is responsible for running P``, ``A won the right to build P``. What lets a
verb share a subject is a word of a list (grammar.toml); after any other (asked B to build P) the
verb is somebody else's.
"""

import re
from functools import cache

from kg.extraction.grammar.clauses import Group, Sentence
from kg.extraction.grammar.english_subjects import CLAUSE, FAR, FINITE, begins, subject_of, undated
from kg.extraction.grammar.english_verbs import BE, finite
from kg.extraction.grammar.frames import BASE, GERUND, PARTICIPLE
from kg.extraction.grammar.predicates import Predicate
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_FRONTED = re.compile(
    " {0,2}(?:(?:in|on|at|since|last|this|earlier|by) [^,;:]{1,30})?, (?:the |its |an? )?\\Z"
)
_FRONTED_IT = re.compile("[^,;:]{0,60}(?:, [^,;:]{1,30})?, (?:it|they|the [a-z]+) ")
_IT = re.compile("(?:[^,;:]{1,60}, )?(?:it|they|(?:the|this) [a-z]+)\\Z")
_ASIDE = re.compile(" {0,2}, [^,;:]{1,120}, (?=[a-z])")
_LEAD = re.compile("(?:(?!that )[a-z]+ )?[^,;:]{1,60}, (?:the |its |an? )?\\Z")
_IF = re.compile("(?<![a-z])(?:if|had|were) ")  # A would build P if it could
_CHARGED = re.compile(  # who is to do it stands behind such a verb
    "(?<![a-z])(?:appointed|selected|chose|chosen|hired|contracted|commissioned|tasked|engaged"
    "|licensed|authori[sz]ed|mandated|charged|picked|named)"
    " (?:the |its |an? )?(?:[a-z-]+ ){0,3}[\ue000-\uf8ff](?P<to> to )(?:[a-z]+ly )?\\Z"
)
_AND_TO = expression(
    "(?<![a-z])(?P<verb><grammar.intending>) to [^;:.]{1,120},? and"
    " (?:also |then )?to (?:[a-z]+ly )?\\Z"
)
_MOST = 160  # code points between a subject and a verb that shares it


def subject(
    predicate: Predicate, left: int, chain: frozenset[str], kinds: str
) -> tuple[int, ...] | None:
    """Return the subject of a verb, finite or not, which says that it is done.

    ``left`` and ``chain`` are where the verb begins with its auxiliaries, and those words. The
    subject is empty where it is a pronoun or ``the …``, None where there is none.
    """
    if "would" in chain and _IF.search(predicate.sentence.text(predicate.verb.end, left + FAR)):
        return None
    found = subject_of(predicate, left, kinds) if finite(predicate, left, chain) else None
    return _shared(predicate, left, chain, kinds) if found is None else found


def _shared(
    predicate: Predicate, left: int, chain: frozenset[str], kinds: str
) -> tuple[int, ...] | None:
    sentence, forms = predicate.sentence, predicate.verb.forms
    before = sentence.laid_out(sentence.start, left)
    perfect = "having" in chain and PARTICIPLE in forms
    if (GERUND in forms and not chain & BE) or perfect:
        if _fronting().fullmatch(before):
            return behind(predicate, kinds)
        led = _leading().search(before)
        if led:
            return _before(sentence, sentence.start + led.start(), kinds)
        catenative = _catenative().search(before)
        if catenative:
            return subject_of(predicate, sentence.start + catenative.start(), kinds)
        return None
    if BASE in forms and "?" in chain:
        charged = _CHARGED.search(before)
        if charged:  # A has appointed B to run P
            return _just_before(predicate, sentence.start + charged.start("to"), kinds)
        also = _AND_TO.search(before)
        if also:  # A has agreed to train pilots and to build P
            return _before(sentence, sentence.start + also.end("verb"), kinds)
        undertaken = _undertaking().search(before)
        if undertaken is None:
            return None
        end = undertaken.end("verb") if undertaken["verb"] else undertaken.start("noun")
        return _before(sentence, sentence.start + end, kinds)
    return None


def behind(predicate: Predicate, kinds: str, end: int = 0) -> tuple[int, ...] | None:
    """Return the subject of the clause that follows: After V-ing P in T, A Vs.

    What belongs to the verb ends at ``end``, if not with the verb itself.
    """
    sentence, end = predicate.sentence, end or predicate.verb.end
    for group in sentence.groups:
        if group.start <= end or group.governor or group.possessor:
            continue
        if group.start - end > FAR:
            return None
        if _FRONTED.search(undated(sentence, end, group.start)):
            follows = sentence.text(group.end, group.end + 24)
            goes_on = FINITE.match(follows) or follows.startswith(" ,")
            return sentence.fitting(group, kinds) or None if goes_on else None
    return () if _FRONTED_IT.match(sentence.text(end, end + FAR)) else None


def _just_before(predicate: Predicate, end: int, kinds: str) -> tuple[int, ...] | None:
    """Return the things that end at a position, if they are of the classes."""
    ending = [group for group in predicate.sentence.groups if group.end == end]
    return predicate.sentence.fitting(ending[0], kinds) or None if ending else None


def _before(sentence: Sentence, end: int, kinds: str) -> tuple[int, ...] | None:
    """Return the subject of the clause that goes before: A hired people after V-ing P."""
    for group in sentence.groups:
        if group.end > end:
            break
        before = sentence.text(sentence.start, group.start)
        if group.governor or not (begins(before) or _LEAD.fullmatch(before)):
            continue
        return _said_of(sentence, group, end, kinds)
    opening = FINITE.search(sentence.text(sentence.start, end))
    if opening and _IT.fullmatch(sentence.text(sentence.start, end)[: opening.start()].strip()):
        return (
            () if not CLAUSE.search(sentence.text(sentence.start, end)[opening.start() :]) else None
        )
    return None


def _said_of(sentence: Sentence, group: Group, end: int, kinds: str) -> tuple[int, ...] | None:
    rest = _ASIDE.sub(" ", undated(sentence, group.end, end), count=1)
    if group.possessor or end - group.end > _MOST or CLAUSE.search(rest):
        return None
    return sentence.fitting(group, kinds) or None if FINITE.match(rest) else None


@cache
def _fronting() -> re.Pattern[str]:
    words = read().any_of("grammar", "circumstantial")
    return expression(f" *(?:(?:{words}) )?(?:[a-z]+ly )?")


@cache
def _leading() -> re.Pattern[str]:
    words = read().any_of("grammar", "circumstantial")
    near = "(?:and|then|while|thus|thereby|shortly|soon|just|years|months|ever|partly) "
    return expression(
        f"(?: {{0,2}},|(?: {{0,2}},)? (?:{near})?(?:{words})) (?:{near})?(?:[a-z]+ly )?\\Z"
    )


@cache
def _catenative() -> re.Pattern[str]:
    words = read().any_of("grammar", "catenative")
    own = "is|are|was|were|be|been|being|will|has|have|had|to|also|now|jointly|[a-z]{2,14}ly"
    return expression(f"(?<![a-z])(?:(?:{own}) ){{0,4}}(?:{words}) (?:[a-z]+ly )?\\Z")


@cache
def _undertaking() -> re.Pattern[str]:
    nouns, verbs = (read().any_of("grammar", name) for name in ("undertakings", "undertaking"))
    return expression(
        f"(?<![a-z])(?P<noun>{nouns})(?: (?:with|worth) [^,;:]{{1,40}})? to (?:[a-z]+ly )?\\Z"
        f"|(?<![a-z])(?P<verb>{verbs})"  # founded B to run P: it is B that runs it
        "(?: (?:with|by|in) [^,;:]{1,50}| [^,;:\ue000-\uf8ff]{1,60})? to (?:[a-z]+ly )?\\Z"
    )
