"""Years that begin the lines of a timeline."""

import pytest

from kg.extraction.metadata import timelines
from kg.extraction.passages.passage import passages
from kg.model.document import Block, BlockKind, Document
from kg.model.span import Span
from kg.reading.reader import read
from tests.extracting import extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015  《港口條例》施行", ["2015"]),
        ("2019: The port opens", ["2019"]),
        ("2031 – Aire Dock closes", ["2031"]),
        ("1998·漁港啟用", ["1998"]),
        ("2015 firms took part", []),
        ("2015  1,240  3.5%", []),
        ("2015年施行", []),
        ("Since 2015: growth", []),
    ],
)
def test_a_line_begins_with_a_year(text: str, expected: list[str]) -> None:
    found = timelines.years(text, [(0, len(text))])
    assert [text[mention.start : mention.end] for mention in found] == expected


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        ("2019年　松山入選試點\n2021年6月　《港口條例》施行\n2024  漁港啟用", 3),
        ("二○一九年　松山入選試點\n二○二一年六月　條例施行", 2),
        ("2019  Pilot begins\n2021  The Ports Act comes into force", 2),
        ("2019年，松山入選試點。其後於\n2021年　施行條例。", 2),
        ("2019 firms took part, and in\n2021 firms left the scheme", 1),
        ("條例施行於\n2019年　和往後\n2021年　各年", 1),
    ],
)
def test_the_entries_of_a_timeline_are_sentences_of_their_own(lines: str, sentences: int) -> None:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(lines)))
    document = Document("deck.txt", "deck", lines, "", "", "utf-8", "zh-Hans", (block,))
    (passage,) = passages(document)
    assert len(passage.sentences) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日期：115年4月21日\n\n全市113年再用率達87%。", {"87": "2024"}),
        ("日期：115年4月21日\n\n該廠已有113年歷史，再用率達87%。", {"87": "", "113": ""}),
        ("日期：2026年4月21日\n\n該橋113年間塌過兩次，再用率達87%。", {"87": "", "113": ""}),
    ],
)
def test_a_document_that_counts_in_years_of_the_republic_means_them(
    text: str, expected: dict[str, str]
) -> None:
    facts = extractor().extract(read(text.encode(), "a.txt")).facts
    found = {f"{f.quantity.value:f}": f.time for f in facts if f.quantity}
    assert {value: found.get(value) for value in expected} == expected
