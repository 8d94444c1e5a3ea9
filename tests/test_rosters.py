"""Lines and tables that say who holds which post: staff lists, committees, contacts."""

import pytest

from kg.model.mention import Entity
from kg.reading.reader import read
from tests.extracting import extractor

Told = set[tuple[str, str, str]]


def told(text: str, name: str = "note.txt") -> Told:
    """Return the posts and employers that lists and tables of people state."""
    facts = extractor().extract(read(text.encode(), name)).facts
    assert all(e.span.of(text) == e.quote for f in facts for e in f.evidence)
    return {
        (f.subject.name, f.predicate.removeprefix("kg:"),
         f.object.name if isinstance(f.object, Entity) else str(f.object))
        for f in facts
        if f.rule in ("roster", "table-of-people") and f.kind == "relation"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a post and the body that it is in, before the colon
            "Contacts\n\nHead of mooring operations, Quayline Services: Mercy Tait\n"
            "Legal counsel, Firth Ports Authority: Owen Marsh\n",
            {("Mercy Tait", "position", "Head of mooring operations"),
             ("Mercy Tait", "worksFor", "Quayline Services"),
             ("Owen Marsh", "position", "Legal counsel"),
             ("Owen Marsh", "worksFor", "Firth Ports Authority")},
        ),
        (  # a field and a body before the colon, the post behind the name
            "Media, Port of Skerry: Jonah Hale, Press Officer, 555 0148\n",
            {("Jonah Hale", "position", "Press Officer"),
             ("Jonah Hale", "worksFor", "Port of Skerry")},
        ),
        (  # the affiliation behind the name, after a comma or in brackets
            "Steering group\n\nChair: Ada Marlow, Firth Ports Authority\n"
            "Vice-chair: Tomas Berg (University of Skerry)\nSecretary: Le Thi Hoa\n",
            {("Ada Marlow", "position", "Chair"),
             ("Ada Marlow", "worksFor", "Firth Ports Authority"),
             ("Tomas Berg", "position", "Vice-chair"),
             ("Tomas Berg", "worksFor", "University of Skerry"),
             ("Le Thi Hoa", "position", "Secretary")},
        ),
        (  # members hold no post by that, but are of their bodies
            "Members: Owen Marsh (University of Skerry); Morven Tait (Tweed Policy Centre)\n",
            {("Owen Marsh", "worksFor", "University of Skerry"),
             ("Morven Tait", "worksFor", "Tweed Policy Centre")},
        ),
        (  # several who hold one post
            "Deputy directors: Owen Marsh and Priya Nair\n",
            {("Owen Marsh", "position", "Deputy directors"),
             ("Priya Nair", "position", "Deputy directors")},
        ),
        (  # under the name of a body, Simplified
            "云岭市古树保护委员会\n主任：林嘉禾（兼）\n副主任：周宁、何敏\n",
            {("林嘉禾", "position", "主任"), ("林嘉禾", "worksFor", "云岭市古树保护委员会"),
             ("周宁", "position", "副主任"), ("周宁", "worksFor", "云岭市古树保护委员会"),
             ("何敏", "position", "副主任"), ("何敏", "worksFor", "云岭市古树保护委员会")},
        ),
        (  # the body before the post in the label, Traditional
            "海灣交通學會會長：范德誠　　秘書長：蘇穎琳博士\n",
            {("范德誠", "position", "會長"), ("范德誠", "worksFor", "海灣交通學會"),
             ("蘇穎琳", "position", "秘書長")},
        ),
        (  # a unit of a body above, a single gap between the posts
            "海灣交通學會　離島渡輪委員會\n主席：范德誠（兼）　副主席：蘇穎琳、林嘉禾\n",
            {("范德誠", "position", "主席"), ("范德誠", "worksFor", "離島渡輪委員會"),
             ("蘇穎琳", "position", "副主席"), ("蘇穎琳", "worksFor", "離島渡輪委員會"),
             ("林嘉禾", "position", "副主席"), ("林嘉禾", "worksFor", "離島渡輪委員會")},
        ),
        (  # who leads a study is one of its makers, and has a post in it
            "茶农与机器\n\n课题组组长：林嘉禾\n协同主持人：周宁、Morven Tait\n",
            {("林嘉禾", "position", "课题组组长"), ("周宁", "position", "协同主持人"),
             ("Morven Tait", "position", "协同主持人")},
        ),
        (  # who is of another body than the one above
            "高原茶业研究中心\n主任：林嘉禾（云岭大学教授）\n",
            {("林嘉禾", "position", "主任"), ("林嘉禾", "worksFor", "高原茶业研究中心")},
        ),
        # Credits, speeches, figures, roles at an event, sentences and things that are no people.
        ("Editor: Owen Marsh\nAuthor: Ada Marlow\n", set()),
        ("MINISTER: Thank you, Owen Marsh. We will plant kelp.\n", set()),
        ("Director: the post is vacant until May\n", set()),
        ("Chair: wood and steel, Skerry Furniture\n", set()),
        ("Head office: Port Ellery\nPartner: Quay Bank\n", set()),
        ("主任：待定\n委员：由各区推荐产生\n", set()),
        ("主任办公室：海湾大厦三楼\n", set()),
    ],
)  # fmt: skip
def test_a_line_says_who_holds_a_post(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Treasurer: To Be Confirmed", "Head of Media, Quay Trust: Apply Now",
        "Clerk, Tarn Council: Public Notice", "Trustee: Not Applicable", "Auditor: None Appointed",
        "Secretary: Position Vacant", "Chair: Fixed Fee", "Adviser: Green Energy",
        "Member: Local Resident", "Auditor: Baker Tilly", "秘书：马上到", "主任：高尚、安静、方便",
        "队长：黄金、白银", "Chair: Owen Marsh\nAuditor: Baker Tilly",
        "Chair: Owen Marsh\nTreasurer: To Be Confirmed",
    ],
)  # fmt: skip
def test_what_stands_for_nobody_is_no_person(text: str) -> None:
    assert {name for name, _, _ in told(f"{text}\n")} <= {"Owen Marsh"}


def test_a_name_unknown_by_itself_shows_by_another_of_the_list() -> None:
    assert told("Chair: Ada Lowe\nClerk: Owen Marsh\n") == {
        ("Ada Lowe", "position", "Chair"), ("Owen Marsh", "position", "Clerk"),
    }  # fmt: skip
    assert told("Chair: Dr Ada Lowe\n") == {("Ada Lowe", "position", "Chair")}
    assert told("主任：刘敏\n") == {("刘敏", "position", "主任")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chairman: Owen Lowe (resigned)\n", {("Owen Lowe", "formerPosition", "Chairman")}),
        ("Clerk: Owen Lowe (deceased)\n", {("Owen Lowe", "formerPosition", "Clerk")}),
        ("Chairman: Owen Lowe (until 2019)\n", set()),
        ("Chairman: Owen Lowe (2015-2019)\n", set()),
        ("President: Owen Lowe (elect)\n", set()),
        ("主席：林嘉禾（候任）\n", set()),
        ("Former Chairman, Quay Trust: Owen Lowe\n",
         {("Owen Lowe", "formerPosition", "Chairman"),
          ("Owen Lowe", "formerEmployer", "Quay Trust")}),
        ("# Former members\n\nThey served until 2020.\n\nChair: Owen Lowe\n",
         {("Owen Lowe", "formerPosition", "Chair")}),
        ("# Former members\n\nOld.\n\n# Members\n\nChair: Owen Lowe\n",
         {("Owen Lowe", "position", "Chair")}),
        ("Chair: Owen Lowe (acting)\n", {("Owen Lowe", "position", "Chair")}),
        ("# 名單\n\n| 姓名 | 職位 |\n| --- | --- |\n| 范德誠 | 主席（候任） |\n"
         "| 蘇穎琳 | 已辭任主席 |\n| 林嘉禾 | 委員 |\n", {("林嘉禾", "position", "委員")}),
        ("# Board\n\n| Name | Role | Status |\n| --- | --- | --- |\n"
         "| Owen Lowe | Chair | Resigned |\n| Priya Nair | Former clerk | |\n"
         "| Jane Orr | Trustee | |\n",
         {("Owen Lowe", "formerPosition", "Chair"), ("Priya Nair", "formerPosition", "clerk"),
          ("Jane Orr", "position", "Trustee")}),
    ],
)  # fmt: skip
def test_a_past_or_coming_post_is_not_held(text: str, expected: Told) -> None:
    assert told(text, "note.md") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# 理事名单\n\n| 姓名 Name | 职务 Role | 机构 Affiliation |\n| --- | --- | --- |\n"
            "| 林嘉禾 | 理事长 Chair | 云岭木业集团 |\n"
            "| Priya Nair | 理事 Board member | Quayline Capital |\n"
            "| 古丽娜·买买提 | 理事 Board member | 云岭大学 |\n",
            {("林嘉禾", "position", "理事长"), ("林嘉禾", "worksFor", "云岭木业集团"),
             ("Priya Nair", "position", "理事"), ("Priya Nair", "worksFor", "Quayline Capital"),
             ("古丽娜·买买提", "position", "理事"), ("古丽娜·买买提", "worksFor", "云岭大学")},
        ),
        (
            "# Panel\n\n| Speaker | Title | Organisation |\n| --- | --- | --- |\n"
            "| Owen Marsh | Harbour master | Port of Skerry |\n"
            "| Dr Le Thi Hoa | Director | Tweed Policy Centre |\n",
            {("Owen Marsh", "position", "Harbour master"),
             ("Owen Marsh", "worksFor", "Port of Skerry"),
             ("Le Thi Hoa", "position", "Director"),
             ("Le Thi Hoa", "worksFor", "Tweed Policy Centre")},
        ),
        (  # the post first
            "# 委員名單\n\n| 職位 | 姓名 |\n| --- | --- |\n"
            "| 主席 | 范德誠先生 |\n| 委員 | 蘇穎琳女士 |\n",
            {("范德誠", "position", "主席"), ("蘇穎琳", "position", "委員")},
        ),
        (  # a programme: the post or the body stands behind the name
            "# Coast Forum\n\n| Time | Session | Speaker |\n|---|---|---|\n"
            "| 09:30 | Opening | Ada Marlow, Director of Ports |\n"
            "| 10:00 | Boats that listen | Owen Marsh, University of Skerry |\n"
            "| 12:00 | Lunch | – |\n",
            {("Ada Marlow", "position", "Director of Ports"),
             ("Owen Marsh", "worksFor", "University of Skerry")},
        ),
        # Ships and programmes have names and roles too; a vacancy is nobody.
        (
            "# Fleet\n\n| Name | Role | Owner |\n| --- | --- | --- |\n"
            "| Morning Star | Ferry | Quay Lines |\n| Sea Otter | Tug | Quay Lines |\n",
            set(),
        ),
        (
            "# Board\n\n| Name | Role |\n| --- | --- |\n"
            "| Vacant | Chair |\n| To be confirmed | Member |\n",
            set(),
        ),
        (
            "# 岗位表\n\n| 岗位名称 | 人数 |\n| --- | --- |\n| 护林员 | 12 |\n| 巡查员 | 8 |\n",
            set(),
        ),
    ],
)  # fmt: skip
def test_a_table_says_who_holds_a_post(text: str, expected: Told) -> None:
    assert told(text, "note.md") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # one known by another of the list; the body behind the post; what is said below
            "**Isla Marlow**\nChief Executive\nIsla came from Skerry.\n\n"
            "**Tomas Berg**\nHead of Engineering, Keel Robotics\n",
            {("Isla Marlow", "position", "Chief Executive"),
             ("Tomas Berg", "position", "Head of Engineering"),
             ("Tomas Berg", "worksFor", "Keel Robotics")},
        ),
        ("- 林雅婷\n  执行长\n", {("林雅婷", "position", "执行长")}),
        ("- 林雅婷\n  執行長\n", {("林雅婷", "position", "執行長")}),
        ("**Tomas Berg**\nThe kite flew over the head of the valley.\n", set()),
        ("**Harbour Trust**\nDirector of Ports\n", set()),
        ("- 人才招聘\n  總經理\n", set()),
    ],
)  # fmt: skip
def test_a_post_may_stand_below_a_name(text: str, expected: Told) -> None:
    assert told(f"# Our team\n\n{text}", "note.md") == expected


def test_a_name_on_its_own_line_is_no_part_of_a_post() -> None:
    text = "# Our team\n\n**Isla Marlow**\nChief Executive\nIsla came from Skerry.\n"
    facts = extractor().extract(read(text.encode(), "note.md")).facts
    assert [f for f in facts if "Marlow" in str(f.object) and f.kind == "relation"] == []
