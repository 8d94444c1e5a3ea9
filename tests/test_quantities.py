"""Quantities in both scripts and English."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.numbers.quantities import find
from kg.model.mention import Quantity
from kg.text.folding import fold


def quantities(text: str) -> list[Quantity]:
    """Return the meaning of every quantity in ``text``."""
    found = [mention.meaning for mention in find(fold(text))]
    return [meaning for meaning in found if isinstance(meaning, Quantity)]


def written(text: str) -> list[str]:
    """Return value, upper end and unit of every quantity, as one string each."""
    return [
        f"{q.value:f}{'' if q.maximum is None else f'..{q.maximum:f}'} {q.unit}"
        for q in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # people and things
        ("3.4万人", "34000 person"),
        ("38 day care centres", "38 centre"), ("a 12 month programme", "12 month"),
        ("3个国家级旅游度假区", "3 item"), ("6 000張服務券", "6000 voucher"),
        ("主要有三块", "3 item"),
        ("20個會議室", "20 room"), ("3.1 Million people", "3100000 person"),
        ("3.5 GW", "3.5 gigawatt"), ("2.5 Mt of grain", "2500000 tonne"),
        ("First harvest: 96 tonnes", "96 tonne"), ("the second contest drew 8 boats", "8 boat"),
        ("18 ktCO2e a year", "18000 tonne of CO2 equivalent"), ("0.3Gt", "300000000 tonne"),
        ("达产后年产值20亿元", "2000000000 CNY"), ("18萬人", "180000 person"),
        ("４０００名學生", "4000 person"),
        ("三百五十名护士", "350 person"), ("65位教授", "65 person"), ("120家企业", "120 company"),
        ("80間公司", "80 company"), ("四間醫院", "4 hospital"), ("6所大学", "6 university"),
        ("九所中學", "9 school"), ("21个国家/地区", "21 country"), ("9個AI實驗室", "9 lab"),
        ("17个新能源示范项目", "17 project"), ("48项措施", "48 policy"),
        ("300件发明专利", "300 patent"),
        ("25篇论文", "25 paper"), ("3座机场", "3 airport"), ("5艘货轮", "5 ship"),
        ("1.2万宗个案", "12000 case"),
        ("7個平台", "7 platform"), ("40台机器人", "40 robot"),
        ("两部超级计算机", "2 supercomputer"),
        ("20万户家庭", "200000 household"), ("7万人次", "70000 person"), ("九市", "9 city"),
        ("26万企业", "260000 company"), ("六大任务", "6 task"), ("五個就業崗位", "5 job"),
        # money
        ("5亿元", "500000000 CNY"), ("人民币5亿元", "500000000 CNY"),
        ("60億港元", "6000000000 HKD"),
        ("港幣100萬元", "1000000 HKD"), ("30 亿元", "3000000000 CNY"),
        ("HK$10 billion", "10000000000 HKD"),
        ("HK$2.5bn", "2500000000 HKD"), ("US$3m", "3000000 USD"), ("$75萬", "750000 HKD"),
        ("700万美元", "7000000 USD"), ("八百新加坡元", "800 SGD"), ("2000澳門元", "2000 MOP"),
        ("澳門元460萬", "4600000 MOP"),
        ("€40 million", "40000000 EUR"), ("£9,500", "9500 GBP"), ("90万瑞士法郎", "900000 CHF"),
        ("50亿日元", "5000000000 JPY"), ("3兆瓦", "3 megawatt"),
        ("200 million yuan", "200000000 CNY"),
        ("RMB500 million", "500000000 CNY"), ("4亿7000万元", "470000000 CNY"),
        ("津贴800元，合共5000万港元", "800 HKD; 50000000 HKD"),
        ("总投资逾100亿", "10000000000 CNY"),
        # shares
        # told in words and in a number
        ("Only one in five (20%) had a plan", "20 %"), ("超过一半(53.6%)的企业", "53.6 %"),
        ("45% (43%) of firms", "45 %; 43 %"), ("一半(84%)的企业", "50 %; 84 %"),
        # that change, or are listed by their years, without a unit
        ("climbed from 61st to 54th", "61 rank; 54 rank"), ("issuers: 4 → 25", "4 item; 25 item"),
        ("issues: 12 in 2022, 31 in 2024, 100 by 2030", "12 item; 31 item; 100 item"),
        ("rose from 31 in 2023 to 58 last year", "31 item; 58 item"),
        ("from the 16th to 19th centuries", ""), ("in 3 in 2022", ""),
        ("13%", "13 %"), ("１３％", "13 %"), ("13.5 per cent", "13.5 %"),
        ("百分之七十二点五", "72.5 %"),
        ("百分之3", "3 %"), ("千分之五", "0.5 %"), ("三成", "30 %"), ("七成三", "73 %"),
        ("三成半", "35 %"),
        ("近九成(88%)", "88 %"), ("二至三成", "20..30 %"), ("七八成", "70..80 %"),
        ("三分之一", "33.3333 %"),
        ("四分之三", "75 %"), ("一半", "50 %"), ("半數企業", "50 %"), ("过半居民", ""),
        ("逾半数", "50 %"),
        ("half of firms", "50 %"), ("two-thirds of firms", "66.6667 %"),
        ("a quarter of firms", "25 %"),
        ("one in five", "20 %"), ("seven yards in ten", "70 %"),
        ("3 out of every 10 firms", "30 %"),
        ("每四名長者就有一名獨居", "25 %"),
        ("2.5个百分点", "2.5 percentage point"), ("15個百分點", "15 percentage point"),
        ("2.5 percentage points", "2.5 percentage point"),
        # ranges
        ("2.1万至2.6万人", "21000..26000 person"), ("20-40万", "200000..400000 item"),
        ("四至六個月", "4..6 month"), ("五千至八千港元", "5000..8000 HKD"),
        ("51%至100%", "51..100 %"),
        ("5%-8%", "5..8 %"), ("港币100万至超过一亿元", "1000000..100000000 HKD"),
        ("七八家企业", "7..8 company"),
        ("10 to 15 per cent", "10..15 %"), ("between 200 and 300 firms", "200..300 company"),
        ("介乎5至8年", "5..8 year"), ("5000至1万元", "5000..10000 CNY"),
        ("ranging from 3 to 5 years", "3..5 year"),
        # from and to are two
        ("由8所增加至19所大学", "8 university; 19 university"),
        ("由735万升至810万", "7350000 item; 8100000 item"),
        ("从3.2%降至2.8%", "3.2 %; 2.8 %"), ("from 13 to 22", "13 item; 22 item"),
        ("from 4% to 6%", "4 %; 6 %"), ("rose by 2 points to 101", "2 point"),
        # inherited units
        ("2.4万和6.5万港元", "24000 HKD; 65000 HKD"),
        ("13、15和20家企业", "13 company; 15 company; 20 company"),
        ("43 and 51 per cent", "43 %; 51 %"),
        # time
        ("四年", "4 year"), ("连续七年", "7 year"), ("两年半", "2.5 year"), ("半年", "6 month"),
        ("12个月", "12 month"), ("三个半月", "3.5 month"), ("20天", "20 day"), ("6周", "6 week"),
        ("48小时", "48 hour"),
        ("two years", "2 year"), ("a three-year plan", "3 year"), ("連續第六年", "6 year"),
        ("the sixth consecutive year", "6 year"), ("half a year", "6 month"),
        # ranks, editions, multiples, ratios
        ("排名第七", "7 rank"), ("位列全球第三", "3 rank"), ("第二大经济体", "2 rank"),
        ("排第12位", "12 rank"),
        ("位居榜首", "1 rank"), ("前50名", "50 rank"), ("top 50", "50 rank"),
        ("ranked 5th", "5 rank"),
        ("ranks third", "3 rank"), ("No. 3 in the world", "3 rank"), ("third-largest", "3 rank"),
        ("上升四位", "4 rank"), ("第六届", "6 edition"), ("科技节第三季", "3 edition"),
        ("the 14th edition", "14 edition"), ("3倍", "3 times"), ("2.5倍", "2.5 times"),
        ("增加一倍", "1 times"),
        ("翻一番", "2 times"), ("doubled", "2 times"), ("three times", "3 times"),
        ("比例为1:4", "0.25 ratio"),
        ("1(政府):2(机构)", "0.5 ratio"), ("二比一。", "2 ratio"),
        # measures
        ("42公顷", "42 hectare"), ("65万平方米", "650000 square metre"),
        ("400 PFLOPS", "400 PFLOPS"),
        ("2000P算力", "2000 PFLOPS"), ("20-hectare site", "20 hectare"), ("18岁", "18 year"),
        ("5万千瓦", "50000 kilowatt"), ("20km", "20 kilometre"), ("跌至-0.3%", "-0.3 %"),
        # English nouns
        ("650 firms", "650 company"), ("32 large energy projects", "32 project"),
        ("12 new schools", "12 school"),
        ("3,200 factories", "3200 factory"), ("10 500 people", "10500 person"),
        ("Fortune 500 companies", ""),
        ("60 start-ups", "60 company"), ("In Osaka, 40 hospitals", "40 hospital"),
    ],
)  # fmt: skip
def test_a_quantity_has_its_value_and_unit(text: str, expected: str) -> None:
    assert "; ".join(written(text)) == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("逾30家", "more than"), ("超過30家", "more than"), ("30多家", "more than"),
        ("3000余家", "more than"),
        ("突破30万人", "more than"), ("more than 30 firms", "more than"),
        ("over 30 firms", "more than"),
        ("exceeding 30%", "more than"), ("近百家", "nearly"), ("接近30家", "nearly"),
        ("nearly 30 firms", "nearly"), ("almost half of them", "nearly"), ("約30家", "about"),
        ("大约30家", "about"), ("30家左右", "about"), ("about 30 firms", "about"),
        ("some 30 firms", "about"),
        ("至少30家", "at least"), ("不少于30家", "at least"), ("30家或以上", "at least"),
        ("30家以上", "at least"), ("at least 30 firms", "at least"), ("30% or more", "at least"),
        ("不超过30家", "at most"), ("最多30家", "at most"), ("上限為30萬元", "at most"),
        ("30家或以下", "at most"), ("up to 30 firms", "at most"), ("no more than 30%", "at most"),
        ("少于30家", "less than"), ("不足三成", "less than"), ("30万以下", "less than"),
        ("fewer than 30 firms", "less than"), ("under 30%", "less than"), ("高达30%", "exact"),
        ("达30家", "exact"), ("最近30家", "exact"),
        ("over two years", "exact"),
        ("over 20 years", "more than"), ("一半以上", "at least"), ("逾四分之一", "more than"),
        ("4万多港元", "more than"), ("300多万元", "more than"), ("三年多", "more than"),
        ("50+ firms", "more than"),
    ],
)  # fmt: skip
def test_a_bound_is_kept(text: str, qualifier: str) -> None:
    assert [q.qualifier for q in quantities(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每月津贴3万港元", "month"), ("每年約200宗", "year"), ("年均500人", "year"),
        ("月薪两万元", "month"),
        ("時薪60元", "hour"), ("人均5万元", "person"), ("5000元/月", "month"),
        ("HK$500 per month", "month"),
        ("$500 a year", "year"), ("£30 an hour", "hour"),
        ("a monthly allowance of HK$900", "month"),
        ("33% a year earlier", ""), ("共5000元", ""),
    ],
)  # fmt: skip
def test_a_rate_is_told_apart_from_its_unit(text: str, per: str) -> None:
    assert [q.per for q in quantities(text)] == [per]


@pytest.mark.parametrize(
    "text",
    [
        "5G网络", "GPT-4", "Web3", "3D打印", "第5章", "第三产业", "第二轮", "第一次",
        "「十四五」规划", "2+计划",
        "详见第12页", "page 12", "电话：2788 5678", "(020)8123 4567", "增长[^2]", "说明[3]",
        "(1)人才", "4樓會議廳",
        "2021-22年度", "0900 – 1700", "上午9时30分", "9:30", "https://example.org/2022/10/45",
        "Windows 11 users",
        "Llama 3 models", "H100芯片", "v2.1.0", "2021年", "二〇二一年", "2021-07-09", "in 2021",
        "一个", "一名代表",
        "是一家公司", "一系列", "统一", "十分重要", "万一", "三角", "成立", "一成不变", "两国",
        "三个方面", "四川",
        "九龙", "数百家", "几十个", "不少", "one of the firms", "Room 204", "Phase 2 trials",
        "Chapter 4 projects",
        "1. 完善", "2、推进", "产业4.0", "2025香港科技展", "首五个因素", "COVID-19", "6月15日",
        "三大挑战之一",
        "Q3 2021",
        "3.1 Demand", "4.2 需求分析", "2.2023年修订", "地點：101會議室", "一核两带三片区格局",
        "113年1至10月", "由甲大及乙大於111年共同成立", "111年起",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "noun"),
    [
        ("共有逾30家初创企业", "逾30家", "初创企业"),
        ("约1.8万名大学毕业生", "约1.8万名", "大学毕业生"),
        ("月入3万多港元。", "3万多港元", ""),
        ("其中5万人以上获批", "5万人以上", ""),
        ("about 40 regional airports", "about 40", "regional airports"),
        ("HK$500 per month for rent", "HK$500 per month", ""),
    ],
)
def test_a_mention_covers_bound_and_unit_but_not_the_noun(text: str, quote: str, noun: str) -> None:
    (mention,) = find(text)
    assert text[mention.start : mention.end] == quote
    assert isinstance(mention.meaning, Quantity)
    assert mention.meaning.noun == noun


@pytest.mark.parametrize("text", ["拥有一座机场", "共一所大学", "为期一年", "连续一年"])
def test_one_counts_only_where_it_is_measured_or_single(text: str) -> None:
    expected = 0 if text == "共一所大学" else 1
    assert len(quantities(text)) == expected


def test_the_caller_names_the_currency_of_a_bare_sign() -> None:
    (mention,) = find("$5 million", dollar="USD")
    assert isinstance(mention.meaning, Quantity)
    assert mention.meaning.unit == "USD"
    (mention,) = find("5亿元", yuan="TWD")
    assert isinstance(mention.meaning, Quantity)
    assert mention.meaning.unit == "TWD"


# Sentences of several genres and cities: each figure as ``value unit``, in order.
_SENTENCES = [
    ("2022年佛山全市新增规模以上工业企业860家，同比增长6.4%。", "860 company; 6.4 %"),
    ("前三季度完成工业增加值2744.3亿元，比上年同期下降0.9%。", "274430000000 CNY; 0.9 %"),
    ("截至2023年8月底，成都共有持牌养老机构逾310家，床位约6.2万张。",
     "310 institution; 62000 bed"),
    ("大阪府計劃在今後六年內投入9,000億日圓，培養約2萬名數碼人才。",
     "6 year; 900000000000 JPY; 20000 person"),
    ("政府建議將每月津貼由5,200元增加至6,100元。", "5200 CNY; 6100 CNY"),
    ("培训为期八至十周，学员每周上课15小时。", "8..10 week; 15 hour"),
    ("百分之六十一的企业计划在未来9个月内增聘人手。", "61 %; 9 month"),
    ("该基金规模为3亿至7亿元人民币，单个项目资助上限为200万元。",
     "300000000..700000000 CNY; 2000000 CNY"),
    ("We will set aside HK$6 billion for up to 300 research teams.", "6000000000 HKD; 300 team"),
    ("Roughly one-third of the 2,100 respondents expect costs to rise by 5 to 8 per cent.",
     "33.3333 %; 2100 person; 5..8 %"),
    ("A minimum of 25 hours of training over four months is required.", "25 hour; 4 month"),
    ("Revenue for 2022-23 is estimated at HK$622.4 billion, 4.1 per cent lower.",
     "622400000000 HKD; 4.1 %"),
    ("Flights from 11 airports carried 44 million passengers last year.",
     "11 airport; 44000000 person"),
    ("Waiting times fell from 16 months to 9 months between 2019 and 2022.", "16 month; 9 month"),
    ("簽證審批時間由21日縮短至9日，展期延長至15日。", "21 day; 9 day"),
    ("受助人中，逾六成為長者。", "60 %"),
    ("及格線由65點升至72點，港口吞吐量居全省之冠。", "65 point; 72 point; 1 rank"),
    ("Only 7 of 31 ports have a crane; 2.3m passengers crossed on decks 5 metres wide.",
     "7 port; 31 port; 2300000 person; 5 metre"),
    ("The vessel of 142,800 gross tonnes pays N$4.5 million, or 12 pence a mile.",
     "142800 gross tonne; 4500000 NAD; 12 pence"),
    ("船隊共有牛900頭，加開41班，拍攝80集短劇。", "900 item; 41 item; 80 item"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), _SENTENCES)
def test_every_figure_of_a_sentence_is_found_and_no_other(text: str, expected: str) -> None:
    assert "; ".join(written(text)) == expected


@given(
    st.text(
        alphabet="逾约近至到和、%成分之第名家人万亿港元年月个0123456789-,.:() 一二三半多"
        "tofromHK$\ue000\ue005𠮷",
        max_size=60,
    )
)
def test_quantities_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1-", "零", "一万亿", "三成", "每三", "—", "逾", "1万至"]
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    durations = []
    for size in (4_000, 16_000):
        started = time.thread_time()
        find((unit * size)[:size])
        durations.append(time.thread_time() - started)
    assert durations[1] < 12 * durations[0] + 0.5
