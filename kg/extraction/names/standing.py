"""Latin names that nothing in them classifies, by where they stand in the sentence.

Four signs make a capitalised run the name of a thing of a class. It is given (``a facility named
X``, ``the strategy is called X``); an apposition says what it is (``X, a developer of``, ``The
manager, X, was``); it is what only a body can be (``supplied by X``, ``X's factory``, ``X, which
runs``, ``X (Nasdaq: ABC)``); or a person's post is in it (``chief executive of X``). A class noun
of the ontology gives the class; where only a body fits, it is an organisation. What shares the
sign in a list (``financed by X and Y``) is of the same class.
"""

from collections.abc import Iterator, Sequence

from kg.extraction.names import acting, called, post_slots
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
_SITE = "kg:Site"
_OPENING = expression(  # the Tidal Foundry opens today. It is run by
    r" (?:(?:has |will |is to |was |is )?(?:re)?open(?:s|ed)? (?:its doors\b|(?:today|tomorrow|here"
    r"|yesterday|this [a-z]+|(?:last|next) [a-z]+|in (?:[A-Z][a-z]+ )?\d{4})\b[^.\n]{0,60}\. It "
    r"(?:is (?:run|operated|managed)|(?:will )?(?:house|hold|train|employ)s?|has|was built)\b))"
)
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
_RUN = expression(r", (?:run|managed|funded|financed|backed|led|coordinated) by ")
_MADE_BY = expression(
    r",? (?:which )?(?:(?:is|was|has been) (?:jointly )?)?(?:developed|invented|patented"
    r"|designed and built) by "
)
_PLUS = expression(r"[A-Za-z]*[a-z]{3,}\+")
_MEMBERS = 8
_POSSESSIVE = expression(r"['’]s$")
_SEPARATOR = expression(r",? and |, |,? & ")
_OF_A_COUNTRY = expression(  # the Namibian government
    r"[A-Z][a-z]+(?:ian|ean|ese|ish) (?:government|ministry|authorities|parliament|president|prime"
    r"|capital|start-?up|firm|company|group|agency|subsidiary|market|economy|embassy|developer)s?\b"
)


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
        posted = post_slots.employs(text, run.start, run.end)  # sales director of Volta Peru
        posted = posted or acting.backs(text, run)
        if not curie and (posted or acting.works(text, run) or _is_agency(text, run)):
            curie = _BODY  # teaches law at Sciences Po Lyon
        whole = _is_agency(text, run) or _is_name(text[run.start : run.end])
        if curie and whole and _is_nameable(curie, terminology):
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
    if given == _BODY and is_personal(name.split()[0]):
        return ""  # its biggest tenant, Ada Roe,
    if given:
        return given if _is_nameable(given, terminology) else ""
    if is_personal(name.split()[0]) or _is_doubtful(text, run, name):
        return ""
    return _made_thing(text, run, name) or (_BODY if acting.told(text, run) else "")


def _made_thing(text: str, run: Run, name: str) -> str:
    """Return the class of what somebody launched, runs or made, or nothing."""
    if " " in name and _LAUNCHED.search(text[max(0, run.start - _WORDS_OF_LAUNCH) : run.start]):
        return _PROGRAMME  # introduced the Young Railway Card
    if _RUN_BY.match(text, run.end) and (" " in name or acting.is_coined(name)):
        return _PROGRAMME  # the Blue Lamp is administered by
    if _RUN.match(text, run.end) and acting.is_coined(name):
        return _PROGRAMME  # BeamStart, run by
    if " " in name and _OPENING.match(text, run.end) and not post_slots.is_plain(name):
        return _SITE  # the Tidal Foundry opens today
    if _MADE_BY.match(text, run.end):
        return _PRODUCT
    if _PLUS.fullmatch(name):
        return _PROGRAMME  # Stepstone+: what no firm is called
    return ""


def _is_agency(text: str, run: Run) -> bool:
    """Tell whether a body that ends in a place does what bodies do: Visit Oslo publishes."""
    first = text[run.start : run.end].split(" ")[0]
    lists = read()
    lands = ("common", "openers", "of_lands")
    return not any(first in lists.get("english", n) for n in lands) and acting.does(text, run)


def _is_nameable(curie: str, terminology: Terminology) -> bool:
    return any(terminology.is_a((curie,), c) for c in read().get("english", "nameable"))


def _is_doubtful(text: str, run: Run, name: str) -> bool:
    """Tell whether a word may have its capital because a sentence begins, and be a common one."""
    if " " in name or acting.is_coined(name) or not _opens(text, run.start):
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


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" “\"'‘(*")
    return not before or before[-1] in ".!?:。\n-•–"


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
