"""What running text says that those who were asked chose: by the verb of the share."""

import pytest

from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.surveys import findings
from kg.extraction.surveys.polled import when_asked
from kg.model.fact import Fact
from kg.model.mention import Entity
from kg.model.terminology import Label
from kg.reading.reader import read


def mint(words: str, curie: str) -> Entity:
    return Entity(f"id/{words}", (Label(words),), (curie,))


def find(text: str) -> list[Fact]:
    document = read(f"# 碼頭 Quay\n\n{text}\n".encode(), "note.md")
    found = findings.find(passages(document), statements.document_entity(document), mint)
    for fact in found:
        assert all(e.span.of(document.text) == e.quote for e in fact.evidence)
    return [fact for fact in found if fact.predicate == "kg:responseShare"]


def answers(text: str) -> dict[str, tuple[str, str]]:
    """Return question and option of each answer, by its share."""
    told = [(f"{f.quantity.value:f}", dict(f.dimension)) for f in find(text) if f.quantity]
    return {share: (words.get("question", ""), words["option"]) for share, words in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb of choosing, then bare nouns that go on with it, then sentences that do
        (
            "Asked about the main reason for leaving, 44% of drivers named long shifts, 31% low pay"
            " and 12% poor parking. Only 6% mentioned uniforms. In the harbour, low pay was named"
            " by 52%.",
            {
                "44": ("the main reason for leaving", "long shifts"),
                "31": ("the main reason for leaving", "low pay"),
                "12": ("the main reason for leaving", "poor parking"),
                "6": ("the main reason for leaving", "uniforms"),
                "52": ("the main reason for leaving", "low pay"),
            },
        ),
        (
            "問及離開的首要原因，41%選擇「租金上漲」，22%選擇「客流減少」，選擇「年紀大」的只有9%。",
            {
                "41": ("離開的首要原因", "租金上漲"),
                "22": ("離開的首要原因", "客流減少"),
                "9": ("離開的首要原因", "年紀大"),
            },
        ),
        ("问到设施，“儿童滑梯”获46%家长选择。", {"46": ("设施", "儿童滑梯")}),
        # what was chosen, and as what
        (
            "商會四月做的調查裡，63%的外商把「簽證」列為調派不順的首要原因，比「住房」的24%高出一截。",
            {"63": ("調派不順的首要原因", "簽證"), "24": ("調派不順的首要原因", "住房")},
        ),
        ("55% of operators ranked fuel as their biggest cost.", {"55": ("biggest cost", "fuel")}),
        # any verb, where the sentence speaks of a survey
        (
            "他帶隊回訪了860名攤主，發現64%的人一年後仍在原址擺攤。只有12%的人拿到過補助。",
            {"64": ("", "一年後仍在原址擺攤"), "12": ("", "拿到過補助")},
        ),
        (
            "A poll found that 61 per cent want longer hours and 22 per cent do not.",
            {"61": ("", "want longer hours"), "22": ("", "do not")},
        ),
        # of a question line right above
        (
            "**What do pupils say?**\n\nIn our canteen poll, 83% would eat there again.",
            {"83": ("What do pupils say?", "would eat there again")},
        ),
        # a list in one line behind what was asked
        (
            "There was a survey.\n\nMain reason to stay: family 51%, friends 30%, other 19%",
            {
                "51": ("Main reason to stay", "family"),
                "30": ("Main reason to stay", "friends"),
                "19": ("Main reason to stay", "other"),
            },
        ),
        (
            "問卷調查於五月進行。\n\n圖4　最常用的渡輪：「東線」74%、「西線」26%",
            {"74": ("最常用的渡輪", "東線"), "26": ("最常用的渡輪", "西線")},
        ),
        (
            "Of the 318 yards that took part, 41% build ferries, 30% repair tugs and 9% none.",
            {"41": ("", "build ferries"), "30": ("", "repair tugs"), "9": ("", "none")},
        ),
        (
            "Of the 1,200 residents who replied, 54% backed the bridge.",
            {"54": ("", "backed the bridge")},
        ),
        # no answers: growth, costs, things, what is so without a survey
        ("Ticket sales rose 12% last year. The grant covers 60% of the cost.", {}),
        ("About 40% of the fleet was built before 1990, 30% with a loan.", {}),
        ("調查局指出，全區72%的河段已治理。增長率為5%，較去年升2個百分點。", {}),
        ("The survey found that 40% of exports went to Norway, and 12% to Sweden.", {}),
        ("Of the 318 yards in the town, 41% build ferries.", {}),
        ("Of the 318 yards that closed, 41% built ferries.", {}),
        ("Of those polled, 62% agreed. Some 15% of land was sold.", {"62": ("", "agreed")}),
        ("A poll of 40 ports showed that 15% of orders were late.", {}),
        ("A poll showed that 15% of night drivers were late.", {"15": ("", "were late")}),
        ("The survey cost 2% more. A report was named as a risk, and put growth at 3%.", {}),
        ("本科以上人员占72%，其中党员35%。", {}),
        ("問卷調查訪問了80人。\n\n預算分配：薪酬 74%，設備 26%", {}),
    ],
)
def test_a_share_is_an_answer_by_its_verb_or_its_survey(
    text: str, expected: dict[str, tuple[str, str]]
) -> None:
    assert answers(text) == expected


def test_answers_are_of_the_time_that_stands_behind_the_name_of_their_survey() -> None:
    found = find(
        "In our exit poll (204 replies, May 2025), 83% would come again. Only 4% objected."
    )
    assert [fact.time for fact in found] == ["2025-05", "2025-05"]
    assert all(any(e.role == "time" and e.quote == "May 2025" for e in f.evidence) for f in found)
    assert when_asked("The bridge (opened 2019) took 4%", 0, 32) is None


def test_those_who_chose_are_the_group_where_they_are_named() -> None:
    found = find("Asked why, 44% of night drivers named pay, and 31%的船員選擇「工時」。")
    assert [dict(fact.dimension).get("group") for fact in found][:1] == ["night drivers"]


def test_a_topic_goes_on_with_the_answers_and_who_answers_may_stand_bare() -> None:
    found = answers(
        "商會訪問了90間公司。被問到最缺的人手，57%企業選擇焊工，41%選擇文員。"
        "至於最希望政府推出的支援，54%企業希望資助培訓，38%希望簡化簽證，另有22%希望減租。"
    )
    assert found["57"] == ("最缺的人手", "焊工")
    assert found["41"] == ("最缺的人手", "文員")
    assert {found[share][0] for share in ("54", "38", "22")} == {"最希望政府推出的支援"}
    assert found["38"][1] == "希望簡化簽證"
    assert not answers("至於航道，浚深工程使38%船隻受惠。")
