"""In which body a post is whose clause names none."""

import pytest

from tests.extracting import told


def _works(text: str) -> set[tuple[str, str]]:
    return {(who, body) for who, what, body in told(text) if what == "worksFor"}


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        (
            "Saltmarsh Robotics opened its workshop in May. Chief executive Nadia Okonkwo said the"
            " firm would hire 40 people.",
            "Nadia Okonkwo",
            "Saltmarsh Robotics",
        ),
        (
            "Orchard Diagnostics cut 20 jobs.\n\n“We had no choice,” said managing director Paul"
            " Frith.",
            "Paul Frith",
            "Orchard Diagnostics",
        ),
        ("湖州职业技术学院扩招。\n\n院长柏文清介绍，首批120人。", "柏文清", "湖州职业技术学院"),
        ("江南理工大学成立航海学院。院长是该校教授茅以成。", "茅以成", "航海学院"),
        ("漁人碼頭記憶館下月開幕，由關子昂兼任首任館長。", "關子昂", "漁人碼頭記憶館"),
        ("海州大学设立绿色航空实验室，主任是该校航空学院教授温少衡。", "温少衡", "海州大学"),
        ("Joe Whitlock, harbour master of Dublin Port, agreed.", "Joe Whitlock", "Dublin Port"),
        (
            "The Tyne Silicon Fund is a £20 million fund. It is run by Bintang Ventures, whose"
            " managing partner, Marcus Teoh, is a chemist.",
            "Marcus Teoh",
            "Bintang Ventures",
        ),
        # What the body is stands before its name.
        (
            "Ann Lim, human resources director of the lens-grinder Orla Optics Ltd, agreed.",
            "Ann Lim",
            "Orla Optics Ltd",
        ),
        (
            "Anna Berg, chief executive of the Oslo-based broker Tarn Markets, agreed.",
            "Anna Berg",
            "Tarn Markets",
        ),
        (
            "Rui Paz, chairman of the family-owned shipbuilder Dock Group, agreed.",
            "Rui Paz",
            "Dock Group",
        ),
        (  # a managing director is of a firm, though directors are of any body
            "Leeds University and Orchard Ltd opened a lab. Managing director Paul Frith agreed.",
            "Paul Frith",
            "Orchard Ltd",
        ),
    ],
)  # fmt: skip
def test_a_bare_post_is_in_the_body_that_is_spoken_of(text: str, person: str, body: str) -> None:
    assert (person, body) in _works(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lim, human resources director of the former shipbuilder Dock Group, agreed.",
        "Ann Lim, director of the film that Dock Group made, agreed.",
        "Ann Lim, chief executive of the company that bought Dock Group, agreed.",
        "海州大学设立航海学院。馆长茅以成说，展品下月到。",  # no body that has a 馆长
        "漁業協會捐出展品，藝術館已開幕。記憶館館長關子昂說，展期一年。",
        "Saltmarsh Robotics opened in May. Mayor Nadia Okonkwo said the town was glad.",
        "Saltmarsh Robotics opened in May. It hired a friend of director Nadia Okonkwo.",
        # The chairman of a committee; a committee is no society; the body is behind the post.
        "Saltmarsh Robotics cut 20 jobs. Committee Chairman Paul Frith said it was wrong.",
        "海州财务委员会昨日审议拨款。\n\n会长茅以成说，拨款不足。",
        "Leeds University opened.\n\nPaul Frith, Chief Executive Officer, Atlas Cloud (Oslo)",
    ],
)
def test_a_post_that_no_body_spoken_of_has_is_in_none(text: str) -> None:
    assert _works(text) == set()


_FILLING = "\n\n".join(f"第{page}章讲渔港。" for page in range(1, 16))


def test_the_only_body_of_a_kind_is_meant_however_far_away_it_is_named() -> None:
    said = f"{_FILLING}\n\n“船不够。”协会秘书长梁佩青说。"
    assert ("梁佩青", "石城船东协会") in _works(f"石城船东协会发放问卷。\n\n{said}")
    assert _works(f"石城船东协会与海州渔业协会发放问卷。\n\n{said}") == set()
    assert _works(f"石城船东商会发放问卷。\n\n{said}") == set()


def test_a_short_name_stands_alone_behind_a_post_and_a_blank() -> None:
    assert ("钟毅", "石城渔业局") in _works("(审稿：石城渔业局副局长 钟毅)")
    assert _works("石城渔业局副局长 钟表店开业") == set()
    assert _works("石城渔业局副局长 海洋。局长 钟毅") == set()


def test_a_name_that_nobody_knows_is_no_other_of_its_kind() -> None:
    text = "海州艺术馆开馆。\n\n老厂房改成的渔港记忆馆开幕，由關子昂兼任首任館長。"
    assert ("關子昂", "海州艺术馆") not in _works(text)


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        (
            "Petra Novotna, who spent ten years at Keel Ltd, has been appointed dean of Ashmore"
            " College.",
            "Petra Novotna",
            "Ashmore College",
        ),
        (
            "Dr Tom Okoye, formerly vice-president at Keel Ltd, becomes chief medical officer of"
            " Helix Ltd.",
            "Tom Okoye",
            "Helix Ltd",
        ),
        (
            "The Tyne Institute is a charity. Its director is Pierre-Yves Lambert.",
            "Pierre-Yves Lambert",
            "Tyne Institute",
        ),
        (
            "Elena Varga, head of people at the Leeds chipmaker Alpina Semi, agreed.",
            "Elena Varga",
            "Alpina Semi",
        ),
        (
            "Paul Iversen, previously at the Nordic Bank, will become chief financial officer of"
            " Fjordline Ltd.",
            "Paul Iversen",
            "Fjordline Ltd",
        ),
        ("东海图书馆馆长退休，职务由副馆长林以乐代理。", "林以乐", "东海图书馆"),
        ("经济发展局将增设产业厅，由现任副局长梁汉基统筹。", "梁汉基", "经济发展局"),
    ],
)
def test_somebody_works_in_the_one_body_that_the_clause_is_of(
    text: str, person: str, body: str
) -> None:
    assert _works(text) == {(person, body)}


def test_a_name_ends_before_what_says_that_something_was_once() -> None:
    text = "首席执行官邹骏原是大学教师。"
    assert ("邹骏", "formerPosition", "大学教师") in told(text)


def test_a_post_is_told_with_the_project_that_it_is_of() -> None:
    text = "深圳市福利研究会成立课题组。项目负责人为研究会副会长、临川大学教授屈景行。"
    posts = {post for who, what, post in told(text) if what == "position"}
    assert posts == {"项目负责人", "副会长", "教授"}
