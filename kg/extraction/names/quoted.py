"""Names in brackets: 《…》 is a title; “…” is a name only where something says so.

A quotation is a name if its own ending is a hint (「…辦公室」), if a classifying noun follows
(“高飛”計劃) or if it is coordinated with one (“高飛”或“遠航”計劃). Anything else in quotes may be
a figure of speech and is left alone.
"""

import re
from functools import cache

from kg.extraction.names import launches
from kg.extraction.names.boundaries import Landscape
from kg.extraction.names.identity import mention
from kg.extraction.words.boundary_words import Kind
from kg.extraction.words.brackets import QUOTES, TITLES, Bracket, bare, pairs
from kg.extraction.words.expressions import expression
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_listed, is_ordinary
from kg.extraction.words.wordlists import particle, read
from kg.model.mention import Mention
from kg.model.terminology import Terminology

_TAIL = 10  # characters between a quotation and the end of its classifying noun, at most
_LONG_NAME = 6  # and of one that is a name although its words are ordinary
_NAME = 4  # characters of a quotation that is a name by its ending alone
_SENTENCE = re.compile(r"[,。;!?:…\n]")
_SUBTITLED = re.compile(r"[^,。;!?:…\n]{2,12}:[^,。;!?:…\n]{2,16}")
_NOTE = re.compile(r"\([^()]*\)$")
_WRITTEN = ("kg:PolicyInstrument", "kg:Document", "kg:MediaOutlet", "kg:Survey", "kg:Indicator")
# Their class noun may stand before the quotation.
_INTRODUCED = ("kg:Organisation", "kg:ComputingResource", "kg:TechnologySolution", "kg:Fund")
_SHORT_NAME = launches.SHORT_NAME  # characters of such a quotation, at most
_MACHINE = expression(r"[\u3400-\u9fff]{2}<names.machines>\Z")
_VERSION = re.compile(r"\s?[vV]?[0-9]+(?:\.[0-9]+)*$")  # AI沙盒2.0
_NUMBERED = expression(
    r"[\u3400-\u9fff]{2,6}(?:<numerals.small>{1,2}|[0-9]{1,3})<names.numbers>"
    r"|[\u3400-\u9fff]{2,3}<names.numbers_bare>"
)
# 「X」是甲局与乙公司共建的平台: who has made it stands before its noun.
_IS = expression(
    r"\s?<names.predicating>[^,。;:!?“”「」\n]{2,36}<names.made_by><particles.of>"
    r"[\u3400-\u9fff]{0,6}?(?P<noun>[\u3400-\u9fff]{2,4})(?=[,。;]|\Z)"
)
_SEATED = expression(r",?(?:<slots.sited>)")  # 「X」設於某大學
_SAID = (
    "kg:Programme", "kg:Fund", "kg:Event", "kg:ServiceCentre", "kg:ComputingPlatform",
    "kg:TechnologySolution", "kg:Project", "kg:Site", "kg:Survey",
)  # fmt: skip
_LONGEST_SAID = 16
_WISHED = "kg:ServiceCentre"
# In quotes these are names even where a verb stands inside (「就業綜合估計調查」).
_SOLID = ("kg:Survey", "kg:Programme", "kg:Fund")
# A quotation before one of these is a quality (“雙一流”大學), not a name.
_NOT_QUOTED = ("kg:Concept", "kg:Jurisdiction", "kg:Region", "kg:Person")
_QUALITY = ("kg:University", "kg:Firm", "kg:Person", "kg:Concept", "kg:Jurisdiction", "kg:Region")

_QUALITIES = ("式", "型", "性", "化")  # 「一站式」服務
_GLOSS = re.compile(r"\([A-Za-z][A-Za-z0-9 &'’-]{1,40}\)(?=[\u3400-\u9fff])")
_YEARS = expression(r"[<numerals.of_years>\d]{1,2}<names.year_plans>")
# 「人才三十条」: a policy is called after the number of its articles.
_ARTICLES = expression(
    r"(?!<names.no_articles>|.*<names.never>|<names.sums>)[\u3400-\u9fffA-Za-z0-9+]{2,12}?"
    r"(?<![<numerals.counting_hundreds>\d])(?:<numerals.hundreds>{1,3}|\d{1,3})<names.articles>"
)
_PHASE = expression(r"^<names.phases>")  # 「某某導航」二期項目
# Right behind a quotation 计划 is the noun of a programme (“海潮”计划每年招生) unless a time
# follows for which something is planned (“海潮二号”计划于明年上线).
_PLANNED = expression(r"<clauses.planning>(?:<names.planned_at>?(?:\d{2,4}年|<names.to_come>)|\d)")


def find(land: Landscape, original: str, terminology: Terminology, hints: Hints) -> list[Mention]:
    """Return the names in brackets, outer brackets only, in order, and take them."""
    found: list[Mention] = []
    last: Bracket | None = None
    loose: list[Bracket] = []
    for pair in pairs(land.text):
        if last and pair.start < last.end:
            continue
        entry = None
        if pair.opening in TITLES:
            entry = _title(pair, land, original, terminology, hints)
        elif pair.opening in QUOTES:
            entry = _quotation(pair, land, original, terminology, hints)
            if entry is None:
                loose.append(pair)
        if entry:
            found.append(entry)
            last = Bracket(entry.start, entry.end, pair.opening)
    found += _coordinated(loose, found, land, original, terminology)
    for entry in found:
        land.take(entry)
    return sorted(found, key=lambda entry: entry.start)


def _title(
    pair: Bracket, land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Mention | None:
    name = _NOTE.sub("", bare(pair.inside(land.text)))
    ending = hints.ending(name)
    curie = ending[0] if ending else "kg:Document"
    if not ending and name.isascii():
        head = hints.head_word(name.split())
        curie = head[0] if head else curie
    if not terminology.is_a((curie,), *_WRITTEN):
        curie = "kg:Document"
    if len(name) < 2:
        return None
    labels = (pair.inside(original), original[pair.start : pair.end])
    return mention((pair.start, pair.end), labels, curie, "title", terminology)


def _quotation(
    pair: Bracket, land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Mention | None:
    inside = pair.inside(land.text)
    if _SENTENCE.search(inside):
        shown = _show(inside, terminology, hints)
        return _whole(pair, original, shown, terminology) if shown else None
    gloss = _GLOSS.match(land.text, pair.end)  # 「飛航」（Fly-Cruise）合作計劃
    glossed = Bracket(pair.start, gloss.end(), pair.opening) if gloss else pair
    if tail := _tail(glossed, land, terminology, hints):
        end, curie = tail
        label = original[pair.start : end]
        return mention((pair.start, end), (label, bare(label)), curie, "quoted", terminology)
    curie = "" if inside.endswith(_QUALITIES) else _thing_behind(pair, land)
    if curie and 2 <= len(inside) <= _SHORT_NAME and not is_ordinary(inside):
        return _whole(pair, original, curie, terminology)
    if _NUMBERED.fullmatch(inside) and not is_ordinary(inside[:2]):
        introduced = _introduced(pair, land, original, terminology, hints)
        return introduced or _whole(pair, original, _kind_behind(pair, land, hints), terminology)
    named = _VERSION.sub("", inside)
    ending = hints.ending(named)
    if ending is None or terminology.is_a((ending[0],), *_NOT_QUOTED):
        introduced = _introduced(pair, land, original, terminology, hints)
        return introduced or _launched(pair, land, original, terminology, hints)
    end = pair.start + 1 + len(named)
    if not land.ends_well(end, len(ending[1])):
        return None  # 【調查方法】
    core = named.removesuffix(ending[2])
    stem = land.stem(end - len(ending[2]))
    solid = particle("of") not in inside and terminology.is_a((ending[0],), *_SOLID)
    held = range(pair.start + 1, end)
    body = ending[0] in hints.bodies and all(land.kinds[at] is not Kind.STOP for at in held)
    whole = stem.start <= pair.start + 1 or ((solid or body) and len(inside) >= _LONG_NAME)
    founded = land.is_founded(pair.start) or launches.is_launched(pair, land.text)
    founded = founded or any(said.match(land.text, pair.end) for said in (_IS, _SEATED))
    before = land.text[max(0, pair.start - launches.REACH) : pair.start]
    wished = not founded or before.rstrip().endswith(read().get("boundaries", "wishing"))
    if ending[0] == _WISHED and is_ordinary(core) and wished:
        return None  # 「國際融資中心」: what a place wants to be
    if not core or not (
        founded
        or (whole and len(inside) >= _NAME and (len(inside) >= _LONG_NAME or not is_ordinary(core)))
    ):
        return None
    return _whole(pair, original, ending[0], terminology)


def _show(inside: str, terminology: Terminology, hints: Hints) -> str:
    """Return the class of a show or meeting of such a title (“山海之间：古船特展”), or nothing."""
    ending = hints.ending(inside)
    named = ending is not None and terminology.is_a((ending[0],), "kg:Event")
    return ending[0] if ending and named and _SUBTITLED.fullmatch(inside) else ""


def _whole(pair: Bracket, original: str, curie: str, terminology: Terminology) -> Mention:
    labels = (pair.inside(original), original[pair.start : pair.end])
    return mention((pair.start, pair.end), labels, curie, "quoted", terminology)


def _thing_behind(pair: Bracket, land: Landscape) -> str:
    """Return the class of the common noun right behind a quotation or at its end, or nothing.

    So 「某某苑」項目 and 「某某苑項目」 are projects.
    One that is called after the number of its articles (「人才三十条」) is a measure by itself.
    """
    if _ARTICLES.fullmatch(pair.inside(land.text)):
        return "kg:PolicyMeasure"
    after = _PHASE.sub("", land.text[pair.end : pair.end + _TAIL].lstrip())
    inside = pair.inside(land.text)
    for entry in read().get("generic", "quoted_things"):
        noun, _, curie = entry.partition("=")
        core = inside.removesuffix(noun)
        own = len(noun) > 1 < len(core) < len(inside) and not (is_ordinary(core) or is_listed(core))
        if after.startswith(noun) or own:
            return f"kg:{curie}"
    return ""


def _kind_behind(pair: Bracket, land: Landscape, hints: Hints) -> str:
    """Return the class of the noun behind a numbered name: a product unless the noun tells."""
    stop = pair.end
    while stop < min(len(land.text), pair.end + _TAIL) and land.kinds[stop] is not Kind.STOP:
        stop += 1  # “某某二号”获某某协会认证: the noun is another's
    near = "" if _PLANNED.match(land.text, pair.end) else land.text[pair.end : stop]
    words = hints.head_automaton.longest(_SENTENCE.split(near)[0])
    return hints.heads[words[0][2]] if words else "kg:TechnologySolution"


@cache
def _made() -> dict[str, str]:
    """Return noun of a thing made, right before a quotation (平台「某某」) → its class."""
    entries = (entry.split("=") for entry in read().get("generic", "made_things"))
    return {noun: f"kg:{curie}" for noun, curie in entries}


def _introduced(
    pair: Bracket, land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Mention | None:
    """Return a quotation that the noun right before it classifies (招聘平台「某某」), or None."""
    inside = pair.inside(land.text)
    noun = next(
        (
            land.text[at : pair.start]
            for at in range(max(0, pair.start - _TAIL), pair.start - 1)
            if land.text[at : pair.start] in hints.heads or land.text[at : pair.start] in _made()
        ),
        "",
    )
    curie = hints.heads.get(noun, "") or _made().get(noun, "")
    if not curie and _MACHINE.search(land.text, max(0, pair.start - _TAIL), pair.start):
        curie = "kg:TechnologySolution"  # 60台采茶机“某某”
    kept = terminology.is_a((curie,), *_INTRODUCED)
    if not kept or not 2 <= len(inside) <= _SHORT_NAME or is_ordinary(inside):
        return None
    return _whole(pair, original, curie, terminology)


def _launched(
    pair: Bracket, land: Landscape, original: str, terminology: Terminology, hints: Hints
) -> Mention | None:
    """Return a quotation that somebody launches or develops, or that is said to be something."""
    curie = launches.kind(pair, land.text) or _predicated(pair, land, terminology, hints)
    return _whole(pair, original, curie, terminology) if curie else None


def _predicated(pair: Bracket, land: Landscape, terminology: Terminology, hints: Hints) -> str:
    """Return the class of the noun that a clause predicates of a quotation: 「X」是A與B的平台."""
    told = _IS.match(land.text, pair.end)
    inside = pair.inside(land.text)
    if told is None or not 2 <= len(inside) <= _LONGEST_SAID or is_ordinary(inside):
        return ""
    ending = hints.ending(told["noun"])
    curie = hints.heads.get(told["noun"]) or _made().get(told["noun"]) or (ending or ("",))[0]
    return curie if curie and terminology.is_a((curie,), *_SAID) else ""


def _tail(
    pair: Bracket, land: Landscape, terminology: Terminology, hints: Hints
) -> tuple[int, str] | None:
    """Return the end and class of the classifying noun that follows a quotation."""
    text = land.text
    if _PLANNED.match(text, pair.end):
        return None
    if years := _YEARS.match(text, pair.end):  # “某某”三年行动
        return years.end(), "kg:Plan"
    stop = pair.end
    while stop < min(len(text), pair.end + _TAIL) and land.kinds[stop] is Kind.PLAIN:
        stop += 1
    for end in range(pair.end + 1, stop + 1):
        ending = hints.ending(text[pair.end : end])
        if ending is None or (len(ending[1]) == 1 and not land.ends_well(end, 1)):
            continue
        if terminology.is_a((ending[0],), *_QUALITY):
            return None
        if hints.ending(text[pair.end : end + 1]) is None or end == stop:
            return end, ending[0]
    for noun in read().get("generic", "arrangements"):
        if text.startswith(noun, pair.end) and pair.end - pair.start <= _SHORT_NAME:
            return pair.end + len(noun), "kg:PolicyMeasure"
    return None


def _coordinated(
    loose: list[Bracket],
    found: list[Mention],
    land: Landscape,
    original: str,
    terminology: Terminology,
) -> list[Mention]:
    """Return quotations that share the noun of the next one (“A”或“B”計劃)."""
    heads = {entry.start: entry for entry in found if entry.rule == "quoted"}
    named: list[Mention] = []
    for pair in reversed(loose):
        gap = 1 if land.text[pair.end : pair.end + 1] in ("、", "或", "和", "与", "及", "/") else 0
        head = heads.get(pair.end + gap)
        if head is None or land.text[head.end - 1] in '」”’』"】':
            continue
        curie = head.meaning.types[0]  # type: ignore[union-attr]
        closing = land.text.index(_closing(land.text[head.start]), head.start + 1) + 1
        tail = original[closing : head.end]
        labels = (pair.inside(original) + tail, pair.inside(original))
        entry = mention((pair.start, pair.end), labels, curie, "quoted", terminology)
        heads[pair.start] = entry
        named.append(entry)
    return named


def _closing(opening: str) -> str:
    return dict(zip('「『“‘"【', '」』”’"】', strict=True))[opening]
