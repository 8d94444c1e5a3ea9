"""What the clause of a figure is about where nothing that has a name is offered."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subject(text: str, value: str) -> str:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.txt")).facts
    found = [f for f in facts if f.quantity and f"{f.quantity.value:f}" == value]
    assert len(found) == 1, [f.quantity for f in facts]
    return found[0].subject.name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # The subject of its verb, without its determiner and what stands behind it.
        ("The orchard school has room for 48 boarders.", "48", "orchard school"),
        ("Each beekeeper in the hills receives a stipend of €700.", "700", "beekeeper"),
        ("The orchard school offers 31 lessons and has 12 full-time tutors.", "12",
         "orchard school"),
        # What those counted have to do with.
        ("By May 310 bakers have joined the flour scheme.", "310", "flour scheme"),
        ("Last year 77 bakers took part in the voucher.", "77", "voucher"),
        ("Last autumn 77 coaches called at the Northport Research Centre.", "77",
         "Northport Research Centre"),
        # Those of whom a share is told, and those who are wanted.
        ("Of the 52 bakers asked, 38% own an oven.", "38", "bakers asked"),
        ("By 2031 the government wants 900 more nurses.", "900", "nurses"),
        # The same in Chinese: the whole place, the kind of thing, any one of a kind, the group.
        ("2031年，全县新增养蜂场42处。", "42", "全县"),
        ("該計劃首年撥款3億元。", "300000000", "計劃"),
        ("该厂雇用450人，设有食堂。", "450", "厂"),
        ("養蜂課程費用全免，名額36個。", "36", "養蜂課程"),
        ("试点将扩展至35个村。", "35", "试点"),
        ("每名面點師可獲津貼8000元。", "8000", "面點師"),
        ("对养蜂人每人补贴3000元。", "3000", "养蜂人"),
        ("有七成面包师计划在两年内添置烤炉。", "70", "面包师"),
        ("預計2031年將欠缺900名養蜂人。", "900", "養蜂人"),
    ],
)  # fmt: skip
def test_a_common_noun_is_the_subject(text: str, value: str, name: str) -> None:
    assert subject(text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # What has a name is the subject sooner.
        ("The Harp Bursary Scheme began in 2019. The scheme has cost £3 million.", "3000000",
         "Harp Bursary Scheme"),
        ("The Harp Bursary Scheme is new. In all 310 pupils have joined the scheme.", "310",
         "Harp Bursary Scheme"),
        # Who is only pointed to is none.
        ("It is worth £3 million.", "3000000", "note.txt"),
        # 全部 is no place, and 計劃 may be a verb.
        ("全部收益為300萬元。", "3000000", "全部收益"),
        ("計劃新增300張床位。", "300", "床位"),
    ],
)  # fmt: skip
def test_it_is_not_where_there_is_a_name_or_no_noun(text: str, value: str, name: str) -> None:
    assert subject(text, value) == name
