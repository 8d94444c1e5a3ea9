"""Names that only their company classifies.

``Zenta、OruLab等初創企業`` and ``firms such as A, B and C`` give their members the class of the
head noun; ``超級計算機Borealis`` gives it to the name that follows; and in ``A、B和C`` an unknown
Latin name takes the class of its known neighbour.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.chinese_lists import ChineseLists
from kg.extraction.names.class_nouns import ClassNouns
from kg.extraction.names.latin import Run
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import FULL, is_personal
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import has_latin_name
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_MEMBERS = 24  # names in one list, at most
_NEAR, _WORDS = 48, 4  # characters, and words, to an English head noun
_REMARK = r"(?:\s?\([^()]{1,60}\))?"  # behind a member: A ($3 million) and B
_ENGLISH_SEPARATOR = expression(rf"{_REMARK}(?:,? (?:and|or) (?:other )?|[,;] |,? & )(?:the )?")
_BETWEEN = expression(rf"{_REMARK}\s?(?:、|和|与|及|以及|, and| and|,)\s?(?:the )?")
_ANNOUNCED = expression(r"[^.;:,()\n]{0,40}: (?:the )?")  # universities have joined: A, B and C
_COMPANY = expression(  # the consortium comprises A, B and C
    r"(?i:\b(?:consortium|partners|tenants|clients|backers|sponsors|shareholders|bidders|members"
    r"|signatories|contractors|suppliers|exhibitors|investors|participants))"
    r"(?: so far| now| already)?(?:,?"
    r" (?:such as|including|include|includes|are|compris(?:es?|ing)|consists? of|is made up of|of)"
    r"|:) (?:the )?"
)
_BODY = "kg:Organisation"
_FEWEST = 2  # members of a list that a colon announces
_JOINED = expression(r"(?:、|和|与|及|以及|,? and) ?(?:the )?| and ")
_LOWER = expression(r" [a-z]")  # X, the Picton research institute
_PERSON = expression(FULL)
_ACRONYM = expression(r"[A-Z][A-Z&]{2,7}")
_CLOSED = expression(r"[,;.)]|$| both | all | have | are ")  # behind studios, A and B
_OTHERS = expression(r",? (?:and|or) other ")


def find(
    land: Landscape,
    original: str,
    mentions: Sequence[Mention],
    unclassified: Sequence[Run],
    terminology: Terminology,
    hints: Hints,
) -> list[Mention]:
    """Return the names of lists, in order; ``mentions`` are those found before."""
    nouns = ClassNouns(land, original, terminology, hints)
    chinese = ChineseLists(land, nouns, terminology)
    found = [*chinese.closed(mentions), *chinese.introduced(mentions)]
    ends = {m.start: m.end for m in mentions if isinstance(m.meaning, Entity)}
    return [*found, *nouns.beside(unclassified), *_such_as(nouns, unclassified, ends)]


def coordinated(
    land: Landscape,
    original: str,
    mentions: Sequence[Mention],
    unclassified: Sequence[Run],
    terminology: Terminology,
    hints: Hints,
) -> list[Mention]:
    """Return the Latin names that stand in a list with one of ``mentions`` that has a class."""
    if not unclassified:
        return []
    nouns = ClassNouns(land, original, terminology, hints)
    named = {
        (m.start, m.end): m.meaning.types[0]
        for m in mentions
        if isinstance(m.meaning, Entity) and _is_model(m, nouns.text, terminology)
    }
    named = dict.fromkeys(_accompanied(mentions, nouns.text, terminology), _BODY) | named
    atoms = sorted({*named, *((run.start, run.end) for run in unclassified)})
    found = dict.fromkeys(_initials(mentions, unclassified, nouns.text, terminology), _BODY)
    for order in (pairwise(atoms), pairwise(atoms[::-1])):
        for known, other in order:
            curie = named.get(known) or found.get(known, "")
            gap = nouns.text[min(known[1], other[1]) : max(known[0], other[0])]
            apposed = gap == ", the " and _LOWER.match(nouns.text, max(known[1], other[1]))
            if curie and other not in named and _BETWEEN.fullmatch(gap) and not apposed:
                found.setdefault(other, curie)
    return [
        nouns.mention(start, end, curie, "coordination")
        for (start, end), curie in sorted(found.items())
        if nouns.is_latin_name(Run(start, end))
    ]


def _accompanied(
    mentions: Sequence[Mention], text: str, terminology: Terminology
) -> Iterator[tuple[int, int]]:
    """Yield the bodies of any kind that stand in a list with another: A大学、B协会和C.

    One alone is no model: what stands beside it may be a thing of any kind.
    """
    for before, after in pairwise(_bodies(mentions, terminology)):
        if _BETWEEN.fullmatch(text[before[1] : after[0]]):
            yield from (before, after)


def _bodies(mentions: Sequence[Mention], terminology: Terminology) -> list[tuple[int, int]]:
    return sorted(
        (m.start, m.end)
        for m in mentions
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, _BODY)
    )


def _initials(
    mentions: Sequence[Mention], free: Sequence[Run], text: str, terminology: Terminology
) -> list[tuple[int, int]]:
    """Return the initials that stand beside a body: NORA and the University of Otane."""
    initials = {
        (run.start, run.end) for run in free if _ACRONYM.fullmatch(text, run.start, run.end)
    }
    if not initials:
        return []
    beside = pairwise(sorted({*_bodies(mentions, terminology), *initials}))
    pairs = [pair for pair in beside if _JOINED.fullmatch(text[pair[0][1] : pair[1][0]])]
    return [one for pair in pairs for one in pair if one in initials and {*pair} - initials]


def _is_model(found: Mention, text: str, terminology: Terminology) -> bool:
    name = text[found.start : found.end]
    types = found.meaning.types if isinstance(found.meaning, Entity) else ()
    fits = terminology.is_a(types, "kg:Firm", "kg:ComputingResource")
    firm = terminology.is_a(types, "kg:Firm")
    han = firm and not name.isascii() and found.rule == "lexicon"  # 西門子和PTC
    return fits and (has_latin_name(name) or han)


def _such_as(
    nouns: ClassNouns, unclassified: Sequence[Run], known: dict[int, int]
) -> list[Mention]:
    """Read English lists: ``firms such as A, B and C``, ``A, B and other firms``.

    Also those that a colon announces: ``Three firms have joined: A, B and C``.
    """
    starts = {run.start: run for run in unclassified}
    ends = {run.end: run for run in unclassified}
    found: list[Mention] = []
    for _, end, head in nouns.heads:
        curie = nouns.class_of(head) if head.isascii() else ""
        if not curie:
            continue
        found += _forwards(nouns, _after_phrase(nouns.text, end), curie, starts)
        apposed = nouns.text.startswith(", ", end) and head.endswith("s")
        listed = _forwards(nouns, end + len(", "), curie, starts) if apposed else []
        whole = len(listed) >= _FEWEST and _CLOSED.match(nouns.text, listed[-1].end)
        found += listed if whole else []
        announced = _ANNOUNCED.match(nouns.text, end)
        listed = _forwards(nouns, announced.end(), curie, starts) if announced else []
        found += listed if len(listed) >= _FEWEST else []
    for match in _COMPANY.finditer(nouns.text):
        listed = _forwards(nouns, match.end(), _BODY, starts, known)
        found += [each for each in listed if not _is_person(nouns.text, each, match[0])]
    for match in _OTHERS.finditer(nouns.text):
        curie = _head_after(nouns, match.end())
        if curie:
            found += _backwards(nouns, match.start(), curie, ends)
    return found


@cache
def _phrase() -> re.Pattern[str]:
    return expression(
        rf"(?:[^,.;:()\n]{{0,30}},)?,? (?:{read().any_of('english', 'such_as')}) (?:the )?"
    )


def _after_phrase(text: str, at: int) -> int:
    match = _phrase().match(text, at)
    return match.end() if match else -1


def _head_after(nouns: ClassNouns, at: int) -> str:
    """Return the class of the noun that a few words after a place lead to."""
    found = nouns.next(at)
    if found is None:
        return ""
    start, end, head = found
    near = end - at < _NEAR and len(nouns.text[at:start].split()) < _WORDS
    return nouns.class_of(head) if near else ""


def _is_person(text: str, named: Mention, label: str) -> bool:
    """Tell whether a member may be a person: by a given name, or where people are members too."""
    words = text[named.start : named.end]
    both = label.casefold().startswith(("member", "participant", "signator"))
    return is_personal(words.split(" ")[0]) or (both and _PERSON.fullmatch(words) is not None)


def _forwards(
    nouns: ClassNouns,
    at: int,
    curie: str,
    starts: dict[int, Run],
    known: dict[int, int] | None = None,
) -> list[Mention]:
    """Return the runs of a list from a place on, if there are two at least.

    Where ``known`` names may be among them (start → end), those count.
    """
    found: list[Mention] = []
    count, over = 0, known or {}
    while (at in starts or at in over) and count < _MEMBERS:
        end = starts[at].end if at in starts else over[at]
        if at in starts and nouns.text.endswith("the ", 0, at) and _LOWER.match(nouns.text, end):
            break  # and the Danish toolmaker X
        if at in starts and nouns.is_latin_name(starts[at]):
            found.append(nouns.mention(at, end, curie, "list"))
        count += 1
        gap = _ENGLISH_SEPARATOR.match(nouns.text, end)
        at = gap.end() if gap else -1
    return found if known is None or count >= _FEWEST else []


def _backwards(nouns: ClassNouns, at: int, curie: str, ends: dict[int, Run]) -> list[Mention]:
    found: list[Mention] = []
    while at in ends and len(found) < _MEMBERS:
        run = ends[at]
        if nouns.is_latin_name(run):
            found.append(nouns.mention(run.start, run.end, curie, "list"))
        at = run.start - 2 if nouns.text[max(0, run.start - 2) : run.start] == ", " else -1
    return found
