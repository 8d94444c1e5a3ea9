"""Of what the figures of a work plan are: its place, what a task sets up, the task itself."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subjects(text: str) -> dict[str, str]:
    """Return value → thing that it is of."""
    facts = extractor().extract(read(text.encode(), "test.md")).facts
    return {f"{f.quantity.value:f}": f.subject.name for f in facts if f.quantity}


PLAN = """# 北湾市低空经济工作方案（2026—2028年）

北湾市人民政府办公室

2026年3月9日

## 一、总体目标

2025年，全市渔业营业收入48亿元；规模以上企业143家，其中国家级专精特新企业19家。\
但对标广州、苏州，飞控芯片本地配套率不足35%。

到2028年，全市渔业营业收入突破80亿元，无人机产量达到10万架，新增持证飞手1.5万人。

## 二、重点任务

### （一）实施整机强链行动

1. 支持载人飞行器研发。对首台（套）产品按销售价格的30%给予奖励，单个企业每年\
最高800万元。（责任单位：市财政局）

2. 引进领军人才。对新引进的创新创业团队，择优给予700万元资助；对全职引进\
的总设计师，连续三年每年发放津贴24万元。（责任单位：市科学技术局）

3. 扩大人才供给。建设“飞匠学院”8所，每所一次性补助600万元。（责任单位：市教育局）

4. 强化安居保障。面向低空企业提供人才公寓4,200套，租金不高于市场价的六成。\
（责任单位：市住房局）
"""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("143", "北湾市"),  # not the cities that it is compared with
        ("19", "北湾市"),
        ("35", "北湾市"),
        ("100000", "北湾市"),
        ("15000", "北湾市"),
        ("30", "支持载人飞行器研发"),
        ("8000000", "支持载人飞行器研发"),
        ("7000000", "引进领军人才"),
        ("240000", "引进领军人才"),
        ("8", "飞匠学院"),
        ("6000000", "飞匠学院"),
        ("4200", "人才公寓"),
        ("60", "人才公寓"),
    ],
)
def test_a_plan_tells_of_its_place_then_of_its_tasks(value: str, expected: str) -> None:
    assert subjects(PLAN)[value] == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "# 青年行動計畫\n\n## 具體措施\n\n"
            "1. 補助設備汰換。每店最高補助12萬元，審查期間14天。（主責單位：區公所經建課）\n",
            "14",
            "補助設備汰換",
        ),
        (
            "# University Strategy\n\n## Priority 2: Students\n\n"
            "1. Widen access. Awards of up to £3,000 each. (Lead: Registrar's Office)\n",
            "3000",
            "Widen access",
        ),
        # the number of an article is no part of its task, and a work in quotes is told of
        (
            "# 松涛区人才方案\n\n## 第二章 主要任务\n\n"
            "第八条　深化开放合作。每年互派技师50名。（责任单位：区外事办）\n",
            "50",
            "深化开放合作",
        ),
        (
            "# 松涛区人才方案\n\n## 第二章 主要任务\n\n"
            "第三条　引进名师。实施“春晖”专项，每年引进名师20名。（责任单位：区教育局）\n",
            "20",
            "春晖",
        ),
        # with whose help it is done is not of whom it is told
        (
            "# 松涛区人才方案\n\n## 第二章 主要任务\n\n"
            "第五条　培养技师。依托松涛职业学院，每年培训技师300人次。（责任单位：区教育局）\n",
            "300",
            "培养技师",
        ),
        # a thing with a name in the sentence comes first
        (
            "# 青年行動計畫\n\n## 具體措施\n\n"
            "1. 补齐短板。北湾大学招收学员120人。（责任单位：市教育局）\n",
            "120",
            "北湾大学",
        ),
        # a report in the name of a place sums up under a heading what the place has done
        (
            "# 北湾市政府工作报告\n\n北湾市人民政府\n\n## 一、2025年工作回顾\n\n"
            "1. 办好民生实事。新增停车位8000个。\n",
            "8000",
            "北湾市",
        ),
    ],
)
def test_the_task_stands_behind_what_is_named(text: str, value: str, expected: str) -> None:
    assert subjects(text)[value] == expected
