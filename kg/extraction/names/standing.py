"""Latin names that nothing in them classifies, by where they stand in the sentence.

Four signs make a capitalised run the name of a thing of a class. It is given (``a facility named
X``, ``the strategy is called X``); an apposition says what it is (``X, a developer of``, ``The
manager, X, was``); it is what only a body can be (``supplied by X``, ``X's factory``, ``X, which
runs``, ``X (Nasdaq: ABC)``); or a person's post is in it (``chief executive of X``). A class noun
of the ontology gives the class; where only a body fits, it is an organisation. What shares the
sign in a list (``financed by X and Y``) is of the same class.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.names import called
from kg.extraction.names.identity import mention
from kg.extraction.names.latin import Run
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import is_personal
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import has_latin_name
from kg.extraction.words.wordlists import read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_BODY, _PROGRAMME, _PRODUCT = "kg:Organisation", "kg:Programme", "kg:TechnologySolution"
_WORDS_OF_LAUNCH = 40  # characters
_LAUNCHED = expression(
    r"\b(?:launch(?:ed|es|ing)?|introduc(?:ed|es|ing)|roll(?:ed|s|ing)? out|unveil(?:ed|s)"
    r"|pilot(?:ed|s|ing)|relaunch(?:ed|es)|administer(?:s|ed|ing)?|pays? for|paid for"
    r"|sets? up|setting up|added|announced) (?:the|its|an?|our|their)(?: new| first| national)? $"
)
_RUN_BY = expression(  # what is said of schemes only
    r",? (?:which )?(?:(?:is|was|are|were|has been|will be) (?:now |also |jointly |partly )?)"
    r"(?:administered|paid for|rolled out|implemented|piloted|launched) (?:by|in) "
)
_MADE_BY = expression(
    r",? (?:which )?(?:(?:is|was|has been) (?:jointly )?)?(?:developed|invented|patented"
    r"|designed and built) by "
)
_PLUS = expression(r"[A-Za-z]*[a-z]{3,}\+")
_MEMBERS = 8
_POSSESSIVE = expression(r"['’]s$")
_SEPARATOR = expression(r",? and |, |,? & ")
_THANKED = expression(r"\b(?:thank you to|thank|grateful to|thanks to everyone at) (?:the )?$")
_SOURCED = expression(  # leased 14 ferries from X
    r"\b(?:bought|leased|ordered|purchased|procured|sourced|rented|borrowed|imported|hired) "
    r"(?:[a-z0-9-]+ ){1,6}from $"
)
_WORKING = expression(  # teaches law at X
    r"\b(?:teach(?:es|ing)|taught|lectur(?:es|ed|ing|er)|stud(?:ies|ied|ying)|graduated|professor"
    r"|researcher|fellow|doctorate|PhD|degree)(?: [a-z’'-]+){0,4} (?:at|from) (?:the )?$"
)
_HELD = expression(  # owns 60% of X
    r"\b(?:owns?|owned|holds?|held|bought|acquired|took|controls?) (?:about |some |over |a )?"
    r"(?:[\d.]{1,5} ?(?:%|per cent)|half|third|quarter|majority) of (?:the )?$"
)
_TICKER = expression(r" \((?:[A-Z][\w ]{1,24}|[A-Z]{2,6}): ?[A-Z0-9][\w.-]{0,8}\)")
_CLAUSE = expression(r"(?:^|[.!?;:,] [“\"]?|\b(?:and|but|while|when|that|where|because) |[\n-] )$")
_VERB = expression(
    r" (?:(?:is|was|has been) (?:now |also |still )?[a-z]{3,12}ing"
    r"|(?:(?:has|have|had|is|was|will|would|also|now|already|still|then) )?"
    r"(?:[a-z]{3,14}(?:s|ed)|won|built|began|sold|grew|led|made|took|ran|set|put|held|bought))\b"
)
_OF_A_COUNTRY = expression(  # the Namibian government
    r"[A-Z][a-z]+(?:ian|ean|ese|ish) (?:government|ministry|authorities|parliament|president|prime"
    r"|capital|start-?up|firm|company|group|agency|subsidiary|market|economy|embassy|developer)s?\b"
)
_FOREIGN = expression(r"[^\x00-\x7f]")


def find(
    text: str,
    original: str,
    runs: Sequence[Run],
    terminology: Terminology,
    hints: Hints,
    wider: Sequence[Run] = (),
) -> list[Mention]:
    """Return the names among the unclassified ``runs`` of a passage, in order.

    ``wider`` are runs that hold a known name (Visit Oslo): such a one is a name if the text says
    what it is.
    """
    starts = {run.start: run for run in runs}
    found: dict[int, tuple[Run, str]] = {}
    for run in wider:
        curie = called.told(text, run, hints)
        if not curie and _WORKING.search(text[max(0, run.start - 60) : run.start]):
            curie = _BODY  # teaches law at Sciences Po Lyon
        if curie and _is_name(text[run.start : run.end]) and _is_nameable(curie, terminology):
            found[run.start] = (run, curie)
    for run in runs:
        curie = _class(text, run, hints, terminology)
        if curie and run.start not in found:
            found[run.start] = (called.numbered(text, run), curie)
            if curie == _BODY:
                for other in (*_listed(text, run, starts), *_listed_before(text, run, runs)):
                    found.setdefault(other.start, (other, curie))
    named = []
    for start in sorted(found):
        run, curie = found[start]
        name = _POSSESSIVE.sub("", original[run.start : run.end])
        span = (run.start, run.start + len(name))
        named.append(mention(span, (name,), curie, "standing", terminology))
    return named


def _class(text: str, run: Run, hints: Hints, terminology: Terminology) -> str:
    """Return the class that the surroundings of a run give it, or nothing."""
    name = _POSSESSIVE.sub("", text[run.start : run.end])
    if len(name) < 2 or not has_latin_name(name) or not _is_name(name):
        return ""
    if _OF_A_COUNTRY.match(text, run.start):
        return ""
    if name in hints.english:
        return ""  # the Scheme points back
    given = called.told(text, run, hints)
    if given:
        return given if _is_nameable(given, terminology) else ""
    if is_personal(name.split()[0]) or _is_doubtful(text, run, name):
        return ""
    if " " in name and _LAUNCHED.search(text[max(0, run.start - _WORDS_OF_LAUNCH) : run.start]):
        return _PROGRAMME  # introduced the Young Railway Card
    if _RUN_BY.match(text, run.end) and (" " in name or _is_coined(name)):
        return _PROGRAMME  # the Blue Lamp is administered by
    if _MADE_BY.match(text, run.end):
        return _PRODUCT
    if _PLUS.fullmatch(name):
        return _PROGRAMME  # Stepstone+: what no firm is called
    return _BODY if _acts(text, run) else ""


def _is_nameable(curie: str, terminology: Terminology) -> bool:
    return any(terminology.is_a((curie,), c) for c in read().get("english", "nameable"))


def _is_doubtful(text: str, run: Run, name: str) -> bool:
    """Tell whether a word may have its capital because a sentence begins, and be a common one."""
    if " " in name or _is_coined(name) or not _opens(text, run.start):
        return False
    plural = name.endswith("s") and not name.endswith("ss")
    return plural or name in read().get("english", "collective")


def _is_name(name: str) -> bool:
    """Tell whether no word of a run is a common word, a title or a month."""
    lists = read()
    common = {*lists.get("english", "openers"), *lists.get("posts", "english")}
    words = name.split()
    plain = words[0] not in common and words[0] not in lists.get("generic", "english")
    return plain and name not in common


def _is_coined(name: str) -> bool:
    """Tell whether a word shows by its letters that it is a name: ABB, AlphaSat, Älv."""
    inner = any(c.isupper() or c.isdigit() for c in name[1:])
    return inner or _FOREIGN.search(name) is not None


def _is_more(name: str) -> bool:
    """Tell whether a name is more than one common word: Te Ahi Mura, Sparebank."""
    return " " in name or _is_coined(name)


def _is_singular(name: str) -> bool:
    return not name.endswith("s") or name.endswith("ss") or " " in name


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" “\"'‘(*")
    return not before or before[-1] in ".!?:。\n-•–"


def portfolio(text: str, run: Run) -> bool:
    """Tell whether a run is what a post is for (Head of Sustainability), and so no name."""
    return _office().search(text, max(0, run.start - 60), run.start) is not None


@cache
def _office() -> re.Pattern[str]:
    titles = read().any_of("posts", "english")
    return expression(rf"\b(?:{titles}) (?:of|for)(?: the)? $")


def _acts(text: str, run: Run) -> bool:
    """Tell whether a run stands where only a body can: as agent, owner, employer or issuer."""
    behind, before = text[run.end : run.end + 60], text[max(0, run.start - 40) : run.start]
    if _TICKER.match(text, run.end):
        return True
    possessor = _POSSESSIVE.search(text[run.start : run.end])
    if possessor and (_owning().match(behind) or _officer().match(behind)):
        return True
    if _WORKING.search(text[max(0, run.start - 60) : run.start]) and _is_more(
        text[run.start : run.end]
    ):
        return True
    if _HELD.search(before) and _is_singular(text[run.start : run.end]):
        return True
    if _posted().search(before) or _labelled().search(before):
        return True
    if _SOURCED.search(text[max(0, run.start - 90) : run.start]):
        return True
    if _THANKED.search(before) and _is_more(text[run.start : run.end]):
        return True
    if _is_coined(text[run.start : run.end]) and _predicated(text, run):
        return True
    if _which().match(behind) or _agent().search(before):
        return True
    return _doing().match(behind) is not None or _dealing().search(before) is not None


def _alternatives(name: str) -> str:
    return read().any_of("english", name)


@cache
def _owning() -> re.Pattern[str]:
    return expression(rf" (?:[a-z-]+ ){{0,2}}(?:{_alternatives('belongings')})\b")


@cache
def _officer() -> re.Pattern[str]:
    """Return what a post in small letters, and then who holds it, match: 's head of sales, Ada."""
    return expression(
        rf" (?:(?!of\b|and\b)[a-z-]+ ){{0,2}}(?i:{_alternatives('heads_of')}|director|head)"
        r"(?: (?:of|for) [a-z]+(?: [a-z]+){0,2})?,? [A-Z]"
    )


@cache
def _posted() -> re.Pattern[str]:
    return expression(
        rf"\b(?i:{_alternatives('heads_of')}) (?:of|at) (?:the )?$|\((?:[A-Z][\w ]+), $"
    )


def _predicated(text: str, run: Run) -> bool:
    """Tell whether a coined word, behind which a verb stands, opens a clause as its subject."""
    opening = _CLAUSE.search(text[max(0, run.start - 12) : run.start])
    return opening is not None and _VERB.match(text, run.end) is not None


@cache
def _labelled() -> re.Pattern[str]:
    return expression(rf"\b(?:{_alternatives('parts')})s?: $", re.IGNORECASE)


@cache
def _which() -> re.Pattern[str]:
    verbs = _alternatives("corporate")
    return expression(
        rf",? (?:which (?:also |now |has |have |already ){{0,2}}(?:{verbs})\b"
        rf"|whose (?:[a-z-]+ ){{0,2}}(?:{_alternatives('belongings')})\b)"
    )


@cache
def _agent() -> re.Pattern[str]:
    return expression(
        rf"\b(?:{_alternatives('supplied')}) (?:jointly |solely )?by:? (?:the )?$", re.IGNORECASE
    )


@cache
def _doing() -> re.Pattern[str]:
    helping = r"(?:(?:has|have|had|will|would|also|now|recently|already|is to|are to) ){0,3}"
    return expression(
        rf"(?: and [A-Z][\w&-]*)?,? {helping}(?:{_alternatives('corporate')})\b(?! by\b)"
        r"| (?:was|is|were|has been|will be) (?:also |then |later )?(?:acquired|bought|taken over"
        r"|sold|wholly owned|majority-owned|owned) (?:by|to) "
    )


@cache
def _dealing() -> re.Pattern[str]:
    return expression(rf"\b(?:{_alternatives('dealings')}) (?:the )?$")


def _listed(text: str, run: Run, starts: dict[int, Run]) -> Iterator[Run]:
    """Yield the runs that follow one in a list."""
    at = run.end
    for _ in range(_MEMBERS):
        gap = _SEPARATOR.match(text, at)
        other = starts.get(gap.end()) if gap else None
        if other is None or not _is_name(text[other.start : other.end]):
            return
        if not _SEPARATOR.match(text, other.end) and gap and "and" not in gap[0]:
            return
        yield other
        at = other.end


def _listed_before(text: str, run: Run, runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the run that stands before one and "and" (``X and Y have signed``)."""
    for other in runs:
        if text[other.end : run.start] == " and " and _is_name(text[other.start : other.end]):
            yield other
