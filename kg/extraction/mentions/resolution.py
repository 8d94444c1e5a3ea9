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

from kg.extraction.mentions.anaphora import anaphora
from kg.extraction.mentions.definitions import definition
from kg.extraction.mentions.short_forms import is_whole, legal_firms, short_firms
from kg.extraction.names.identity import language_of
from kg.extraction.names.lexicon import is_bounded, longest
from kg.extraction.passages.reading import Reading
from kg.extraction.words.automaton import Automaton
from kg.extraction.words.brackets import bare
from kg.extraction.words.ordinary import has_latin_name, is_ordinary
from kg.model.document import BlockKind
from kg.model.mention import Entity, Mention
from kg.model.terminology import Label, Terminology
from kg.text.folding import fold

_FULL_NAME = 3  # characters of a Chinese name whose last two are the given name
_QUOTED = re.compile(r"[“「『\"](?P<inner>[^”」』\"]{2,12})[”」』\"]")
_SHORTENED = ("kg:Programme", "kg:Fund", "kg:Project", "kg:ComputingResource", "kg:Event")
GUESSES = (
    "list",
    "class noun",
    "trade",
    "employer",
    "coined",
    "standing",
    "unclassed",
)  # rules that name a thing by its company


def resolve(readings: Sequence[Reading], terminology: Terminology) -> list[Reading]:
    """Return the readings of one document with aliases and pointing words resolved.

    Mentions of one thing share one entity, which has all names that the document gives it.
    """
    readings = _one_person(_without_guesses(readings, terminology), terminology)
    table = aliases(readings, terminology)
    whole = list(_named(readings, table))
    finder = Automaton(table)
    named = [_apply(reading, finder, table) for reading in whole]
    resolved: list[Reading] = []
    for reading in named:
        pointing = anaphora(
            reading.passage.folded, reading.mentions, _before(resolved), terminology
        )
        resolved.append(_with(reading, pointing) if pointing else reading)
    return resolved


def _with(reading: Reading, more: Iterable[Mention]) -> Reading:
    return Reading(reading.passage, tuple(longest([*reading.mentions, *more])))


def _before(resolved: Sequence[Reading]) -> Sequence[Mention]:
    """Return the mentions of the last reading that has any text, and is no mere heading."""
    told = (r for r in reversed(resolved) if r.passage.text.strip())
    return next((r.mentions for r in told if r.mentions or not _is_heading(r)), ())


def _is_heading(reading: Reading) -> bool:
    return reading.passage.block.kind is BlockKind.HEADING


def aliases(readings: Sequence[Reading], terminology: Terminology) -> dict[str, Entity]:
    """Return folded alias → entity of a document; a name that two things claim is left out."""
    claims: dict[str, dict[str, Entity]] = {}
    sure: dict[str, Entity] = {}
    for reading in readings:
        for mention in reading.mentions:
            entity = mention.meaning
            if not isinstance(entity, Entity) or len(mention.meanings) > 1:
                continue
            alias = definition(reading, mention, terminology)
            if alias:
                sure.setdefault(alias, entity)
            if not entity.known:
                for form in _forms(
                    reading.passage.folded[mention.start : mention.end], entity, terminology
                ):
                    claims.setdefault(form, {}).setdefault(entity.id, entity)
    for form, wholes in _within(claims, terminology).items():
        sure.setdefault(form, wholes)
    firms = legal_firms(readings, terminology)
    for name in sorted(firms, key=lambda full: firms[full][0] == full):  # full names first
        core, firm = firms[name]
        if _is_telling(core) and is_whole(core):
            sure.setdefault(core, firm)  # X Energy is X Energy AB
    claims = {**claims, **short_firms(readings, terminology, {*claims, *sure})}
    table = {form: next(iter(who.values())) for form, who in claims.items() if len(who) == 1}
    return {**table, **sure}


def _within(claims: dict[str, dict[str, Entity]], terminology: Terminology) -> dict[str, Entity]:
    """Return the names of places that a longer name says where they lie: 某县 is 某市某县.

    One that lies in two places, or of which no more is said, is left out.
    """
    found: dict[str, Entity] = {}
    for form, who in claims.items():
        wholes = [
            entity
            for entity in who.values()
            if fold(entity.labels[0].text) != form
            and fold(entity.labels[0].text).endswith(form)
            and terminology.is_a(entity.types, "kg:Place")
        ]
        if len(wholes) == 1:
            found[form] = wholes[0]
    return found


def _forms(words: str, entity: Entity, terminology: Terminology) -> Iterator[str]:
    """Yield the names under which a discovered thing may come again."""
    for form in {words, *(fold(label.text) for label in entity.labels)}:
        if _is_telling(form):
            yield form
    quoted = _QUOTED.match(words)
    if quoted and terminology.is_a(entity.types, *_SHORTENED):
        inner = quoted["inner"]
        if quoted.end() < len(words) and _is_telling(inner):
            yield inner


def _is_telling(form: str) -> bool:
    """Tell whether a name is safe to look for in all passages."""
    if form.isascii():
        return len(form) > 2 and has_latin_name(form)
    return len(form) > 1 and not is_ordinary(bare(form))


def _without_guesses(readings: Sequence[Reading], terminology: Terminology) -> Sequence[Reading]:
    """Leave out guessed names that are the beginning of a firm's full name: they are aliases.

    So are those that are the family name of somebody whom the document names.
    """
    cores = [core for core, _ in legal_firms(readings, terminology).values()]
    families = _family_names(readings, terminology)
    if not cores and not families:
        return readings

    def is_guess(reading: Reading, found: Mention) -> bool:
        if found.rule not in GUESSES:
            return False
        words = reading.passage.folded[found.start : found.end]
        if words in families:
            return True
        body = isinstance(found.meaning, Entity) and terminology.is_a(
            found.meaning.types, "kg:Organisation"
        )
        return body and any(core.startswith(words) for core in cores)

    return [
        replace(reading, mentions=tuple(m for m in reading.mentions if not is_guess(reading, m)))
        if any(m.rule in GUESSES for m in reading.mentions)
        else reading
        for reading in readings
    ]


def _family_names(readings: Sequence[Reading], terminology: Terminology) -> frozenset[str]:
    """Return the last words of the Latin names of people: alone they are no firms."""
    return frozenset(
        reading.passage.folded[m.start : m.end].split()[-1]
        for reading in readings
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, "kg:Person")
    )


def _one_person(readings: Sequence[Reading], terminology: Terminology) -> Sequence[Reading]:
    """Give whoever is called by a part of the name the whole of it: Dr Sato is Aiko Sato.

    A part that two people of the document share says neither.
    """
    somebody = [
        (reading.passage.folded[m.start : m.end], m.meaning)
        for reading in readings
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and terminology.is_a(m.meaning.types, "kg:Person")
    ]
    whole: dict[str, dict[str, Entity]] = {}
    for name, entity in somebody:
        for part in _parts(name):
            whole.setdefault(part, {}).setdefault(entity.id, entity)
    parts = {name for name, _ in somebody} & {part for part, who in whole.items() if len(who) == 1}
    if not parts:
        return readings

    def called(reading: Reading, found: Mention) -> Mention:
        words = reading.passage.folded[found.start : found.end]
        person = isinstance(found.meaning, Entity) and terminology.is_a(
            found.meaning.types, "kg:Person"
        )
        if not person or words not in parts:
            return found
        return replace(found, meanings=(next(iter(whole[words].values())),))

    return [
        replace(reading, mentions=tuple(called(reading, m) for m in reading.mentions))
        for reading in readings
    ]


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name by which somebody may be called.

    >>> _parts("Aiko Sato"), _parts("林婉清"), _parts("Suda")
    (('Sato', 'Aiko'), ('婉清',), ())
    """
    if name.isascii() and " " in name:
        words = name.split()
        return words[-1], words[0]  # some names have the family first (Chan Wing-lam)
    return (name[1:],) if len(name) == _FULL_NAME else ()


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
                known = whole.setdefault(entity.id, entity)
                if known.labels != entity.labels:
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
        yield Reading(reading.passage, tuple(_whole(m, whole) for m in reading.mentions))


def _whole(mention: Mention, whole: dict[str, Entity]) -> Mention:
    if not isinstance(mention.meaning, Entity):
        return mention
    meanings = tuple(
        whole.get(meaning.id, meaning) if isinstance(meaning, Entity) else meaning
        for meaning in mention.meanings
    )
    return Mention(mention.start, mention.end, meanings, mention.rule)


def _apply(reading: Reading, finder: Automaton, table: dict[str, Entity]) -> Reading:
    """Add the places where aliases stand; a known name or a longer mention stays."""
    text = reading.passage.folded
    places = finder.longest(text)
    if not places:
        return reading
    fixed = {
        (m.start, m.end)
        for m in reading.mentions
        if not isinstance(m.meaning, Entity) or m.meaning.known
    }
    added = [
        Mention(start, end, (table[form],), "alias")
        for start, end, form in places
        if (start, end) not in fixed and is_bounded(text, start, end)
    ]
    same = {(m.start, m.end, m.meaning.id) for m in added if isinstance(m.meaning, Entity)}
    kept = [
        m
        for m in reading.mentions
        if isinstance(m.meaning, Entity) and (m.start, m.end, m.meaning.id) in same
    ]
    return Reading(reading.passage, tuple(longest([*kept, *added, *reading.mentions])))
