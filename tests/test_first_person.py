"""For whom *we*, *this Government*, *my ministry*, 我局 speak: who speaks is told by the text."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor, mentioned


def first(text: str) -> list[tuple[str, str]]:
    """List the words of the first person that stand for a body, and its name in the text."""
    rules = ("anaphora of a speaker", "anaphora of a government")
    return [
        (words, thing.name) for words, thing, rule in mentioned(text, "note.md") if rule in rules
    ]


def relations(text: str) -> set[tuple[str, str, str]]:
    """Read the relations of a text."""
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    return {
        (f.subject.name, str(f.predicate).removeprefix("kg:"), getattr(f.object, "name", ""))
        for f in facts
        if f.kind == "relation"
    }


SPEECH = "# Speech by the Minister for Ports, Ada Lorn, in Dublin\n\nIreland, 3 May 2025\n\n"
TALK = (
    "# 发布会实录\n\n主持人：市委宣传部副部长 何妙芳\n\n"
    "临海市海洋局局长 沈其昌\n\n临海市渔业局副局长 邵云飞\n\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SPEECH}Friends, we opened a quay.", [("we", "Government of Ireland")]),
        (
            f"{SPEECH}The Government will open a quay.",
            [("The Government", "Government of Ireland")],
        ),
        (f"{SPEECH}I am opening a quay.", [("I", "Government of Ireland")]),
        (f"{SPEECH}Today's budget provides for it.", [("Today's budget", "Government of Ireland")]),
        # The ministry of the portfolio, where it is named; the government is still the country's.
        (
            f"{SPEECH}The Ministry of Ports is old. We opened a quay. This Government opened two.",
            [("We", "Ministry of Ports"), ("This Government", "Government of Ireland")],
        ),
        # What is wished, asked or denied is no act; who is not of a government has no "I".
        (f"{SPEECH}We must open a quay. I believe that we should. We did not open one.", []),
        (f"{TALK}**邵云飞：** 我局开通了航线。", [("我局", "临海市渔业局")]),
        (
            f"{TALK}**沈其昌：** 我们种树。\n\n**邵云飞：** 我们养鱼。",
            [("我们", "临海市海洋局"), ("我们", "临海市渔业局")],
        ),
        # A turn goes on in its next paragraph, and ends with the question of a stranger.
        (
            f"{TALK}**沈其昌：** 大家好。\n\n我们种树。\n\n**晨报记者：** 我们听说停工了？",
            [("我们", "临海市海洋局")],
        ),
        # In an interview answers who is asked.
        (
            "# Talk\n\nJo Vane is chief executive of Larkspur Marine Ltd.\n\n"
            "**The Log: How is it?**\n\nWe build hulls.\n\n**And now?**\n\nWe sell hulls.",
            [("We", "Larkspur Marine Ltd"), ("We", "Larkspur Marine Ltd")],
        ),
        # A quotation speaks for the house of who is quoted, the article for nobody.
        (
            "# News\n\nWe heard it. “We build hulls,” said Jo Vane, chief executive of "
            "Larkspur Marine Ltd.",
            [("We", "Larkspur Marine Ltd")],
        ),
        ("# News\n\n“We build hulls,” said Jo Vane. We build sails, too.", []),
        # Question and reply.
        (
            "# LCQ\n\nFollowing is a question by the Hon Ng Sau and a reply by the Secretary for "
            "Tides, Dr Ada Lo, in the Legislative Council of Hong Kong:\n\nQuestion:\n\n"
            "We heard of the Tides Bureau.\n\nReply:\n\nPresident, we opened a quay.",
            [("we", "Tides Bureau")],
        ),
        # Who is in charge of the finances speaks for the whole government.
        (
            "# Speech by FS\n\nHong Kong, 3 May 2025\n\nFollowing is the speech by the Financial "
            "Secretary, Mr Kit Lo, in Hong Kong:\n\nWe opened a quay.",
            [("We", "Government of the Hong Kong Special Administrative Region")],
        ),
        (
            "# Remarks\n\nFollowing are remarks by the Chief Secretary for Administration, Ms Ada "
            "Lo, in Hong Kong, China, on Hong Kong:\n\nWe opened a quay.",
            [("We", "Government of the Hong Kong Special Administrative Region")],
        ),
        (
            "# Speech\n\nSpeech by the Financial Secretary, Mr Kit Lo, in Bermuda\n\n"
            "Bermuda, May 2025\n\nFriends, we opened a quay.",
            [],  # whose government that is, is not known
        ),
        # Whom a salutation names only listens.
        (
            "# Speech\n\nSpeech by Kit Lo in Dublin\n\nDr Ada Vale (Chair of the Port Workers "
            "Association), distinguished guests,\n\nWe opened a quay.",
            [],
        ),
        (
            "# Speech\n\nDublin, 3 May 2025\n\nMs Ada Vale, chief executive of Larkspur Marine "
            "Ltd, ladies and gentlemen,\n\nWe opened a quay.",
            [],
        ),
        (
            "# Speech by Ada Vale, chief executive of Larkspur Marine Ltd\n\nMr Kit Lo, chair of "
            "the Port Workers Association, dear friends,\n\nWe opened a quay.",
            [("We", "Larkspur Marine Ltd")],
        ),
        # A speech of which nobody can tell in whose name it is given.
        ("# Speech\n\nFriends, we opened a quay. The Government opened two.", []),
    ],
)
def test_the_first_person_is_the_house_of_who_speaks(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{SPEECH}On 1 June we will launch the Quay Skills Scheme.",
            ("Quay Skills Scheme", "launchedBy", "Government of Ireland"),
        ),
        (
            f"{SPEECH}This budget sets aside €4 million for the Quay Skills Scheme.",
            ("Quay Skills Scheme", "fundedBy", "Government of Ireland"),
        ),
        (
            f"{TALK}**邵云飞：** 上周，我局与云帆科技有限公司签署了合作协议。",
            ("临海市渔业局", "signedWith", "云帆科技有限公司"),
        ),
        (
            "# 在推进会上的讲话\n\n临海市市长 沈其昌\n\n今年，我们将设立“渔火”基金，规模3亿元，"
            "由云帆金控公司运营。",
            ("“渔火”基金", "administeredBy", "云帆金控公司"),
        ),
    ],
)
def test_what_the_first_person_does_is_of_that_house(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in relations(text)


def test_what_somebody_else_does_is_never_done_to_who_speaks() -> None:
    text = f"{TALK}**邵云飞：** 我们将设立“渔火”基金，规模3亿元，由云帆金控公司运营。"
    assert ("临海市渔业局", "operatedBy", "云帆金控公司") not in relations(text)
