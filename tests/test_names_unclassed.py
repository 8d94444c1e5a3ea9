"""Latin names that nothing classifies, and two names that "and" joins in one run."""

import pytest

from kg.extraction.words.english_words import is_english
from tests.extracting import mentioned, named

FEW = "Let me mention a few of the firms that came to us last year. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{FEW}Kestrivex, founded in Perth, moved its treasury centre here in May.", "Kestrivex"),
        (f"{FEW}Merrowlab now employs 330 people in three towns of the county.", "Merrowlab"),
        ("The institute is developing sensors together with Quorvane in a mill.", "Quorvane"),
        ("The programme raised 14 million from Northern Sandpiper for its second line.",
         "Northern Sandpiper"),
        ("She asked whether Kantrel Public could talk to the managers of the plants.",
         "Kantrel Public"),
        ("Our hydrogen engine, Tidewarden, is now used by fourteen ports in seven countries.",
         "Tidewarden"),
    ],
)  # fmt: skip
def test_a_word_that_is_none_of_the_language_is_a_name(text: str, name: str) -> None:
    assert name in [words for words, *_ in mentioned(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Tokenisation is no longer something for the laboratory, as everybody here knows well.",
        "Retention remains a further concern for most of the firms that we have talked to.",
        "It will close its Series B round at the end of the year, as the founders told us.",
        "Many of the Western Australians who come home from interstate receive a grant.",
        "Prices on that market fell by half after 10.00 CET on the second day of the sale.",
        "Growing Up in Quorland: What the Next Budget Must Do",
        "“We were told so in June,” said Quorvane, who has run the plant for eleven years.",
        "We look at each Factsheet before it goes to the printers in the week after that.",
    ],
)
def test_nothing_else_is_one(text: str) -> None:
    assert named(text, "unclassed") == []


def test_behind_a_preposition_of_place_it_is_a_place() -> None:
    text = "In Katuvara people buy the water that they need from standpipes near the road."
    assert named(text, "unclassed") == [("Katuvara", "kg:Place")]


def test_the_family_name_of_somebody_is_no_body() -> None:
    text = (
        "Dr Jens Oyelarin leads the school. He came in May.\n\n"
        "Oyelarin would like to add ten more rooms for the pupils by the end of the year."
    )
    assert "Oyelarin" not in [words for words, _ in named(text, "unclassed")]


@pytest.mark.parametrize(
    ("word", "english"),
    [("Labour", True), ("organised", True), ("Programmes", True), ("Co-operatives", True),
     ("theatre", True), ("Kestrivex", False), ("Qiagenor", False)],
)  # fmt: skip
def test_english_words_in_any_spelling(word: str, english: bool) -> None:
    assert is_english(word) is english


HARBOUR = "Keel Trust operates Saltlab and Quay Park. Quay Park, a former yard, has 40 firms."


def test_two_names_are_two_where_one_of_them_stands_alone() -> None:
    assert {"Saltlab", "Quay Park"} <= {words for words, *_ in mentioned(HARBOUR)}
    assert "Saltlab and Quay Park" not in {words for words, *_ in mentioned(HARBOUR)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Keel Trust operates Saltlab and Quay Park.", "Saltlab and Quay Park"),
        (
            "The Ports and Fisheries Commission met. Fisheries are its concern.",
            "Ports and Fisheries Commission",
        ),
        (
            "The Rudd and Mary Keel Foundation gave 3 million. Mary Keel founded it.",
            "Rudd and Mary Keel Foundation",
        ),
    ],
)
def test_a_name_with_and_in_it_stays_one(text: str, name: str) -> None:
    assert name in {words for words, *_ in mentioned(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("镁屿科技将在园区扩大面积。", "镁屿科技"),
        ("人手不足，澈汀微電子的廠房停了兩條線。", "澈汀微電子"),
        ("他們談到與峪岚資本的往來。", "峪岚資本"),
    ],
)
def test_a_trade_behind_what_is_no_word_is_a_firm(text: str, name: str) -> None:
    assert (name, "kg:Firm") in named(text, "trade")


@pytest.mark.parametrize(
    "text",
    [
        "樂齡科技大使到各區宣傳。",
        "大连不缺学软件的年轻人。",
        "冰雪装备产值增长，轨道交通信号也是。",
        "卫星能像汽车一样上流水线。",
        "外籍人才和绿色金融是重点。",
    ],
)
def test_a_trade_behind_words_is_none(text: str) -> None:
    assert named(text, "trade") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("微软成都现有研发人员逾3000名。", "微软成都"),
        ("华为、西门子苏州、英特尔等先后布局。", "西门子苏州"),
        ("The grant goes to TSMC Dresden.", "TSMC Dresden"),
    ],
)
def test_the_arm_of_a_firm_in_a_place_is_a_firm(text: str, name: str) -> None:
    assert (name, "kg:Firm") in named(text, "local arm")


@pytest.mark.parametrize(
    "text",
    [
        "微软成都办公室在一楼。",
        "华为深圳总部启用。",
        "Siemens London Bridge opened.",
        "他从微软到成都。",
    ],
)
def test_an_office_there_is_none(text: str) -> None:
    assert named(text, "local arm") == []
