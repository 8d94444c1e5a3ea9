"""A name at the head of a paragraph or of an item is what the rest of it tells of."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def figures(text: str) -> dict[str, str]:
    """Return the name of what each figure of a text is of, by the words of the figure."""
    return {
        shown.quote: fact.subject.name
        for fact in extractor().extract(read(text.encode(), "note.md")).facts
        if fact.quantity
        for shown in fact.evidence
        if shown.role == "value"
    }


_ITEMS = """# 澜江渔业简报

## 重点工作

1. **“掌灯人”轮训计划**。从2026年4月起实施，三年内培训轮机员1,300名，每人补助1.4万元。
2. **渔货冷链追溯平台**。对新入驻的企业给予补贴，期限不超过六年。预计惠及2,700人。

“渔港卡”。2021年10月由市民政局推出，到2025年6月末累计发卡41.3万张。

- 澜江海事学院：由市教育局主办
- 每年培训 1,250人；学费补助最高 5万元
- 返乡奖励金：设籍深圳、任职满3年者发给 7万元

- 潮声扶持金
  规模 23亿元
  管理人：河川创投
"""


def test_the_name_that_leads_an_item_or_a_paragraph_is_what_its_figures_are_of() -> None:
    found = figures(_ITEMS)
    assert "“掌灯人”轮训计划" in {found["1,300名"], found["1.4万元"]}
    assert {found["不超过六年"], found["2,700人"]} == {"渔货冷链追溯平台"}
    assert found["41.3万张"] == "“渔港卡”"
    assert found["7万元"] == "返乡奖励金"
    assert found["23亿元"] == "潮声扶持金"


def test_an_item_that_begins_with_what_is_done_goes_on_with_the_one_before() -> None:
    found = figures(_ITEMS)
    assert {found["1,250人"], found["最高 5万元"]} == {"澜江海事学院"}


def test_a_body_that_leads_a_paragraph_does_not_report_on_the_survey() -> None:
    text = "# 澜江市养老需求调查报告\n\n受访者中，41%独居。\n\n"
    text += "澜江健康养老学院。2018年由市民政局开办，开设专业6个，在校生1,470人。\n"
    found = figures(text)
    assert {found["6个"], found["1,470人"]} == {"澜江健康养老学院"}


def test_bold_words_that_name_a_thing_lead_an_english_paragraph() -> None:
    text = "# Trades\n\n**The Dock guild.** Apprentices rotate every five months. It costs £14,300."
    assert figures(f"{text}\n")["five months"] == "Dock guild"


@pytest.mark.parametrize(
    "lead", ["今年是“十五五”规划开局之年", "支持渔民转产", "宋岚", "加强组织领导"]
)
def test_a_clause_a_task_and_a_person_lead_nothing(lead: str) -> None:
    assert lead not in figures(f"# 简报\n\n{lead}。新增床位320张。\n").values()


@pytest.mark.parametrize(
    "text",
    ["“质量第一”。公司现有员工300人。", "「講好故事」。公司現有員工300人。",
     "Happy New Year. The centre has 40 staff.", "Our Next Steps. We will hire 40 staff."],
)  # fmt: skip
def test_a_motto_and_a_greeting_lead_nothing(text: str) -> None:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    held = {fact.subject.name for fact in facts if fact.quantity}
    assert not held & {"“质量第一”", "「講好故事」", "Happy New Year", "Next Steps"}
