"""Front matter becomes one block a value, with its exact place."""

import pytest

from kg.errors import ReadError
from kg.model.document import BlockKind
from kg.reading import front_matter
from kg.text.views import View


def _fields(text: str) -> list[tuple[str, str]]:
    """Read the labels and values (without escapes) of a text's front matter."""
    blocks, _ = front_matter.read(text, "plan.md")
    assert all(block.kind is BlockKind.FIELD for block in blocks)
    assert [block.span for block in blocks] == sorted(block.span for block in blocks)
    views = [
        View.of(text, block.span.start, block.span.end, [(m.start, m.end) for m in block.markup])
        for block in blocks
    ]
    return [(block.label, view.text) for block, view in zip(blocks, views, strict=True)]


@pytest.mark.parametrize(
    ("yaml", "fields"),
    [
        ("title: 港口藍圖", [("title", "港口藍圖")]),
        ("title: a: b", None),
        ('title: "港口：藍圖"', [("title", "港口：藍圖")]),
        (r'title: "a \"b\" c"', [("title", 'a "b" c')]),
        ("title: 'it''s'", [("title", "it's")]),
        ("date: 2024-05-01T08:00:00+08:00 # set", [("date", "2024-05-01T08:00:00+08:00")]),
        ("draft: false", [("draft", "false")]),
        ("tags:\n  - 港口\n  - 海洋", [("tags", "港口"), ("tags", "海洋")]),
        ("tags: [a, 'b c']", [("tags", "a"), ("tags", "b c")]),
        ("author:\n  name: Ho\n  role: Chief", [("author.name", "Ho"), ("author.role", "Chief")]),
        ("by: [{name: Ho}, {name: Li}]", [("by.name", "Ho"), ("by.name", "Li")]),
        ("abstract: >-\n  one\n  two\nx: y", [("abstract", "one two"), ("x", "y")]),
        ("abstract: |2\n   one\nx: y", [("abstract", "one"), ("x", "y")]),
        ("long: one\n  two", [("long", "one two")]),
        ("empty:\nnull: ~\nx: ''", [("null", "~")]),
        (
            "a: &x [b, *x]\nc: *x\nd: !!python/name:os.system e\nf: &g 'h'",
            [("a", "b"), ("d", "e"), ("f", "h")],
        ),
        ("? [1, 2]\n: x", [("?", "x")]),
        ("# only a comment", []),
    ],
)
def test_yaml(yaml: str, fields: list[tuple[str, str]] | None) -> None:
    text = f"---\n{yaml}\n---\nbody"
    if fields is None:
        with pytest.raises(ReadError, match=r"plan\.md, line 2: the front matter is malformed"):
            _fields(text)
    else:
        assert _fields(text) == fields


@pytest.mark.parametrize(
    ("toml", "fields"),
    [
        ('title = "港口" # set', [("title", "港口")]),
        ("date = 2024-05-01 08:00:00\ndraft = false", [("date", "2024-05-01 08:00:00"),
                                                       ("draft", "false")]),
        ("tags = [\n  'a', # one\n  \"b\",\n]", [("tags", "a"), ("tags", "b")]),
        ("[author]\nname = 'Ho'\n[[by.list]]\nn = 1", [("author.name", "Ho"), ("by.list.n", "1")]),
        ('a."b c".d = 1', [("a.b c.d", "1")]),
        ("a = {b = 1, c = {d = [2, {e = 3}]}, f = 4}\ng = 5",
         [("a.b", "1"), ("a.c.d", "2"), ("a.c.d.e", "3"), ("a.f", "4"), ("g", "5")]),
        ('a = """\none\ntwo"""\nb = \'\'\'x\'\'\'', [("a", "one two"), ("b", "x")]),
        ('a = ""\nb = "x"', [("b", "x")]),
    ],
)  # fmt: skip
def test_toml(toml: str, fields: list[tuple[str, str]]) -> None:
    assert _fields(f"+++\n{toml}\n+++\nbody") == fields


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_body_begins_behind_the_closing_fence(newline: str, mark: str) -> None:
    text = newline.join([f"{mark}---", "a: 港", "b: c", "...", "body"])
    blocks, body = front_matter.read(text, "plan.md")
    assert [block.span.of(text) for block in blocks] == ["港", "c"]
    assert text[body:].strip() == "body"


@pytest.mark.parametrize(
    "text",
    [
        "body",
        "---",
        "---\n\nA paragraph.\n\nNo: fence.",
        "---\nA paragraph.\n---\nMore.",
        "---\n\n- a\n- b\n\n---\nMore.",
        "---\n\n*x: [unbalanced\n\n---\n",
        "--- a\nb: c\n---\n",
        "\n---\na: b\n---\n",
        "+++\nplain words\n",
    ],
)
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert front_matter.read(text, "plan.md") == ([], 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: x\nbody", "line 1: the front matter is not closed"),
        ("+++\ntitle = 'x'\nbody", "line 1: the front matter is not closed"),
        ("---\na: b\nc: [d\ne: f\n---\n", "line 4: the front matter is malformed"),
        ("---\na: b\n\tc: d\n---\n", "line 3: the front matter is malformed"),
        ("---\na: b\nc: \x07\n---\n", "line 3: the front matter is malformed"),
        ("+++\na = 1\nb = = 2\n+++\n", "line 3: the front matter is malformed"),
        ("+++\na = [1\n+++\n", "the front matter is malformed"),
        (f"---\na: {'[' * 900}\n---\n", "the front matter is malformed"),
        (f"+++\na = {'[' * 3000}\n+++\n", "the front matter is malformed"),
        (f"---\na: {'b' * 50_001}\n---\n", "50000 characters"),
    ],
)
def test_malformed_front_matter_is_refused(text: str, words: str) -> None:
    with pytest.raises(ReadError, match=words) as refused:
        front_matter.read(text, "plan.md")
    assert refused.value.remedy
    assert "plan.md" in str(refused.value)
