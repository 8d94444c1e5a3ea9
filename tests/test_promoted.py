"""Projects under a title that says who promotes them: each ends with its sector in brackets."""

import pytest

from kg.extraction.extractor import Extractor
from kg.reading.reader import read


def projects(text: str, extractor: Extractor) -> set[tuple[str, str, str]]:
    facts = extractor.extract(read(text.encode(), "slides.md")).facts
    return {
        (fact.subject.name, getattr(fact.object, "name", ""), dict(fact.dimension)["industry"])
        for fact in facts
        if fact.rule == "promoted-projects" and fact.kind == "relation"
    }


def test_lines_of_one_block_are_projects_of_their_own(extractor: Extractor) -> None:
    """A line without a sector goes on in the next one."""
    text = (
        "# 港灣研究所推動產業發展\n\n"
        "智能倉庫調度系統\n（物流業）\n客服助理（酒店業）\n舊區導賞應用\n多語版（旅遊業）\n"
    )
    who = "港灣研究所"
    assert projects(text, extractor) == {
        (who, "智能倉庫調度系統", "物流業"),
        (who, "客服助理", "酒店業"),
        (who, "舊區導賞應用多語版", "旅遊業"),
    }


def test_the_titles_of_press_and_slides_say_who_it_is(extractor: Extractor) -> None:
    text = "Leeds City Council backs pilot projects\n\nRemote booking (transport sector)\n"
    assert {each[1:] for each in projects(f"# {text}", extractor)} == {
        ("Remote booking", "transport sector")
    }


@pytest.mark.parametrize(
    "text",
    [
        "# 港灣研究所年報\n\n客服助理（酒店業）\n",  # nobody promotes anything
        "# 港灣研究所推動產業發展\n\n客服助理（第二期）\n",  # no sector
        "# 某人推動產業發展\n\n客服助理（酒店業）\n",  # no known body
    ],
)
def test_brackets_alone_make_no_project(text: str, extractor: Extractor) -> None:
    assert projects(text, extractor) == set()
