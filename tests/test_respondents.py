"""Of whom a survey's shares are, and which shares of its report are no answers."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def answers(text: str) -> dict[str, tuple[str, str]]:
    """Return the group and the option of each answer of a survey's report, by its share."""
    document = read(f"# 2025年讀者調查報告\n\n{text}\n".encode(), "survey.md")
    found = [f for f in extractor().extract(document).facts if f.predicate == "kg:responseShare"]
    told = [(f, dict(f.dimension)) for f in found]
    return {
        f"{f.quantity.value:f}": (words.get("group", ""), words["option"])
        for f, words in told
        if f.quantity
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "獨居讀者中，常到夜間館的佔21.4%，高於與家人同住者的9.8%。",
            {"21.4": ("獨居讀者", "常到夜間館"), "9.8": ("與家人同住者", "常到夜間館")},
        ),
        (
            "Among night workers, 66% borrowed no book.",
            {"66": ("night workers", "borrowed no book")},
        ),
        (
            "One in three respondents had asked for a book; two thirds of those who did waited.",
            {
                "33.3333": ("respondents", "had asked for a book"),
                "66.6667": ("those who did", "waited"),
            },
        ),
        # an option ends where the share of the next begins
        (
            "Of the respondents, 58% said that they read more, 27% that they read as much and"
            " 15% that they read less.",
            {
                "58": ("respondents", "they read more"),
                "27": ("", "they read as much"),
                "15": ("", "they read less"),
            },
        ),
        ("受訪讀者來自東區、南區及離島的分別佔72%、14%和8%。", {
            "72": ("", "東區"), "14": ("", "南區"), "8": ("", "離島"),
        }),
        # no answers: of things counted, measured rates, shares of what is no group
        ("全區有自修室712處，其中近三成沒有空調。", {}),
        ("館員持證上崗率不足六成。", {}),
        ("The grant was barely half of the poverty threshold.", {}),
    ],
)  # fmt: skip
def test_a_share_is_of_those_whom_its_sentence_names(
    text: str, expected: dict[str, tuple[str, str]]
) -> None:
    assert answers(text) == expected
