"""Events announced line by line."""

from kg.extraction.layout import events
from kg.extraction.passages.passage import passages
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read

KNOWN = {"灣畔區": Entity("id/bay", (Label("灣畔區"),), ("kg:Region",))}


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def find(text: str, name: str = "deck.txt") -> list[tuple[str, str, str]]:
    document = read(text.encode(), name)
    found: list[Fact] = events.find(passages(document), KNOWN.get, mint)
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    values = [f.object.name if isinstance(f.object, Entity) else str(f.object) for f in found]
    return [(f.subject.name, f.predicate, value) for f, value in zip(found, values, strict=True)]


def test_a_block_of_lines_announces_an_event() -> None:
    text = (
        "\n\n\n海港創新日\n\n\n\n灣畔區\n\n國際潔淨能源論壇\n\n2024\n\n共創零碳碼頭\n\n"
        "2024年9月12日（星期四）\n12 September 2024 (Thursday)\n\n0930 - 1730\n\n"
        "粵語及英語\nCantonese and English\n\n海港會議中心二樓大禮堂\nGrand Hall, Harbour Centre\n"
    )
    event = "灣畔區國際潔淨能源論壇"
    assert find(text) == [
        (event, "kg:theme", "共創零碳碼頭"),
        (event, "kg:heldOn", "2024-09-12"),
        (event, "kg:timeOfDay", "0930 - 1730"),
        (event, "kg:language", "粵語及英語"),
        (event, "kg:venue", "海港會議中心二樓大禮堂"),
    ]


def test_labels_are_no_part_of_the_details() -> None:
    text = (
        "# Clean Ports Forum\n\n- Date: 3 May 2024\n- Time: 2pm to 5pm\n"
        "- Venue: Pier 4\n- Language: English\n"
    )
    assert find(text, "forum.md") == [
        ("Clean Ports Forum", "kg:heldOn", "2024-05-03"),
        ("Clean Ports Forum", "kg:timeOfDay", "2pm to 5pm"),
        ("Clean Ports Forum", "kg:venue", "Pier 4"),
        ("Clean Ports Forum", "kg:language", "English"),
    ]


def test_a_date_without_details_or_without_a_name_announces_nothing() -> None:
    assert find("# Clean Ports Forum\n\n3 May 2024\n\nThe forum was quiet.\n", "a.md") == []
    assert find("# Clean ports\n\n3 May 2024\n\n0930 - 1730\n", "b.md") == []
    assert (
        find("# Ports Forum\n\nHeld on 3 May 2024 in the city hall.\n\n0930 - 1730\n", "c.md") == []
    )


def test_the_next_date_starts_another_announcement() -> None:
    text = "# Ports Forum\n\n3 May 2024\n\n4 May 2024\n\n0930 - 1730\n"
    assert [fact[2] for fact in find(text, "a.md")] == ["2024-05-04", "0930 - 1730"]


def test_details_may_stand_before_the_date_and_in_one_block() -> None:
    text = (
        "Clean Ports Forum 2025\n\nOrganiser: Harbour Skills Council\nVenue: Pier 4\n"
        "Date: 18 September 2025 (Thursday)\nTime: 2:00 pm - 5:00 pm\n\nRegister by phone.\n"
    )
    event = "Clean Ports Forum 2025"
    assert sorted(find(text, "note.txt")) == [
        (event, "kg:heldOn", "2025-09-18"),
        (event, "kg:organisedBy", "Harbour Skills Council"),
        (event, "kg:timeOfDay", "2:00 pm - 5:00 pm"),
        (event, "kg:venue", "Pier 4"),
    ]
