"""Reference lists in several styles, links, and the marks to them."""

import pytest

from kg.extraction.metadata import statements
from kg.extraction.passages.passage import passages
from kg.extraction.references import citations
from kg.extraction.references.bibliography import pieces
from kg.model.fact import Fact
from kg.reading.reader import read

ARTICLE = """# Cranes of the bay

Cranes are taller.[^a] They are quieter too, says [a study](https://study.example.org/q).
Data are at https://data.example.org/x, and ![a picture](https://img.example.org/p.png) shows one.

Trade grew [2]. It fell later.

## References

[^a]: <a href="https://n.example.org/1">岸吊更高</a>·海灣日報·何嘉文 (2025/3/4)·检索日期2025/4/1
[^b]: <a href="https://lists.example.org/">碼頭</a>·海灣日報 (无特定日期)·检索日期2025/4/1

1. World Bank. Digital Ports Report. https://wb.example.org/r.pdf
2. Osei, D. (2022). Ports and people. Quay Press.
"""


def entry(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for piece in pieces(text):
        name = piece.predicate.split(":")[1]
        found[name] = f"{found[name]}; {piece.value}" if name in found else piece.value
    return found


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            '<a href="https://a.org/1">岸吊更高</a>·海灣日報·何嘉文 (2025/3/4)·检索日期2025/4/1',
            {"title": "岸吊更高", "url": "https://a.org/1", "publisher": "海灣日報",
             "creator": "何嘉文", "issued": "2025-03-04", "retrievedOn": "2025-04-01"},
        ),
        (
            "Mei Wong, \"Quiet Cranes\", Harbour Post, 3 May 2024, https://x.example.org/a",
            {"title": "Quiet Cranes", "url": "https://x.example.org/a", "publisher": "Harbour Post",
             "creator": "Mei Wong", "issued": "2024-05-03"},
        ),
        (
            "1. World Bank. Digital Ports Report. https://x.example.org/r.pdf",
            {"title": "Digital Ports Report", "url": "https://x.example.org/r.pdf",
             "publisher": "World Bank"},
        ),
        (
            "[2] Chan, K. M., & Lee, P. (2023). The future of quays. Harbour Press.",
            {"title": "The future of quays", "creator": "Chan, K. M.; Lee, P.",
             "issued": "2023", "publisher": "Harbour Press"},
        ),
        (
            "[Title](https://e.example.org/x), The Guardian, 3 May 2024. Accessed 4 June 2024.",
            {"title": "Title", "url": "https://e.example.org/x", "publisher": "The Guardian",
             "issued": "2024-05-03", "retrievedOn": "2024-06-04"},
        ),
        (
            "李小明（2022）。《碼頭數據治理》。晨光出版社。",
            {"title": "碼頭數據治理", "creator": "李小明", "issued": "2022",
             "publisher": "晨光出版社"},
        ),
        (
            "港務局，《吞吐量推算》，2023年9月，https://p.example.org/x，存取日期：2024年1月5日",
            {"title": "吞吐量推算", "publisher": "港務局", "issued": "2023-09",
             "url": "https://p.example.org/x", "retrievedOn": "2024-01-05"},
        ),
        (
            "王强. 码头要素研究[J]. 经济评论, 2023(4): 12-20.",
            {"title": "码头要素研究", "creator": "王强", "publisher": "经济评论", "issued": "2023"},
        ),
        (
            "Ministry of Ports (2024) Berth projections to 2030. Retrieved June 3, 2024 from https://m.org/p",
            {"title": "Berth projections to 2030", "publisher": "Ministry of Ports",
             "issued": "2024", "retrievedOn": "2024-06-03", "url": "https://m.org/p"},
        ),
        (
            "Smith, J. and Brown, A., 2021. Robots at sea. Journal of Ports, 12(3), pp. 4-9.",
            {"title": "Robots at sea", "creator": "Smith, J.; Brown, A.", "issued": "2021",
             "publisher": "Journal of Ports"},
        ),
        (
            "Tait, M., & Berg, T. (2023). Nets and nights: Work on small boats. Quay Press.",
            {"title": "Nets and nights: Work on small boats", "creator": "Tait, M.; Berg, T.",
             "issued": "2023", "publisher": "Quay Press"},
        ),
        (
            "[3] 云岭市统计局. 2023年统计公报[EB/OL]. (2024-03-12)[2024-05-09]. https://t.example.cn/2",
            {"title": "2023年统计公报", "publisher": "云岭市统计局", "issued": "2024-03-12",
             "retrievedOn": "2024-05-09", "url": "https://t.example.cn/2"},
        ),
        (
            "Morven Tait, Nets and Nights (Port Ellery: Quay Press, 2023), 45.",
            {"title": "Nets and Nights", "creator": "Morven Tait", "publisher": "Quay Press",
             "issued": "2023"},
        ),
        (
            "Quispe R, Berg TH. Ferries and bridges. J Isl Econ. 2024;12(3):45. doi:10.1234/jie.2",
            {"title": "Ferries and bridges", "creator": "Quispe R; Berg TH",
             "publisher": "J Isl Econ", "issued": "2024"},
        ),
        (
            "Tait M, ‘Who owns the seabed?’ (2023) 12 Windward Law Review 45",
            {"title": "Who owns the seabed?", "creator": "Tait M", "issued": "2023",
             "publisher": "Windward Law Review"},
        ),
        (
            "云岭日报：《古茶树有了身份证》，2024年5月9日",
            {"title": "古茶树有了身份证", "publisher": "云岭日报", "issued": "2024-05-09"},
        ),
        (
            "Annual review | Harbour Institute | 2024-03-01 | https://h.example.org",
            {"title": "Annual review", "publisher": "Harbour Institute", "issued": "2024-03-01",
             "url": "https://h.example.org"},
        ),
        ("Quay notes (n.d.)", {"title": "Quay notes", "issued": "n.d."}),
        ("https://only.example.org/url.", {"url": "https://only.example.org/url"}),
        ("[https://h.example.org](https://h.example.org)", {"url": "https://h.example.org"}),
        (
            "《碼頭》·何嘉文·海灣日報",
            {"title": "碼頭", "creator": "何嘉文", "publisher": "海灣日報"},
        ),
        (
            "Harbour Institute. (2025, March 12). *Who climbs?* https://h.example.org"
            " (accessed 1 April 2025)",
            {"publisher": "Harbour Institute", "issued": "2025-03-12", "title": "Who climbs?",
             "url": "https://h.example.org", "retrievedOn": "2025-04-01"},
        ),
        (
            "Vogt, L. and Marsh, T. (2024) ‘Counting the dockers’, *Journal of Quays*,"
            " 8(2), pp. 101–120.",
            {"creator": "Vogt, L.; Marsh, T.", "issued": "2024", "title": "Counting the dockers",
             "publisher": "Journal of Quays"},
        ),
        (
            "Smith, J., 2024. The empty pier. London: Quay Press.",
            {"creator": "Smith, J.", "issued": "2024", "title": "The empty pier",
             "publisher": "Quay Press"},
        ),
        (
            "港口局，〈碼頭計劃〉，2025年1月8日，https://p.example.org（2025年2月3日瀏覽）",
            {"publisher": "港口局", "title": "碼頭計劃", "issued": "2025-01-08",
             "url": "https://p.example.org", "retrievedOn": "2025-02-03"},
        ),
        (  # each author, in letters of any European language
            "[3] Ørsted, I., Bæk, J. & Žižka, M. (2023). “Who lifts?” *Harbour Review*, 14(2), 3.",
            {"creator": "Ørsted, I.; Bæk, J.; Žižka, M.", "issued": "2023", "title": "Who lifts?",
             "publisher": "Harbour Review"},
        ),
        (
            "Mei Wong and Ada Lo, *Night Shifts*, Bay Press, 2022.",
            {"creator": "Mei Wong; Ada Lo", "title": "Night Shifts", "publisher": "Bay Press",
             "issued": "2022"},
        ),
        (  # the town where an office has its work printed is no publisher
            "[1] Portstat (2025). *Dockers by port*. Luxembourg.",
            {"creator": "Portstat", "issued": "2025", "title": "Dockers by port"},
        ),
        (
            "韩一川、李小昕：《谁在搬运：码头工人回访》，《东部港口评论》2026年第2期。",
            {"creator": "韩一川; 李小昕", "title": "谁在搬运：码头工人回访", "issued": "2026",
             "publisher": "东部港口评论"},
        ),
        (
            "周宁等：《船员流动研究》，载《航运学报》2023年第4期，第12—20页。",
            {"creator": "周宁", "title": "船员流动研究", "publisher": "航运学报", "issued": "2023"},
        ),
        (
            "陈晓：《码头十年》，海湾出版社2021年版，第33页。",
            {"creator": "陈晓", "title": "码头十年", "publisher": "海湾出版社", "issued": "2021"},
        ),
        (
            "林志豪，〈渡輪人手〉，《海灣月刊》第12期，2025年3月。",
            {"creator": "林志豪", "title": "渡輪人手", "publisher": "海灣月刊",
             "issued": "2025-03"},
        ),
        (  # the title between plain quotes, and an apostrophe in it
            "Berg, T. and Lo, A. (2025) 'Who mends a fleet's nets?', *Journal of Quays*, 3(2).",
            {"creator": "Berg, T.; Lo, A.", "issued": "2025", "title": "Who mends a fleet's nets?",
             "publisher": "Journal of Quays"},
        ),
        ("...", {}),
    ],
)  # fmt: skip
def test_an_entry_has_its_fields_in_any_style(text: str, fields: dict[str, str]) -> None:
    assert entry(text) == fields


def find(text: str) -> list[Fact]:
    document = read(text.encode(), "cranes.md")
    return citations.find(passages(document), statements.document_entity(document))


def test_the_document_references_urls_else_titles() -> None:
    found = [fact.object for fact in find(ARTICLE) if fact.predicate == "dct:references"]
    assert found == [
        "https://n.example.org/1",
        "https://lists.example.org/",
        "https://wb.example.org/r.pdf",
        "Ports and people",
        "https://study.example.org/q",
        "https://data.example.org/x",
    ]


def test_an_address_without_a_scheme_is_referred_to_as_well() -> None:
    text = (
        "# 渡輪\n\n表格可於署方網頁（www.ferry.example.hk/form）下載，電郵為 a@ferry.example.hk。\n"
    )
    found = [fact.object for fact in find(text) if fact.predicate == "dct:references"]
    assert found == ["www.ferry.example.hk/form"]


def test_an_entry_is_a_thing_of_its_own() -> None:
    (issued, *_) = [f for f in find(ARTICLE) if f.object == "2025-03-04"]
    assert issued.subject.id.endswith("/ref-a")
    assert issued.subject.types == ("kg:Reference",)
    labels = [label.text for label in issued.subject.labels]
    assert labels == ["岸吊更高", "https://n.example.org/1", "[^a]"]


def test_a_reference_without_a_date_keeps_the_remark() -> None:
    assert "无特定日期" in [fact.object for fact in find(ARTICLE) if fact.predicate == "dct:issued"]


def test_all_evidence_verifies() -> None:
    text = read(ARTICLE.encode(), "cranes.md").text
    for fact in find(ARTICLE):
        assert all(evidence.span.of(text) == evidence.quote for evidence in fact.evidence)


def test_an_entry_is_a_work_known_by_its_marker_and_named_by_its_title() -> None:
    works = {fact.subject for fact in find(ARTICLE) if "/ref-" in fact.subject.id}
    assert {work.id.rpartition("/")[2]: work.name for work in works} == {
        "ref-a": "岸吊更高",
        "ref-b": "碼頭",
        "ref-1": "Digital Ports Report",
        "ref-2": "Ports and people",
    }


def test_a_mark_supports_its_own_sentence() -> None:
    texts = passages(read(ARTICLE.encode(), "cranes.md"))
    marks = [(text, mark) for text in texts for mark in citations.cited(text)]
    assert [(mark.marker, mark.sentence) for _, mark in marks] == [("a", 0), ("2", 0)]
    text, mark = marks[0]
    assert text.text[: mark.position] == "Cranes are taller."
    assert mark.span.of(text.document.text) == "[^a]"


def test_superscripts_are_marks() -> None:
    (text,) = passages(read("Cranes are tall.² They move.¹²\n".encode(), "a.md"))
    assert [(m.marker, m.sentence) for m in citations.cited(text)] == [("2", 0), ("12", 1)]


def test_an_unnumbered_entry_is_known_by_its_place() -> None:
    found = find("# A\n\n## 參考資料\n\n- 港務局，《吞吐量》，2023年9月\n- ...\n")
    assert {fact.subject.id.rpartition("/")[2][:7] for fact in found[1:]} == {"ref-at-"}


def test_a_town_after_the_title_leaves_the_body_as_publisher() -> None:
    found = {
        p.predicate: p.value for p in pieces("Bay Port Agency, *Quay Statistics*, Lisbon, 2024.")
    }
    assert found["dct:publisher"] == "Bay Port Agency"
    assert "dct:creator" not in found


@pytest.mark.parametrize(
    ("line", "predicate"),
    [
        ("請至港務處網站(https://quay.example/a)下載申請表。", "dct:references"),
        ("網址：https://quay.example/a", "kg:url"),
        ("Website: https://quay.example/a", "kg:url"),
    ],
)
def test_an_address_within_a_sentence_is_not_that_of_the_document(
    line: str, predicate: str
) -> None:
    assert [(f.predicate, f.object) for f in find(f"# A\n\n{line}\n")] == [
        (predicate, "https://quay.example/a")
    ]
