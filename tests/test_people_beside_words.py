"""People who show by words that they said, wrote or hold, and what only looks like one."""

import pytest

from tests.extracting import mentioned, people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Said, and then who said it: no given name of the list is needed.
        ('"The tide will not wait," said Mirko Valt.', ["Mirko Valt"]),
        ("“We lost two herds,” says Zodwa Kheswa of the Upland Wool Board.", ["Zodwa Kheswa"]),
        ('"We are late," said Kestrel Cables.', []),
        ('"It is open," said Port Authority of Melk, a state body.', []),
        ("They said Mirko Valt, a village, was cut off.", []),
        # What somebody is, behind the name.
        ("Sipho Dlaba, the town's strategic executive for roads, resigned.", ["Sipho Dlaba"]),
        ("Ylva Strand, a hydrologist who mapped the delta, agreed.", ["Ylva Strand"]),
        ("Kestrel Robotics, a developer of drones, moved.", []),
        ("The minister, Halvard Ness, resigned.", ["Halvard Ness"]),
        ("The Bank of Melk's governor, Osei Tutu Baah, warned.", ["Osei Tutu Baah"]),
        ("The harbour, Melk Point, froze.", []),
        # Labels, and a line that says who wrote.
        ("Questions: Iria Montseny, course manager, iria@example.org", ["Iria Montseny"]),
        ("Press contact: Tobi Aluko, 020 555 0199", ["Tobi Aluko"]),
        ("Head of ferry operations, Melk Lines: Grace Wanjau", ["Grace Wanjau"]),
        ("Legal counsel, MPA: Otto Brandl", ["Otto Brandl"]),
        ("Chief economist: Global Growth", []),
        # Minutes and credits; letters behind a name; any verb behind the words said.
        ("Present: Sam Tully (in the chair), Priya Raman, J. O'Neill",
         ["Sam Tully", "Priya Raman", "J. O'Neill"]),
        ("Apologies: Ruth Bennion, Environment Agency", ["Ruth Bennion"]),
        ("Present: Harbour Board, Melk Lines", []),
        ("The Hon. Dr Pita Walebo MP opened the fair.", ["Pita Walebo"]),
        ('"No one asked us," complains Beatriz Quispe, near Uyuni.', ["Beatriz Quispe"]),
        ("出席：張偉成（主席）、李慧芬、陳國強", ["張偉成", "李慧芬", "陳國強"]),
        ("出席：各界人士、企業代表", []),
        ("立法會議員陸頌雄質詢當局。", ["陸頌雄"]),
        ("By Marguerite Zandbergen in Gdansk", ["Marguerite Zandbergen"]),
        ("By Early Spring", []),
        ("Jonathan Pike of Harrow Bank chaired it.", ["Jonathan Pike"]),
        # A given name, and what somebody does; parks, rivers and firms do it too.
        ("Will Smith attracted 5,000 visitors to the pier.", ["Will Smith"]),
        ("Victoria Park was closed. Jordan River is long. Austin Energy is late.", []),
        # A Chinese title or label before a name in Latin letters.
        ("協同主持人 Ingrid van der Meulen", ["Ingrid van der Meulen"]),
        ("聯絡人：Karl von Berg", ["Karl von Berg"]),
        ("總監 Petra Lind表示同意", ["Petra Lind"]),
        ("編輯 Data Science 課程", []),
    ],
)  # fmt: skip
def test_words_beside_a_name_tell_a_person(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The question of the Hon Cheung is below. The Hon Cheung Wing-lam asked it.", "Cheung"),
        ("Suda Phanomwan, chief executive of Melk, sells. Dr Suda agrees.", "Suda"),
    ],
)
def test_somebody_may_be_called_by_either_part_of_a_name(text: str, short: str) -> None:
    assert len({thing.id for words, thing, _ in mentioned(text) if short in words}) == 1
