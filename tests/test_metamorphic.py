"""Rules that have learnt a document by heart fail here: it is altered, and its facts must follow.

No alteration has an answer key: what is expected is computed from the facts of the text as it was.
Facts are compared by what they say and where they say it; a ratio of 1 means that none is lost,
none added, none changed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from kg.extraction.extractor import Extraction
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.span import Span
from kg.reading.reader import read
from kg.text.folding import fold
from tests.extracting import extractor

pytestmark = [pytest.mark.slow, pytest.mark.bulk]

_ROOT = Path(__file__).parents[1]
_OWN = sorted((_ROOT / "documents").iterdir())
_SEEDS = sorted((_ROOT.parent / "shared" / "seeds").glob("*.txt"))
_FILES = [*_OWN, *_SEEDS]  # the seeds are not part of this repository
every_document = pytest.mark.parametrize("path", _FILES, ids=[path.name for path in _FILES])

Edit = tuple[int, int, str]  # half-open range of the text, and what replaces it
Place = Callable[[int], int]  # from an offset in the text as it was to one in the altered text
Key = tuple[object, ...]


@dataclass(frozen=True)
class Altered:
    """A text after its edits, and where its offsets have gone."""

    text: str
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> "Altered":
        ordered, parts, done = tuple(sorted(set(edits))), [], 0
        for start, end, words in ordered:
            assert start >= done, "edits overlap"
            parts += [text[done:start], words]
            done = end
        return cls("".join(parts) + text[done:], ordered)

    def place(self, offset: int) -> int:
        return offset + sum(
            len(words) - (end - start) for start, end, words in self.edits if end <= offset
        )


@cache
def original(path: Path) -> Extraction:
    return extractor().extract(read(path.read_bytes(), path.name))


def extract(text: str, path: Path) -> Extraction:
    return extractor().extract(read(text.encode(), path.name))


def keys(
    found: Extraction,
    *,
    place: Place = lambda offset: offset,
    value: Callable[[Fact, str], str] = lambda _, number: number,
    time: Callable[[str], str] = lambda time: time,
    thing: Callable[[str], str] = lambda name: name,
    ordered: bool = True,
) -> Counter[Key]:
    """Return what the facts say.

    A discovered thing is told by where it is first named and a literal by where it stands, so that
    both may be renamed. Without ``ordered`` the words count, and not the place.
    """
    text = found.document.text
    first = {
        fact.subject.id: min(e.span for e in fact.evidence if e.role == "mention")
        for fact in found.facts
        if fact.kind == "entity"
    }

    def where(span: Span) -> object:
        return (place(span.start), place(span.end)) if ordered else fold(span.of(text))

    def who(entity: Entity | None) -> object:
        if entity is None or entity.known or entity.id not in first or not ordered:
            return thing(entity.id) if entity else None
        return where(first[entity.id])

    def key(fact: Fact) -> Key:
        q = fact.quantity
        object_ = who(fact.object) if isinstance(fact.object, Entity) else None
        places = {(where(e.span), e.role) for e in fact.evidence if e.role != "time-anchor"}
        if not ordered:
            places = {p for p in places if p[1] in {"statement", "value", "option"}}
        return (
            *(fact.kind, fact.predicate, who(fact.subject), object_, who(fact.speaker)),
            q and (value(fact, f"{q.value:f}"), q.maximum and value(fact, f"{q.maximum:f}")),
            *(q and (q.unit, q.qualifier), time(fact.time), fact.modality),
            *(tuple(name for name, _ in fact.dimension), tuple(sorted(places, key=str))),
        )

    return Counter(map(key, found.facts))


def ratio(before: Counter[Key], after: Counter[Key]) -> float:
    """Return the share of the facts that are in both, and show the others."""
    for title, rest in (("lost", before - after), ("added", after - before)):
        for key in sorted(rest, key=str):
            print(f"{title}: {key}")  # noqa: T201 - pytest shows it where the ratio is too low
    return (before & after).total() / max(before.total(), after.total(), 1)


def changed(text: str, before: Extraction) -> str:
    """Return an altered text; a test that would alter nothing is skipped."""
    if text == before.document.text:
        pytest.skip("there is nothing of the kind in this document")
    return text


def substituted(text: str, pattern: str, change: Callable[[re.Match[str]], str]) -> list[Edit]:
    return [(*m.span(), change(m)) for m in re.finditer(pattern, text, re.MULTILINE)]


def outside(text: str, edits: Iterable[Edit], kept: str) -> list[Edit]:
    """Return the edits that touch nothing that the pattern ``kept`` matches."""
    spans = [Span(*m.span()) for m in re.finditer(kept, text, re.MULTILINE)]
    return [e for e in edits if not any(Span(e[0], max(e[1], e[0] + 1)).overlaps(s) for s in spans)]


# Front matter, addresses, tags, marks of notes and of lists keep their own spelling.
_SYNTAX = r"\A\ufeff?---\n(?:.*\n)*?---\n|https?://[^\s)\"<>]+|<[^<>\n]*>|\[\^[^\]]*\]:?|^\s*[-*] +"


# Scripts


@every_document
def test_either_script_gives_the_same_facts_at_the_same_places(path: Path) -> None:
    opencc = pytest.importorskip("opencc", reason="OpenCC converts the scripts")
    before = original(path)
    converter = opencc.OpenCC("t2s" if before.document.language == "zh-Hant" else "s2t")

    @cache
    def other(character: str) -> str:
        form = str(converter.convert(character))
        return form if len(form) == 1 else character

    after = extract(changed("".join(map(other, before.document.text)), before), path)
    assert ratio(keys(before), keys(after)) >= 0.97


# Figures

_NEXT_DIGIT = str.maketrans("123456789", "234567891")


@every_document
def test_other_figures_give_other_values_and_nothing_else(path: Path) -> None:
    before = original(path)
    values = {
        position
        for fact in before.facts
        for evidence in fact.evidence
        if evidence.role == "value" and fact.quantity
        for position in range(evidence.span.start, evidence.span.end)
    }
    text = "".join(
        character.translate(_NEXT_DIGIT) if position in values else character
        for position, character in enumerate(before.document.text)
    )

    def next_value(fact: Fact, number: str) -> str:
        words = "".join(e.quote for e in fact.evidence if e.role == "value")
        return number.translate(_NEXT_DIGIT) if re.search("[0-9]", words) else number

    assert ratio(keys(before, value=next_value), keys(extract(changed(text, before), path))) >= 0.97


# Names

_PERSONS = {
    2: "周立 方平 高海 何杰 朱平",
    3: "周子文 方成志 高立平 何永明 朱可心",
    4: "司徒子文 欧阳可心",
}
_CORES = "星安 海博 中迪 元方 北青"
_VOWELS, _CONSONANTS = "aeiou", "bdfglmnprstv"
_FROM, _TO = _VOWELS + _CONSONANTS, f"{_VOWELS[1:]}a{_CONSONANTS[1:]}b"
_LETTERS = str.maketrans(_FROM + _FROM.upper(), _TO + _TO.upper())


def renamings(found: Extraction) -> Iterator[tuple[str, str]]:
    """Yield what is to be replaced, and by what: people, and the cores of firms' names."""
    persons = {length: cycle(names.split()) for length, names in _PERSONS.items()}
    cores = cycle(_CORES.split())
    for fact in found.facts:
        name, curie = fact.subject.name, fact.subject.types[0]
        if fact.kind != "entity" or fact.subject.known:
            continue
        if curie == "kg:Person" and re.fullmatch("[\u4e00-\u9fff]{2,4}", name):
            yield name, next(persons[len(name)])
        elif curie in {"kg:Firm", "kg:StartUp"} and re.fullmatch("[A-Z][A-Za-z]{4,}", name):
            yield name, name.translate(_LETTERS)
        elif curie in {"kg:Firm", "kg:StartUp"} and re.match("[\u4e00-\u9fff]{6,}", name):
            yield name[:2], next(cores)


@every_document
def test_facts_follow_people_and_firms_that_are_renamed(path: Path) -> None:
    before = original(path)
    pairs = dict(renamings(before))
    names = sorted(pairs, key=len, reverse=True)
    pattern = "|".join(map(re.escape, names)) or r"(?!)"
    text = re.sub(pattern, lambda match: pairs[match[0]], before.document.text)
    assert ratio(keys(before), keys(extract(changed(text, before), path))) >= 0.97


_SWAPS = {
    "深圳": ("广州", "廣州", "id/guangzhou"),
    "上海": ("北京", "北京", "id/beijing"),
    "新加坡": ("俄罗斯", "俄羅斯", "id/russia"),
    "Shenzhen": ("Hangzhou", "Hangzhou", "id/hangzhou"),
    "Hong Kong": ("Guangdong", "Guangdong", "id/guangdong"),
}


@every_document
def test_facts_follow_a_known_place_that_another_replaces(path: Path) -> None:
    before = original(path)
    hant = before.document.language == "zh-Hant"
    edits, ids = [], {}
    for fact in before.facts:
        for evidence in fact.evidence:
            swap = _SWAPS.get(fold(evidence.quote))
            if swap and fact.kind == "entity" and fact.subject.known:
                edits.append((evidence.span.start, evidence.span.end, swap[hant]))
                ids[fact.subject.id] = swap[2]
    altered = Altered.of(before.document.text, edits)
    expected = keys(before, place=altered.place, thing=lambda name: ids.get(name, name))
    assert ratio(expected, keys(extract(changed(altered.text, before), path))) >= 0.9


# Layout

_ITEM = re.compile(r"^[-•*] (?P<share>[0-9.]+%)(?:\*\*)? +(?P<option>.+)$", re.MULTILINE)


def answers(found: Extraction) -> Counter[Key]:
    return Counter(
        (f"{fact.quantity.value:f}", fold(dict(fact.dimension).get("option", "")))
        for fact in found.facts
        if fact.quantity and fact.predicate == "kg:responseShare"
    )


_STYLES = {
    "* {share} {option}": "",
    "- {share}** {option}": "",
    "- **{share}** {option}": "",
    "- {number} % {option}": "",
    "{option}（{share}）": "",
    "- {option} ({share})": "",
    "| {option} | {share} |": "",
    "• {option}：{share}": "",
    "| {share} | {option} |": "an option that is an amount is taken for the figure of its row",
}
_LISTS = [path for path in _FILES if _ITEM.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("path", "style"),
    [
        pytest.param(
            path,
            style,
            id=f"{path.name} {style}",
            marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else [],
        )
        for style, reason in _STYLES.items()
        for path in _LISTS
        if path in _OWN or style.startswith(("- **", "| {option"))
    ],
)
def test_answers_of_a_survey_may_be_listed_in_any_style(path: Path, style: str) -> None:
    before = original(path)

    def restyled(match: re.Match[str]) -> str:
        number = match["share"].removesuffix("%")
        return style.format(share=match["share"], option=match["option"], number=number)

    text = _ITEM.sub(restyled, before.document.text)
    if style.startswith("|"):
        header = style.format(share="比例", option="選項") + "\n|---|---|\n"
        text = re.sub(r"(?:^\|.*%.*\|\n)+", lambda rows: header + rows[0], text, flags=re.MULTILINE)
    assert ratio(answers(before), answers(extract(text, path))) >= 0.97


def _full_width(text: str) -> list[Edit]:
    edits = substituted(text, "[0-9]", lambda match: chr(ord(match[0]) + 0xFEE0))
    return outside(text, edits, _SYNTAX)


def _blank_before_unit(text: str) -> list[Edit]:
    return outside(
        text, substituted(text, "(?<=[0-9])(?=[万萬亿億個个家所間间名])", lambda _: " "), _SYNTAX
    )


def _no_break_spaces(text: str) -> list[Edit]:
    return outside(text, substituted(text, r"(?<=\S) (?=\S)", lambda _: "\u00a0"), _SYNTAX)


def _from_windows(text: str) -> list[Edit]:
    mark = [] if text.startswith("\ufeff") else [(0, 0, "\ufeff")]
    return [*mark, *substituted(text, r"(?<!\r)\n", lambda _: "\r\n")]


@every_document
@pytest.mark.parametrize(
    "spelling", [_full_width, _blank_before_unit, _no_break_spaces, _from_windows]
)
def test_spelling_of_blanks_breaks_and_digits_makes_no_difference(
    path: Path, spelling: Callable[[str], list[Edit]]
) -> None:
    before = original(path)
    altered = Altered.of(before.document.text, spelling(before.document.text))
    expected = keys(before, place=altered.place)
    assert ratio(expected, keys(extract(changed(altered.text, before), path))) >= 0.97


# Dates

_YEAR = r"(?<![\d,.])(?:19|20)\d\d(?![\d%]|[,.]\d|\s?[万萬亿億家名人])"
_FISCAL = rf"({_YEAR})([-–/])(\d\d)(?![\d\-–/月])"
_YEARS = 4


def later(text: str) -> str:
    def both(match: re.Match[str]) -> str:
        if int(match[3]) != (int(match[1]) + 1) % 100:
            return match[0]
        return f"{int(match[1])}{match[2]}{(int(match[3]) + _YEARS) % 100:02}"

    return re.sub(_YEAR, lambda match: str(int(match[0]) + _YEARS), re.sub(_FISCAL, both, text))


@every_document
def test_times_follow_when_all_years_are_later(path: Path) -> None:
    before = original(path)
    after = extract(changed(later(before.document.text), before), path)
    assert ratio(keys(before, time=later), keys(after)) >= 0.97


# Order

_ASIDE = "天色已晚，街上行人渐渐稀少，远处传来几声犬吠。"


@every_document
def test_an_unrelated_paragraph_changes_no_other_fact(path: Path) -> None:
    before = original(path)
    text = before.document.text
    heading = re.search(r"\n\n(?=##)", text)
    edits = [(heading.end(), heading.end(), f"{_ASIDE}\n\n")] if heading else []
    if path.suffix == ".md" or heading:
        edits.append((len(text), len(text), f"\n\n{_ASIDE}\n"))
    else:
        edits.append((len(text), len(text), "\n\n\n\n謝謝\n"))
    altered = Altered.of(text, edits)
    assert ratio(keys(before, place=altered.place), keys(extract(altered.text, path))) >= 0.97


@every_document
def test_sections_may_come_in_any_order(path: Path) -> None:
    before = original(path)
    head, *sections = re.split(r"^(?=#{2,3} )", before.document.text, flags=re.MULTILINE)
    if len(sections) < 3:
        pytest.skip("the document has no sections")
    text = "".join([head, *reversed(sections[:-1]), sections[-1]])
    assert ratio(keys(before, ordered=False), keys(extract(text, path), ordered=False)) >= 0.95
