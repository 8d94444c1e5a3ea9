"""Files become documents with a stable identity."""

import hashlib
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model.document import BlockKind
from kg.reading.reader import SUFFIXES, check, find, read, slug

_SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def test_a_document_knows_its_identity() -> None:
    data = "\ufeff---\ntitle: 藍圖\n---\n\n# 海港\n\n內容說明。\n".encode()
    document = read(data, "folder/plan-1.md")
    assert document.name == "folder/plan-1.md"
    assert document.id == "doc/plan-1"
    assert document.text == data.decode()
    assert document.sha256 == hashlib.sha256(data).hexdigest() == document.text_sha256
    assert (document.encoding, document.language) == ("utf-8", "zh-Hant")
    assert [str(block.kind) for block in document.blocks] == ["field", "heading", "paragraph"]
    assert document.blocks[2].headings == (1,)


def test_the_hash_of_the_text_does_not_depend_on_the_encoding() -> None:
    text = "本市將在未來三年內建設兩個海洋科技園區，預計投入資金二十億元，支持企業與高校合作。"
    one, other = (read(text.encode(encoding), "a.txt") for encoding in ("utf-8", "big5"))
    assert one.text_sha256 == other.text_sha256
    assert one.sha256 != other.sha256
    assert (one.text, one.blocks) == (other.text, other.blocks)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plan.md", "plan"),
        ("000_29add51d.txt", "000_29add51d"),
        ("a/b/plan.v2.txt", "plan.v2"),
        ("My plan.md", "My-plan-"),
        ("../..", "-"),
    ],
)
def test_a_slug_is_readable(name: str, expected: str) -> None:
    found = slug(name)
    assert found == expected or (found.startswith(expected) and expected.endswith("-")) or (
        expected == "-"
    )  # fmt: skip


def test_slugs_are_ascii_and_distinct() -> None:
    names = [
        "藍圖.md",
        "蓝图.md",
        "a b.md",
        "a  b.md",
        "a-b.md",
        "é.md",
        ".md",
        "",
        "..",
        "港 a.md",
    ]
    slugs = [slug(name) for name in names]
    assert len(set(slugs)) == len(slugs) - 0
    assert all(found.isascii() and found and found[0] not in ".~" for found in slugs)


def test_a_slug_does_not_depend_on_how_a_name_is_composed() -> None:
    assert slug("caf\u00e9.md") == slug("cafe\u0301.md")


def test_files_are_found_in_folders(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.MARKDOWN", "d.pdf", ".e.md", "f/g.TXT", ".h/i.md", "j"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "k.md").mkdir()
    found = find([tmp_path, tmp_path / "a.txt"])
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["a.txt", "b.md", "c.MARKDOWN", "f/g.TXT"]
    assert find([]) == []


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_a_given_file_must_be_readable(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(ReadError, match="cannot read files of type") as refused:
        find([tmp_path / name])
    assert all(suffix in refused.value.remedy for suffix in SUFFIXES)


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        find([tmp_path / "none.md"])


@pytest.mark.skipif(not _SEEDS.is_dir(), reason="the real documents are not here")
def test_the_real_documents_have_the_blocks_that_are_in_them() -> None:
    article, deck = (read(path.read_bytes(), path.name) for path in find([_SEEDS]))
    kinds = [[str(block.kind) for block in document.blocks] for document in (article, deck)]
    counts = [
        (found.count("field"), found.count("quote"), found.count("footnote"), found.count("cell"))
        for found in kinds
    ]
    assert counts == [(16, 2, 5, 0), (0, 0, 0, 70)]
    assert [document.language for document in (article, deck)] == ["zh-Hans", "zh-Hant"]


def test_numbered_paragraphs_are_an_article_not_slides() -> None:
    sentence = "Ships came to the pier in the morning, and the crews went home in the evening. "
    paragraphs = "\n\n".join(f"{number}.  {sentence * 4}" for number in range(41, 46))
    document = read(
        f"PORT BUDGET\n\nSkills\n\n{paragraphs}\n\nHomes\n\n46.  {sentence * 4}\n".encode(), "a.txt"
    )
    kinds = {document.text[b.span.start : b.span.end][:5]: b.headings for b in document.blocks}
    assert [str(block.kind) for block in document.blocks[:2]] == ["heading", "heading"]
    assert kinds["Ships"] == (0, len(document.blocks) - 2)


@pytest.mark.parametrize("last", ["1.3 Annex", "The end."])
def test_the_last_line_is_no_neighbour_of_the_first(last: str) -> None:
    text = f"1.1 Berths\n\nNine ships moor here.\n\n1.2 Cranes\n\nThey lift boxes.\n\n{last}\n"
    first, *_ = read(text.encode(), "quay.md").blocks
    assert (first.kind, first.level) == (BlockKind.HEADING, 9)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"a\x00b", b"---\ntitle: [\n---\n\ntext"])
def test_a_check_raises_what_reading_raises(data: bytes) -> None:
    with pytest.raises(ReadError) as read_error:
        read(data, "brief.md")
    with pytest.raises(ReadError) as check_error:
        check(data, "brief.md")
    assert str(check_error.value) == str(read_error.value)


def test_a_check_passes_what_can_be_read() -> None:
    check("---\ntitle: 藍圖\n---\n\n內容。".encode(), "brief.md")
