"""What tables are of whose rows and columns name only measures and times."""

import pytest

from tests.test_table_forms import cells

_YEARS = (
    "年度　　　產值(億元)　　廠商數(家)\n111年　　　　22　　　　　　98\n"
    "112年　　　　41　　　　　 127\n"
    "113年　　　　76　　　　　 176\n"
)
_ENGLISH = "|  | 2023 | 2024 |\n|---|---|---|\n| Members | 120 | 140 |\n| Boats | 30 | 36 |\n"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (f"# 新聞稿\n\n表一　我國漁船產業概況\n\n{_YEARS}", "我國漁船產業"),
        (f"# News\n\n**Table 2. Harbours of Malta**\n\n{_ENGLISH}", "Malta"),
        (
            f"# News\n\nThe Loom Charter was set up in 2019. The figures of the past two years are"
            f" set out in the table below:\n\n{_ENGLISH}",
            "Loom Charter",
        ),
    ],
)
def test_a_table_is_of_its_caption_or_of_the_text_before(text: str, subject: str) -> None:
    found = cells(text)
    assert found
    assert {fact.subject.name for fact in found} == {subject}


def test_rows_of_things_keep_them() -> None:
    text = "# News\n\n**Table 2. Ports of Malta**\n\n| Port | 2023 | 2024 |\n|---|---|---|\n"
    found = cells(f"{text}| Lagos | 12 | 13 |\n| Mombasa | 9 | 8 |\n")
    assert {fact.subject.name for fact in found} == {"Lagos", "Mombasa"}


def test_a_head_that_is_a_year_of_the_republic_is_a_time() -> None:
    found = cells(f"# 新聞稿\n\n表一　我國漁船產業概況\n\n{_YEARS}")
    assert {fact.time for fact in found} == {"2022", "2023", "2024"}
    assert all(not fact.dimension for fact in found)
