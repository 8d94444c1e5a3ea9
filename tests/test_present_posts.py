"""Posts as they stand in whole documents: present ones, several of one person, of either script."""

from functools import cache

import pytest

from kg.conversion import knowledge
from kg.extraction.extractor import Extractor
from kg.model.mention import Entity
from kg.reading.reader import read

extractor = cache(lambda: Extractor(knowledge()))


def held(text: str) -> set[tuple[str, str]]:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    return {
        (f.subject.name, f.object.name if isinstance(f.object, Entity) else str(f.object))
        for f in facts
        if f.predicate in ("kg:worksFor", "kg:position")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("澄湖水務公司創辦人兼CEO邱大河說，明年會擴產。",
         {("邱大河", "創辦人"), ("邱大河", "CEO"), ("邱大河", "澄湖水務公司")}),
        ("港島印刷業聯席會議主席布天佑表示，行業需要支援。",
         {("布天佑", "主席"), ("布天佑", "港島印刷業聯席會議")}),
        ("浪云映画的联合创始人Priya Nair负责海外内容。",
         {("Priya Nair", "联合创始人"), ("Priya Nair", "浪云映画")}),
        ("松山大學水利學系副教授、澄湖研究學會理事葉庭瑄出席。",
         {("葉庭瑄", "副教授"), ("葉庭瑄", "松山大學水利學系"),
          ("葉庭瑄", "理事"), ("葉庭瑄", "澄湖研究學會")}),
        ("松山水务投资集团总经理韦承宪在会上表示，二期不再新建场地。",
         {("韦承宪", "总经理"), ("韦承宪", "松山水务投资集团")}),
        ('"Pumps fail," says Dr Maya Lind, who is chief executive of Tideline plc.',
         {("Maya Lind", "chief executive"), ("Maya Lind", "Tideline plc")}),
        ("Leeds mayor Liisa Salo signed the plan.",
         {("Liisa Salo", "mayor"), ("Liisa Salo", "Leeds")}),
        ("Dr Ana Sousa joined Kelp Partners as chief scientist in 2021.",
         {("Ana Sousa", "chief scientist"), ("Ana Sousa", "Kelp Partners")}),
        # What somebody was once, what others are, what is no post.
        ("Dr Anders Wik, a former director of the Mill Trust, agreed.", set()),
        ("Sir Alan Poe, the former head of the Mill Trust, spoke.", set()),
        ("前水務局局長李志遠出席。", set()),
        ("原澄湖水務公司總經理韋承憲出席。", set()),
        ("Dr Ana Sousa left the Mill Trust, whose chief scientist resigned.", set()),
        ("The Leeds mayor signed what Liisa Salo wrote.", set()),
    ],
)  # fmt: skip
def test_posts_are_those_that_people_hold(text: str, expected: set[tuple[str, str]]) -> None:
    assert held(text) == expected


def test_a_way_of_saying_is_not_what_is_said() -> None:
    facts = (
        extractor().extract(read("會長石敬亭說得很直白：「留不住人。」\n".encode(), "a.md")).facts
    )
    assert not [f for f in facts if f.predicate == "kg:stated" and "得很" in str(f.object)]
