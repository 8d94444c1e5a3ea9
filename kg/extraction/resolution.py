"""Names that a document defines for itself, and words that point back.

``resolve`` is the whole: it takes the readings of a document in order and returns them with more
mentions. First it learns aliases: what stands in brackets after a name (``某某促進局（某某局）``,
``the X Council (XC)``), the quoted part of a programme's name, the short form of a firm's, and
every discovered name itself, so that what one passage introduces is found in all. Then it reads
``該公司``, ``the Council`` as the nearest thing before of a fitting class: those mentions have the
rule ``anaphora`` and make facts of tier B.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.anaphora import anaphora
from kg.extraction.automaton import Automaton
from kg.extraction.brackets import bare
from kg.extraction.identity import language_of
from kg.extraction.lexicon import is_bounded, longest
from kg.extraction.ordinary import has_latin_name, is_listed, is_ordinary
from kg.extraction.readings import Reading
from kg.extraction.wordlists import read
from kg.model.mention import Entity, Mention, Quantity, TimeExpression
from kg.model.terminology import Label, Terminology
from kg.text.folding import fold

Meaning = Entity | Quantity | TimeExpression

_DEFINED = re.compile(
    r"\s?[(,](?P<keyword>(?:以下|下文|下)?(?:统|简|又|合|并)?称(?:为|作)?|即|hereinafter|known as)?"
    r"[::]?\s?(?:the )?[“「『\"'‘]?(?P<alias>[^()“”「」『』\"‘,。;:、]{2,24})[”」』\"'’]?\)"
)
_QUOTED = re.compile(r"[“「『\"](?P<inner>[^”」』\"]{2,12})[”」』\"]")
_SHORTENED = ("kg:Programme", "kg:Fund", "kg:Project", "kg:ComputingResource", "kg:Event")
_GUESSES = ("list", "class noun", "trade", "employer")  # rules that name a thing by its company
_BRAND = 2  # characters of a firm's name that may stand for it
_LEGAL = re.compile(r"\([^()]*\)|(?:股份|责任)?有限(?:责任)?公司|集团|控股|公司")


def resolve(readings: Sequence[Reading], terminology: Terminology) -> list[Reading]:
    """Return the readings of one document with aliases and pointing words resolved.

    Mentions of one thing share one entity, which has all names that the document gives it.
    """
    readings = _without_guesses(readings, terminology)
    table = aliases(readings, terminology)
    whole = list(_named(readings, table))
    finder = Automaton(table)
    named = [_apply(reading, finder, table) for reading in whole]
    resolved: list[Reading] = []
    for reading in named:
        pointing = anaphora(
            reading.passage.folded, reading.mentions, _before(resolved), terminology
        )
        mentions = longest([*reading.mentions, *pointing])
        resolved.append(replace(reading, mentions=tuple(mentions)))
    return resolved


def _before(resolved: Sequence[Reading]) -> Sequence[Mention]:
    """Return the mentions of the last reading that has any text."""
    return next((r.mentions for r in reversed(resolved) if r.passage.text.strip()), ())


def aliases(readings: Sequence[Reading], terminology: Terminology) -> dict[str, Entity]:
    """Return folded alias → entity of a document; a name that two things claim is left out."""
    claims: dict[str, dict[str, Entity]] = {}
    sure: dict[str, Entity] = {}
    for reading in readings:
        for mention in reading.mentions:
            entity = mention.meaning
            if not isinstance(entity, Entity) or len(mention.meanings) > 1:
                continue
            alias = _definition(reading, mention, terminology)
            if alias:
                sure.setdefault(alias, entity)
            if not entity.known:
                for form in _forms(
                    reading.passage.folded[mention.start : mention.end], entity, terminology
                ):
                    claims.setdefault(form, {}).setdefault(entity.id, entity)
    claims = {**claims, **_short_firms(readings, terminology, {*claims, *sure})}
    table = {form: next(iter(who.values())) for form, who in claims.items() if len(who) == 1}
    return {**table, **sure}


def _definition(reading: Reading, mention: Mention, terminology: Terminology) -> str:
    """Return the alias that brackets right after a name define, or nothing."""
    text = reading.passage.folded
    match = _DEFINED.match(text, mention.end)
    if match is None:
        return ""
    alias = match["alias"].strip()
    start = match.start("alias")
    for other in reading.within(start, start + len(alias)):
        if not isinstance(other.meaning, Entity) or terminology.is_a(
            other.meaning.types, "kg:Place"
        ):
            return ""
    if is_ordinary(alias):
        return ""
    name = text[mention.start : mention.end]
    return alias if match["keyword"] or _abbreviates(alias, name) else ""


def _abbreviates(alias: str, name: str) -> bool:
    """Tell whether an alias without a keyword can stand for a name.

    Chinese: its characters are in the name, in order. Latin: capitals, of which those of a Latin
    name are initials.

    >>> _abbreviates("海洋局", "滨海海洋促进局"), _abbreviates("HYJ", "滨海海洋促进局")
    (True, True)
    >>> _abbreviates("SLA", "Sea Level Agency"), _abbreviates("XY", "Sea Level Agency")
    (True, False)
    """
    if alias.isascii():
        capitals = [c for c in alias if c.isupper()]
        if len(capitals) < 2 or " " in alias:
            return False
        return not name.isascii() or _in_order(capitals, [c for c in name if c.isupper()])
    return len(alias) < len(name) and _in_order(alias, name)


def _in_order(few: Iterable[str], many: Iterable[str]) -> bool:
    rest = iter(many)
    return all(item in rest for item in few)


def _forms(words: str, entity: Entity, terminology: Terminology) -> Iterator[str]:
    """Yield the names under which a discovered thing may come again."""
    for form in {words, *(fold(label.text) for label in entity.labels)}:
        if _is_telling(form):
            yield form
    quoted = _QUOTED.match(words)
    if quoted and any(terminology.is_a(entity.types, c) for c in _SHORTENED):
        inner = quoted["inner"]
        if quoted.end() < len(words) and _is_telling(inner):
            yield inner


def _is_telling(form: str) -> bool:
    """Tell whether a name is safe to look for in all passages."""
    if form.isascii():
        return len(form) > 2 and has_latin_name(form)
    return len(form) > 1 and not is_ordinary(bare(form))


def _without_guesses(readings: Sequence[Reading], terminology: Terminology) -> Sequence[Reading]:
    """Leave out guessed names that are the beginning of a firm's full name: they are aliases."""
    cores = [core for core, _ in _legal_firms(readings, terminology).values()]
    if not cores:
        return readings

    def is_guess(reading: Reading, found: Mention) -> bool:
        words = reading.passage.folded[found.start : found.end]
        return found.rule in _GUESSES and any(core.startswith(words) for core in cores)

    return [
        replace(reading, mentions=tuple(m for m in reading.mentions if not is_guess(reading, m)))
        for reading in readings
    ]


def _legal_firms(
    readings: Sequence[Reading], terminology: Terminology
) -> dict[str, tuple[str, Entity]]:
    """Return the firms that are named in full: name → name without place and legal form."""
    named: dict[str, tuple[str, Entity]] = {}
    for reading in readings:
        for m in reading.mentions:
            if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, "kg:Firm"):
                words = reading.passage.folded[m.start : m.end]
                core = _LEGAL.sub("", words)
                if core != words:
                    named.setdefault(words, (core, m.meaning))
    places = _places(terminology) if named else frozenset()
    return {words: (_unplaced(core, places), firm) for words, (core, firm) in named.items()}


def _places(terminology: Terminology) -> frozenset[str]:
    return frozenset(
        fold(label.text)
        for name in terminology.names
        if terminology.is_a(name.types, "kg:Place")
        for label in name.labels
    )


def _short_firms(
    readings: Sequence[Reading], terminology: Terminology, taken: set[str]
) -> dict[str, dict[str, Entity]]:
    """Return the beginnings of firms' names that the document uses alone."""
    firms = _legal_firms(readings, terminology)
    places = _places(terminology) if firms else frozenset()
    free = "\n".join(_unnamed(reading) for reading in readings) if firms else ""
    found: dict[str, dict[str, Entity]] = {}
    for core, firm in firms.values():
        for length in range(len(core), 1, -1):
            form, rest = core[:length], core[length:]
            fits = (
                (length > 2 or is_ordinary(rest)) and not is_ordinary(form) and not is_listed(form)
            )
            if fits and form not in taken and form in free:
                found.setdefault(form, {}).setdefault(firm.id, firm)
                break
        brand = core[:_BRAND]
        if _is_brand(brand, core, places) and brand not in taken and _stands_alone(brand, free):
            found.setdefault(brand, {}).setdefault(firm.id, firm)
    return found


def _is_brand(form: str, core: str, places: frozenset[str]) -> bool:
    """Tell whether the first characters of a firm's name are its own: the rest says its trade."""
    rest = core[len(form) :]
    own = not is_ordinary(form) and not is_listed(form) and form not in places
    return own and bool(rest) and rest.startswith(read().get("generic", "trades"))


def _stands_alone(form: str, free: str) -> bool:
    """Tell whether a short name is used by itself, with a word of grammar or a mark behind it."""
    behind = "|".join(map(re.escape, read().get("boundaries", "closed")))
    return bool(
        re.search(rf"(?<![\u3400-\u9fff]){form}(?:$|[^\u3400-\u9fff]|{behind})", free, re.MULTILINE)
    )


def _unplaced(core: str, places: frozenset[str]) -> str:
    """Return a firm's core without the place that it begins with."""
    length = next((n for n in range(len(core) - 2, 1, -1) if core[:n] in places), 0)
    return core[length:]


def _unnamed(reading: Reading) -> str:
    """Return the text with every named stretch blanked out."""
    characters = list(reading.passage.folded)
    for mention in reading.mentions:
        characters[mention.start : mention.end] = "\n" * (mention.end - mention.start)
    return "".join(characters)


def _named(readings: Sequence[Reading], table: dict[str, Entity]) -> Iterator[Reading]:
    """Give every thing all its names, in the table and in the readings."""
    forms: dict[str, list[str]] = {}
    for form, entity in table.items():
        forms.setdefault(entity.id, []).append(form)
    whole: dict[str, Entity] = {}
    for reading in readings:
        for mention in reading.mentions:
            if isinstance(mention.meaning, Entity):
                entity = mention.meaning
                known = whole.get(entity.id, entity)
                labels = dict.fromkeys([*known.labels, *entity.labels])
                whole[entity.id] = replace(known, labels=tuple(labels))
    for identifier, names in forms.items():
        if identifier in whole:
            entity = whole[identifier]
            have = {fold(label.text) for label in entity.labels}
            new = tuple(Label(name, language_of(name)) for name in names if name not in have)
            whole[identifier] = replace(entity, labels=entity.labels + new)
    for form, entity in table.items():
        table[form] = whole.get(entity.id, entity)
    for reading in readings:
        mentions = tuple(
            replace(m, meanings=tuple(_whole(x, whole) for x in m.meanings))
            for m in reading.mentions
        )
        yield replace(reading, mentions=mentions)


def _whole(meaning: Meaning, whole: dict[str, Entity]) -> Meaning:
    return whole.get(meaning.id, meaning) if isinstance(meaning, Entity) else meaning


def _apply(reading: Reading, finder: Automaton, table: dict[str, Entity]) -> Reading:
    """Add the places where aliases stand; a known name or a longer mention stays."""
    text = reading.passage.folded
    fixed = {
        (m.start, m.end)
        for m in reading.mentions
        if not isinstance(m.meaning, Entity) or m.meaning.known
    }
    added = [
        Mention(start, end, (table[form],), "alias")
        for start, end, form in finder.longest(text)
        if (start, end) not in fixed and is_bounded(text, start, end)
    ]
    same = {(m.start, m.end, m.meaning.id) for m in added if isinstance(m.meaning, Entity)}
    kept = [
        m
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and (m.start, m.end, m.meaning.id) in same
    ]
    return replace(reading, mentions=tuple(longest([*kept, *added, *reading.mentions])))
