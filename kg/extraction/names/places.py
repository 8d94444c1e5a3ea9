"""Latin place names that no list knows, by the words before them: ``based in Xanby``.

A word that says that something is there (``built at``), a kind of place (``the port of``),
``near``, the end of a firm's name (``X Group of``), the region behind it (``at X, Texas``), ``in``
behind a word of which no subject is expected, or that opens a sentence about somebody there (``In
X, the college``), make a capitalised word a place: ``skills in Python``, ``trust in Parliament`` do
not. So does the comma of a line that opens with a body and its town (``Aire School, Xanby.``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.names.identity import mention
from kg.extraction.names.latin import Run
from kg.extraction.words.expressions import seldom
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_PLACE, _CITY = "kg:Place", "kg:City"
_REGIONS = ("kg:Region", "kg:Country")
_THERE = re.compile(r"(?:\b(?:in|at|from|near|to|of|outside|and) |\n)\Z")
_CLOSED = re.compile(r"[,.;:)]|$|\n| (?:in|on|and|where|which|is|was|has) ")
_PLAIN = re.compile(r"\b[a-z]{4,}|\d")
_ATTRIBUTE = seldom(
    r"(?<![\w-])(?P<name>[A-ZÀ-Þ][\w’']+(?: [A-ZÀ-Þ][\w’']+)?)-(?:based|headquartered|born)\b"
)
_LANDED = (
    "kg:Site",
    "kg:ServiceCentre",
    "kg:ResearchInstitute",
    "kg:ResearchLaboratory",
    "kg:Event",
)
_SEAT = re.compile(",? in ")
_SEATED = ("kg:Institution", "kg:Site", "kg:Firm")  # of which "in" says where they stand
_TITLED = re.compile(r"[.\n]|\Z")  # what follows the town of a line that opens with a body
_LATIN_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}"
_PEOPLE = r"[A-Z][a-z]+(?:ian|ean|ese|ish|can|itch|man)\b|Dutch|French|Greek|Czech|Swiss|Welsh|Thai"
_INNER = re.compile(r"(?<=[-’'])[A-Z]")  # Ny-Halden
_MEMBERS = 12
_SEPARATOR = re.compile(r",? and |, ")
_POSSESSIVE = re.compile(r"['’]s$")


def find(
    text: str,
    original: str,
    runs: Sequence[Run],
    mentions: Sequence[Mention],
    terminology: Terminology,
) -> list[Mention]:
    """Return the places among the unclassified ``runs``, in order, and those listed with them.

    In ``at A, B and C`` all are places; ``mentions`` that are known to be some may stand between.
    """
    if not runs and "-b" not in text and "-h" not in text:
        return []
    starts = {run.start: run for run in runs}
    things = [m for m in mentions if isinstance(m.meaning, Entity)]  # in April, A has: no place
    known = {m.start: m.end for m in things}
    found: dict[int, Mention] = {}
    for start, end in (*_before_region(text, runs, mentions, terminology), *_attributes(text)):
        label = (original[start:end],)
        found[start] = mention((start, end), label, _CITY, "place", terminology)
    for start, end in _run_in(text, runs, mentions, terminology):
        label = (original[start:end],)
        found[start] = mention((start, end), label, _PLACE, "place", terminology)
    sited = ((at, _PLACE) for at in _sites(text, mentions, terminology))
    for start, curie in (*_cues(text), *sited):
        for run in _listed(text, start, starts, known):
            name = _POSSESSIVE.sub("", text[run.start : run.end])
            if run.start not in found and _is_name(name):
                span = (run.start, run.start + len(name))
                label = (original[slice(*span)],)
                curie = "kg:Region" if name.startswith("County ") else curie
                found[run.start] = mention(span, label, curie, "place", terminology)
    return [found[start] for start in sorted(found)]


def _before_region(
    text: str, runs: Sequence[Run], mentions: Sequence[Mention], terminology: Terminology
) -> Iterator[tuple[int, int]]:
    """Yield the towns behind which the region or country stands: ``at Twin Wells, Texas, in``."""
    regions = {
        m.start: m.end
        for m in mentions
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, *_REGIONS)
    }
    for run in runs:
        end = regions.get(run.end + 2, 0)
        there = end and text[run.end : run.end + 2] == ", " and _CLOSED.match(text, end)
        before = there and _THERE.search(text, max(0, run.start - 12), run.start)
        if before and _is_name(text[run.start : run.end]):
            yield run.start, run.end


def _attributes(text: str) -> Iterator[tuple[int, int]]:
    """Yield the towns that a word says something is from: Leeds-based."""
    for match in _ATTRIBUTE.finditer(text):
        if _is_name(match["name"]):
            yield match.span("name")


def _sites(text: str, mentions: Sequence[Mention], terminology: Terminology) -> Iterator[int]:
    """Yield where a thing is said to be at a place: the Holt Terminal at X, Holt College in X."""
    for each in mentions:
        kinds = each.meaning.types if isinstance(each.meaning, Entity) else ()
        if terminology.is_a(kinds, *_LANDED) and text.startswith(" at ", each.end):
            yield each.end + len(" at ")
        elif terminology.is_a(kinds, *_SEATED) and (seat := _SEAT.match(text, each.end)):
            yield seat.end()


def _run_in(
    text: str, runs: Sequence[Run], mentions: Sequence[Mention], terminology: Terminology
) -> Iterator[tuple[int, int]]:
    """Yield the towns of lines that open with a body and where it is: Aire School, Xanby."""
    ends = {run.start: run.end for run in runs}
    for each in mentions:
        end = ends.get(each.end + len(", "))
        opens = each.start == 0 or text[each.start - 1] == "\n"
        if end and opens and text.startswith(", ", each.end) and _TITLED.match(text, end):
            kinds = each.meaning.types if isinstance(each.meaning, Entity) else ()
            if terminology.is_a(kinds, *_SEATED) and _is_name(text[each.end + 2 : end]):
                yield each.end + 2, end


def _cues(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a name of a place must start, and its class."""
    absorbed = read().get("english", "absorbed")
    for match in _cue().finditer(text):
        if (match["before"] or "") not in absorbed and not _in_headline(text, match):
            yield match.end(), _kinds().get((match["kind"] or "").lower(), _PLACE)


def _in_headline(text: str, cue: re.Match[str]) -> bool:
    """Tell whether a cue stands in a line of capitals only: there anything may be ``in Crisis``."""
    if not (cue[0][:1].isupper() and cue[0].endswith(" in ")):
        return False
    start, end = text.rfind("\n", 0, cue.start()) + 1, text.find("\n", cue.end())
    line = text[start : end if end >= 0 else len(text)]
    return _PLAIN.search(line) is None


@cache
def _cue() -> re.Pattern[str]:
    lists = read()
    settled = lists.any_of("english", "settled")
    legal = lists.any_of("english", "legal")
    kinds = "|".join(_kinds())
    apposed = (entry.partition("=")[0] for entry in lists.get("english", "apposed"))
    nouns = "|".join(sorted(apposed, key=len, reverse=True))
    routes = lists.any_of("english", "routes")
    parties = lists.any_of("english", "travelling")
    staff = lists.any_of("english", "staff")
    return seldom(
        rf"\b(?:(?i:{settled})(?: here| there| again|,)? (?:in|at|on|near|outside)(?: the)?"
        rf"|\b(?:{routes}) (?:to|between)|\b(?:{parties}) from|(?<=[a-z0-9],) in"
        r"|[Nn]ear(?: the)?|[Nn]earby|Here in|\b(?:moved|relocated|transferred) from"
        r"|\b(?:headquarters|head office|production|operations) from"
        rf"|\b(?:{staff}) (?:of|at|with) (?:the )?{_LATIN_NAME} in(?= {_LATIN_NAME}[,.;])"
        rf"|(?:^|(?<=[.!?] )|(?<=\n))In(?= {_LATIN_NAME}, (?:the|an?|its|our|two|three|[A-Z])\b)"
        rf"|(?P<before>[a-z]{{2,20}}) in|\d\)?%? in"
        rf"|[A-Z][\w&-]+ (?:{legal}) of"
        rf"|[\w-]+, the(?= (?!{_PEOPLE})[A-Z][\w-]+ (?:[a-z-]+ ){{0,2}}(?:{nouns})[,.])"
        rf"|(?P<kind>(?i:{kinds})) of) (?=[A-ZÀ-Þ])"
    )


@cache
def _kinds() -> dict[str, str]:
    return dict(entry.split("=", 1) for entry in read().get("english", "placed"))


def _listed(text: str, start: int, runs: dict[int, Run], known: dict[int, int]) -> Iterator[Run]:
    for _ in range(_MEMBERS):
        if start in runs:
            yield runs[start]
            end = runs[start].end
        elif start in known:
            end = known[start]
        else:
            return
        gap = _SEPARATOR.match(text, end)
        if gap is None:
            return
        start = gap.end()


def _is_name(name: str) -> bool:
    """Tell whether a run may be a place: no acronym, and no word that is something else."""
    first = name.split()[0]
    lists = read()
    other = (
        *lists.get("generic", "english"),
        *lists.get("english", "openers"),
        *lists.get("english", "nowhere"),
    )
    common = first in lists.get("english", "common") and " " in name  # Data Science
    plain = not any(c.isupper() for c in _INNER.sub("", first)[1:])
    return len(name) > 2 and plain and not common and first not in other
