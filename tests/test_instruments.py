"""What applicants, places and money are of: the programme spoken of, not the body that runs it."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subjects(text: str) -> dict[str, str]:
    """Read the subject of each figure, by its value."""
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    return {f"{f.quantity.value:f}": f.subject.name for f in facts if f.quantity}


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        # Chinese, in the sentence before, in the heading, in the sentence itself
        (
            "海灣市勞工局去年推出「遠航留才計劃」。勞工局至今已有213人提出申請。",
            "213",
            "遠航留才計劃",
        ),
        (
            "# 通告\n\n## 「青禾資助計劃」的進展\n\n本年3月，運輸署共批出36個名額。",
            "36",
            "青禾資助計劃",
        ),
        # what a product costs, what it can do and who uses it, not whose it is
        (
            "海湾市明岳科技有限公司今年5月推出导航眼镜“看路”，售价1,999元，配合残联发放。",
            "1999",
            "看路",
        ),
        (
            "東灣造船公司上月發布無人機「海燕」，航程120公里，定價58萬元。",
            "120",
            "海燕",
        ),
        (
            "Norlys Marine AB unveiled the ferry Havsvala in May. It carries up to 300 passengers.",
            "300",
            "Havsvala",
        ),
        (
            "東灣造船公司上月發布無人機「海燕」。公司現有員工230人。",
            "230",
            "東灣造船公司",
        ),
        # a policy that is called after the number of its articles
        (
            "2024年3月，海湾高新区出台“智能船舶十条”，对首年认证费用补贴50%，单家上限500万元。",
            "5000000",
            "智能船舶十条",
        ),
        (
            "实施“海匠”工程，支持北湾大学设立学院，每年培养技师不低于1500名。",
            "1500",
            "“海匠”工程",
        ),
        # English
        (
            "The Harbour Skills Scheme opened. The University of Northport has made 85 awards.",
            "85",
            "Harbour Skills Scheme",
        ),
        # of those counted
        ("至今约300家企业报名参加“青禾创业计划”。", "300", "“青禾创业计划”"),
        (
            "The ministry said on Friday that 900 nurses had joined the Harbour Skills Scheme.",
            "900",
            "Harbour Skills Scheme",
        ),
    ],
)
def test_programmes_have_their_applicants_and_places(text: str, value: str, expected: str) -> None:
    assert expected.strip("“”") in subjects(text)[value]


@pytest.mark.parametrize(
    ("text", "value", "unexpected"),
    [
        # what is told of a body as such
        ("海灣市勞工局去年推出「遠航留才計劃」。勞工局現有員工213人。", "213", "計劃"),
        (
            "The Harbour Skills Scheme opened. The University of Northport has 85 labs.",
            "85",
            "Scheme",
        ),
        # a statement only says
        ("《2025年施政報告》發表後，運輸署批出36個名額。", "36", "施政報告"),
        # counted, but of something else
        ("300家企业设在青禾园区，另有“青禾创业计划”。", "300", "计划"),
    ],
)
def test_bodies_have_their_own_figures(text: str, value: str, unexpected: str) -> None:
    assert unexpected not in subjects(text)[value]
