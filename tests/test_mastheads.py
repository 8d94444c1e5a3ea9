"""Who issued a document, who made it and when, in the forms that a masthead takes."""

from collections.abc import Sequence

import pytest

from kg.extraction.metadata import cover, period, statements
from kg.extraction.passages.passage import Passage, passages
from kg.reading.reader import read

FORMS = [
    (
        "海灣創業潮\n"
        "\n"
        "2026-03-22　04:10　南岸日知報　記者游以晴、楊仲堯／海灣專題報導\n"
        "\n"
        "港口的人多了起來。他們說不出為甚麼。\n",
        {"issued": ["2026-03-22"], "creator": ["游以晴", "楊仲堯"]},
    ),
    (
        "# Quay Prices\n"
        "\n"
        "**Research Note No. 4 | Baltic Centre for Trade Studies | by Anna Vik**\n"
        "\n"
        "Prices fell last year. They may rise.\n",
        {"publisher": ["Baltic Centre for Trade Studies"], "creator": ["Anna Vik"]},
    ),
    (
        "# 港口的下一步\n"
        "\n"
        "**海灣經濟學會 研究報告第12號**\n"
        "2025年1月15日\n"
        "\n"
        "港口去年增長。今年也會增長，我們相信。\n",
        {"publisher": ["海灣經濟學會"], "issued": ["2025-01-15"]},
    ),
    (
        "# 河谷三日行\n"
        "\n"
        "河谷風景區管理處 編印 | 2025年春季版\n"
        "\n"
        "河谷在山下，風景很好。大家都來。\n",
        {"publisher": ["河谷風景區管理處"]},
    ),
    (
        "北湾市智慧港口平台采购公告\n"
        "\n"
        "采购人：北湾市港务局\n"
        "采购代理机构：北湾汇诚招标有限公司\n"
        "发布日期：2025年5月20日\n"
        "\n"
        "一、项目基本情况\n"
        "本项目不接受联合体投标。\n",
        {"publisher": ["北湾市港务局", "北湾汇诚招标有限公司"], "issued": ["2025-05-20"]},
    ),
    (
        "江口造船人：一艘电动渡轮的诞生\n"
        "\n"
        "海岬观察网 记者 何敏 实习生 林嘉\u30002025-11-20 07:42\n"
        "\n"
        "早上七点，船厂的灯亮了。工人们已经到了。\n",
        {"publisher": ["海岬观察网"], "issued": ["2025-11-20"], "creator": ["何敏", "林嘉"]},
    ),
    (  # a notice broken into lines, and what it sends out
        "北湾市人民政府办公室文件\n"
        "\n"
        "北府办〔2026〕11号\n"
        "\n"
        "北湾市人民政府办公室关于印发\n"
        "北湾市低空经济工作方案\n"
        "（2026—2028年）的通知\n"
        "\n"
        "各区人民政府：\n"
        "\n"
        "《北湾市低空经济工作方案（2026—2028年）》已经市政府常务会议同意，现印发给你们，请认真贯彻执行。\n"
        "\n"
        "北湾市低空经济工作方案（2026—2028年）\n"
        "\n"
        "一、总体目标\n"
        "\n"
        "到2028年，全市低空经济营业收入突破80亿元。\n",
        {"title": ["北湾市低空经济工作方案（2026—2028年）"]},
    ),
    (
        "谁来守护老电梯\n"
        "\n"
        "北湾在线 记者 周宁 2024-03-08 09:10\n"
        "\n"
        "老电梯要有人修。修的人却越来越少了。\n",
        {"publisher": ["北湾在线"], "issued": ["2024-03-08"], "creator": ["周宁"]},
    ),
    (
        "BUDGET SPEECH 2025\n"
        "Delivered to the House by the Minister of Finance, Ms Ruth Bello, on 6 November 2024\n"
        "\n"
        "1. I rise to present the Budget. It is a good one, and we are proud of it.\n",
        {"issued": ["2024-11-06"], "creator": ["Ruth Bello"]},
    ),
    (
        "Harbour Finance\n"
        "From pilot to market\n"
        "Ingrid Solheim, Director of Policy, Quay Authority\n"
        "Nordic Port Week, 12 June 2025\n"
        "\n"
        "--- Page 2 ---\n"
        "Where we are\n",
        {"issued": ["2025-06-12"], "creator": ["Ingrid Solheim"]},
    ),
    (
        "UNIVERSITY OF THE FJORDS\n"
        "Minutes of the Council, held on Wednesday 5 February 2025 at 2.00 pm in the Hall\n"
        "\n"
        "Present: Ann Berg\n"
        "\n"
        "1. Minutes. The minutes were approved.\n",
        {"issued": ["2025-02-05"], "publisher": ["UNIVERSITY OF THE FJORDS"]},
    ),
    (
        "海濱園區管理局 第8次審議會議紀錄\n"
        "\n"
        "時間：中華民國113年12月18日（星期三）下午2時\n"
        "地點：園區管理局101會議室\n"
        "主席：王大明局長\n"
        "\n"
        "壹、主席致詞\n"
        "大家好。今天開會。\n",
        {"issued": ["2024-12-18"]},
    ),
    (
        "港產船隊往哪裡去？\n"
        "\n"
        "文/記者 譚雅詩 高雄報導\n"
        "2024-08-11 《海灣日報》A6版\n"
        "\n"
        "船隊走了。大家都很難過，也不知道怎麼辦。\n",
        {"creator": ["譚雅詩"], "issued": ["2024-08-11"], "publisher": ["海灣日報"]},
    ),
    (
        "山城电池新政\n"
        "\n"
        "山城观察记者 罗小鸣 实习生 陈晓彤 成都报道\n"
        "2025年4月9日\n"
        "\n"
        "电池多了。大家都在回收，也有人不回收。\n",
        {"creator": ["罗小鸣", "陈晓彤"], "issued": ["2025-04-09"]},
    ),
    (
        "专访海城大学校长郑文：我们不急\n"
        "\n"
        "《高教观察》杂志 2025年第3期 采写/方圆\n"
        "\n"
        "编者按：海城大学是一所新大学。它不急。\n",
        {"creator": ["方圆"], "publisher": ["高教观察"]},
    ),
    (
        "海灣市政府新聞稿\n"
        "發布單位：海洋局\n"
        "發布日期：114年4月25日\n"
        "\n"
        "最大運維港 海灣港今啟用\n"
        "\n"
        "市長今日啟用海灣港。大家都很高興。\n",
        {
            "title": ["最大運維港 海灣港今啟用"],
            "issued": ["2025-04-25"],
            "publisher": [
                "海灣市政府",
                "海洋局",
            ],  # whose release it is, and the unit that issues it
        },
    ),
    (
        "# Ports at Work\n"
        "\n"
        "*Port and Energy Review, 12 May 2025. By Hanna de Wit*\n"
        "\n"
        "Ports work. They do.\n",
        {
            "issued": ["2025-05-12"],
            "creator": ["Hanna de Wit"],
            "publisher": ["Port and Energy Review"],
        },
    ),
    (
        "Ports at Work\nDate: 12-Mar-2025\nIssued by: Quay Authority\n\nPorts work. They do.\n",
        {"issued": ["2025-03-12"], "publisher": ["Quay Authority"]},
    ),
    (
        "Quay Authority opens second berth\n"
        "\n"
        "OSLO, 14 March 2025 – The Oslo Quay Authority (OQA) today opened a second berth.\n"
        "\n"
        "Media contact: Ann Berg, press@oqa.example\n",
        {"issued": ["2025-03-14"], "publisher": ["Oslo Quay Authority"]},
    ),
    (
        "# 河城养老调查\n"
        "\n"
        "河城大学社会研究所 · 2025年1月\n"
        "课题负责人：林小雨\n"
        "\n"
        "河城老了。大家都在问怎么办，也没有答案。\n",
        {"publisher": ["河城大学社会研究所"], "issued": ["2025-01"], "creator": ["林小雨"]},
    ),
    (
        "# River Town Survey\n"
        "\n"
        "Prepared for the River Council by Ipsen Research\n"
        "Published 3 April 2025\n"
        "\n"
        "River town is old. Everyone asks what to do, and nobody knows.\n",
        {"issued": ["2025-04-03"], "creator": ["Ipsen Research"]},
    ),
    (
        "Ports at Work\n"
        "Briefing by the Oslo Quay Authority\n"
        "Presented at the Nordic Port Forum, Bergen, 3 May 2025\n"
        "\n"
        "Ports work. They do.\n",
        {"issued": ["2025-05-03"], "creator": ["Oslo Quay Authority"]},
    ),
    (
        "REQUEST FOR PROPOSALS: Shore power\n"
        "Contracting authority: Oslo Quay Authority\n"
        "Date of publication: 20/05/2025\n"
        "\n"
        "The authority wants shore power. Bids are due on 30 June 2025.\n",
        {"publisher": ["Oslo Quay Authority"], "issued": ["2025-05-20"]},
    ),
    (
        "# 关于港口工作的报告\n"
        "——2025年1月15日在海城市第三届人民代表大会第二次会议上\n"
        "\n"
        "海城市市长 李明远\n"
        "\n"
        "各位代表：现在我报告工作。请审议。\n",
        {"issued": ["2025-01-15"], "creator": ["李明远"]},
    ),
    (
        "# Ocean Forum\n"
        "\n"
        "Date: 12 June 2026\n"
        "Time: 09:00-17:00\n"
        "Venue: Quay Hall\n"
        "\n"
        "Join us at the forum. All are welcome to it.\n",
        {"issued": []},
    ),
    (
        "# 港口新規\n\n報名截止：2025年6月30日\n\n大家快來報名。名額有限，先到先得。\n",
        {"issued": []},
    ),
    (
        "# Ports\n\nNext meeting, 3 May 2026\n\nPorts work. They do.\n",
        {"issued": []},
    ),
    (
        "# Ports\n\nThe Quay Act was passed on 3 May 2019\n\nPorts work. They do.\n",
        {"issued": []},
    ),
    (
        "# 港口\n\n海港局於2019年5月3日成立\n\n港口在海邊。大家都在港口工作。\n",
        {"issued": [], "publisher": []},
    ),
]
"""A document, and all that it says under some properties (``dct:``)."""


def told(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in statements.find(passages(read(text.encode(), "a.md")), lambda _: None):
        found.setdefault(fact.predicate.removeprefix("dct:"), []).append(str(fact.object))
    return found


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_masthead_tells_of_its_document(text: str, expected: dict[str, list[str]]) -> None:
    found = told(text)
    assert {key: sorted(set(found.get(key, []))) for key in expected} == {
        key: sorted(values) for key, values in expected.items()
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("采购人：北湾市港务局", ["北湾市港务局"]),
        ("Contracting authority: Oslo Quay Authority", ["Oslo Quay Authority"]),
        ("采购人应当公开。", []),
    ],
)
def test_who_calls_for_tenders_issues_the_notice(line: str, expected: list[str]) -> None:
    text = f"# Notice 公告\n\nLamps are old. They go.\n\n一、概况\n\n{line}\n预算：3万元\n"
    assert told(text).get("publisher", []) == expected


@pytest.mark.parametrize("day", ["12.03.2025", "12-Mar-2025", "2025-03-12", "12 March 2025"])
def test_a_day_in_numbers_is_read_as_the_day_of_issue(day: str) -> None:
    assert told(f"# Ports at Work\n\nPublished: {day}\n\nPorts work. They work.\n")["issued"] == [
        "2025-03-12"
    ]


def test_the_cover_is_searched_for_a_title_once_a_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[int] = []

    def noted(texts: Sequence[Passage]) -> Passage | None:
        searched.append(len(texts))
        return best(texts)

    best = cover._best
    monkeypatch.setattr(cover, "_best", noted)
    texts = passages(read(b"Ports at Work\n\n3 May 2025\n\nPorts work. They do.\n", "a.txt"))
    statements.find(texts, lambda _: None)
    statements.document_entity(texts[0].document, texts)
    period.reported(texts)
    assert len(searched) == 1
    other = passages(read(b"Piers at Rest\n\nPiers rest. They do.\n", "b.txt"))
    assert statements.document_entity(other[0].document, other).name == "Piers at Rest"
