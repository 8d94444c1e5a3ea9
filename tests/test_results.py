import io
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryError, StoreError
from kg.querying.diagnosis import MalformedQuery, explained, malformed
from kg.querying.evaluation import Dataset, evaluate
from kg.querying.results import write
from kg.querying.tables import Column, cut, display_width, table

A = "http://a.example/"
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


@pytest.fixture
def store() -> Store:
    store = Store()
    triple = NamedNode(A + "s"), NamedNode(A + "p"), Literal("值|x")
    store.extend(Quad(*triple, NamedNode(A + graph)) for graph in ("one", "two"))
    store.add(Quad(*triple))  # the default graph, as a loaded store has it
    return store


def written(store: Store, text: str, format_: str = "", **options: object) -> str:
    output = io.BytesIO()
    answer = evaluate(store, text)
    write(answer, format_, output, text=text, **options)  # type: ignore[arg-type]
    return output.getvalue().decode()


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("csv", f"s,o\r\n{A}s,值|x\r\n"),
        ("tsv", f'?s\t?o\n<{A}s>\t"值|x"\n'),
        ("table", "s    o\n───  ────\na:s  值|x\n"),
        ("markdown", "| s | o |\n| --- | --- |\n| a:s | 值\\|x |\n"),
    ],
)
def test_rows_are_written_in_each_format(store: Store, format_: str, expected: str) -> None:
    text = f"PREFIX a: <{A}> SELECT ?s ?o {{ GRAPH a:one {{ ?s a:p ?o }} }}"
    assert written(store, text, format_).replace("\r\n", "\n") == expected.replace("\r\n", "\n")


@pytest.mark.parametrize(("format_", "start"), [("json", '{"head"'), ("xml", "<?xml")])
def test_machine_formats_come_from_the_engine(store: Store, format_: str, start: str) -> None:
    assert written(store, "ASK {}", format_).startswith(start)


@pytest.mark.parametrize("format_", ["xml", "rdfxml"])
def test_xml_keeps_the_ends_of_lines(store: Store, format_: str) -> None:
    form = "SELECT ?text" if format_ == "xml" else "CONSTRUCT { <a:s> <a:p> ?text }"
    document = written(store, f"{form} {{ VALUES ?text {{ 'a\\r\\nb\\r' }} }}", format_)
    assert "a\r\nb\r" in "".join(ElementTree.fromstring(document).itertext())


def test_a_yes_or_no_is_a_word_in_a_table(store: Store) -> None:
    assert written(store, "ASK {}") == "yes\n"
    assert written(store, "ASK { ?s ?s ?s }", "table") == "no\n"


def test_a_graph_is_turtle_with_the_prefixes_of_the_query(store: Store) -> None:
    text = f"PREFIX a: <{A}> CONSTRUCT {{ ?s a:p ?o }} WHERE {{ GRAPH a:one {{ ?s a:p ?o }} }}"
    assert written(store, text) == f'@prefix a: <{A}> .\na:s a:p "值|x" .\n'
    assert written(store, text, "ntriples") == f'<{A}s> <{A}p> "值|x" .\n'


@pytest.mark.parametrize(
    ("text", "format_"),
    [("ASK {}", "turtle"), ("SELECT * {}", "jsonld"), ("CONSTRUCT WHERE {}", "csv")],
)
def test_a_format_that_does_not_suit_is_refused(store: Store, text: str, format_: str) -> None:
    with pytest.raises(QueryError, match=rf"cannot be written as {format_} \(use one of"):
        written(store, text, format_)


def test_a_star_gives_columns_in_the_order_of_the_text(store: Store) -> None:
    assert written(store, "SELECT * { GRAPH ?z { ?y ?b ?a } }", "csv").startswith("z,y,b,a")
    text = "SELECT DISTINCT * { ?y ?b ?a MINUS { ?inner ?b ?a } FILTER(?filtered) }"
    assert written(store, text, "csv").startswith("y,b,a")
    text = "SELECT # all of it, not ?a *\n * { ?y ?b ?a }"
    assert written(store, text, "csv").startswith("y,b,a")


def test_a_comment_before_the_columns_is_passed_over_in_one_go(store: Store) -> None:
    # One way to read a comment: with two, each sign of it would double the time, to centuries.
    text = f"SELECT {'# ' * 99}\n ?y {{ ?y ?b ?a }}"
    assert written(store, text, "csv").split()[0] == "y"


def test_a_query_sees_each_triple_once_unless_it_names_graphs(store: Store) -> None:
    assert written(store, "SELECT ?s { ?s ?p ?o }", "csv").split() == ["s", A + "s"]
    everywhere = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert written(store, everywhere, "csv").split() == ["n", "2"]
    counted = "SELECT (COUNT(*) AS ?n) FROM <{}> {{ ?s ?p ?o }}"
    assert written(store, counted.format(A + "one"), "csv").split() == ["n", "1"]
    assert written(store, counted.format(A + "none"), "csv").split() == ["n", "0"]


def test_a_request_can_choose_the_graphs(store: Store) -> None:
    for dataset, found in (
        (Dataset(), True),
        (Dataset(default=(A + "one",)), True),
        (Dataset(default=(A + "none",)), False),
        (Dataset(named=(A + "one",)), False),
    ):
        assert bool(evaluate(store, "ASK { ?s ?p ?o }", dataset=dataset)) is found


def test_numbers_are_grouped_and_right_aligned_and_years_are_left_alone() -> None:
    text = (
        "SELECT ?n ?year { VALUES (?n ?year) { (12500.0 2024) (-3.25 2025) (UNDEF 1999) } }"
        " ORDER BY ?year"
    )
    assert written(Store(), text).splitlines()[2:] == [
        "        1999",
        "12,500  2024",
        " -3.25  2025",
    ]


def test_a_negative_fraction_keeps_its_sign() -> None:
    assert written(Store(), "SELECT (-0.5 AS ?n) {}").splitlines()[2:] == ["-0.5"]


def test_iris_of_the_base_are_short() -> None:
    text = f"SELECT ?x {{ VALUES ?x {{ <{A}id/b> <http://other.example/> }} }}"
    assert written(Store(), text, base=A).split()[2:] == ["id/b", "http://other.example/"]


def test_a_table_fits_the_terminal() -> None:
    columns = [Column("name"), Column("sentence")]
    columns[0].add("港科大")
    columns[1].add("每一個數字都有一句話作為依據" * 5)
    columns[0].add("香港科技大學(廣州)" * 3)
    columns[1].add("short")
    drawn = table(columns, 40).splitlines()
    assert all(display_width(line) <= 40 for line in drawn)
    assert drawn[:3] == ["name", "─" * 40, "港科大"]
    assert "".join(line.strip() for line in drawn[3:7]) == "每一個數字都有一句話作為依據" * 5
    assert drawn[7].endswith("…")
    assert drawn[8:] == ["    short"]
    assert "…" not in table(columns)


def test_a_sentence_below_its_row_breaks_at_blanks() -> None:
    columns = [Column("name"), Column("sentence")]
    for column, cell in zip(columns, ("a", "every number has a sentence behind it"), strict=True):
        column.add(cell)
    assert table(columns, 24).splitlines()[2:] == [
        "a", "    every number has a", "    sentence behind it",
    ]  # fmt: skip


def test_a_number_is_never_cut() -> None:
    columns = [Column("name"), Column("value"), Column("place")]
    for column, cell in zip(columns, ("a" * 30, "1,234,567,890,123", "b" * 24), strict=True):
        column.add(cell, number=column.name == "value")
    row = table(columns, 60).splitlines()[2]
    assert row.split() == ["a" * 18 + "…", "1,234,567,890,123", "b" * 19 + "…"]
    assert table(columns, 40).splitlines()[1] == "value  1,234,567,890,123"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (("47600", "", "exact", "person"), "47,600 person"),
        (("1.8", "2.3", "about", "HKD"), "about 1.8–2.3 HKD"),
        (("50", "", "more than", ""), "more than 50"),
        (("", "", "", ""), ""),
    ],
)
def test_a_figure_is_one_column_for_people_and_four_for_programs(
    store: Store, values: tuple[str, ...], shown: str
) -> None:
    value, maximum, qualifier, unit = values
    value = f"{Decimal(value):.1f}" if value else "UNDEF"
    variables = "?name ?value ?maximum ?qualifier ?unit"
    row = f'("a" {value} {maximum or "UNDEF"} "{qualifier}" "{unit}")'
    text = f"SELECT {variables} {{ VALUES ({variables}) {{ {row} }} }}"
    assert written(store, text).splitlines()[2] == f"a     {shown}".rstrip()
    assert written(store, text, "csv").startswith("name,value,maximum,qualifier,unit")


def test_a_terminal_too_narrow_for_columns_gets_paragraphs() -> None:
    columns = [Column("name"), Column("empty"), Column("kind"), Column("place")]
    for column, cells in zip(
        columns, (("a" * 9, "b"), ("", ""), ("c" * 9, "d"), ("一句話", "")), strict=True
    ):
        for cell in cells:
            column.add(cell)
    assert table(columns, 20) == (
        "name   aaaaaaaaa\nkind   ccccccccc\nplace  一句話\n\nname   b\nkind   d\n"
    )
    assert table(columns, 30).startswith("name       kind       place\n")


def test_a_cell_cannot_move_the_cursor_or_break_the_line() -> None:
    column = Column("x")
    column.add("a\nb\x1b[2Jc\u3000d")
    assert column.cells == ["a b\ufffd[2Jc d"]


def test_a_table_of_nothing_has_its_head() -> None:
    assert table([Column("a"), Column("bc")], 80) == "a  bc\n─  ──\n"
    assert table([]) == "\n\n"


@given(st.text(), st.integers(1, 30))
def test_a_cut_cell_is_no_wider_than_it_may_be(text: str, width: int) -> None:
    short = cut(text, width)
    assert display_width(short) <= width
    assert short == text or text.startswith(short[:-1])


@pytest.mark.parametrize(
    ("text", "line", "column", "complaint"),
    [
        ("SELECT ?x WHERE {\n  ?s ?p }", 2, 10, "here, or before it, is not SPARQL"),
        ("SELEC *", 1, 1, "begins with 'SELEC'"),
        ("PREFIX a: <urn:a>\n# SELECT\n  FETCH ?x {}", 3, 3, "begins with 'FETCH'"),
        ("{ ?s ?p ?o }", 1, 1, "begins with '{'"),
        ("ASK { ?x foo:a 1 }", 1, 14, "prefix not found"),
        ("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", 1, 37, "unbound"),
        ("", 1, 1, "ends too early"),
        ("SELECT ?x {", 1, 12, "ends too early; expected"),
    ],
)
def test_a_malformed_query_is_shown_with_its_place(
    text: str, line: int, column: int, complaint: str
) -> None:
    with pytest.raises(MalformedQuery, match=complaint) as caught:
        evaluate(Store(), text)
    error = caught.value
    assert error.line
    assert error.column
    assert (error.line, abs(error.column - column) <= 2) == (line, True)
    source, caret = str(error).splitlines()[1:3]
    assert source[2:] == text.split("\n")[line - 1].rstrip()
    assert caret == " " * (error.column + 1) + "^"


def test_an_unknown_function_is_named() -> None:
    with pytest.raises(QueryError, match=r"unknown function <http://a.example/f>"):
        written(Store(), "SELECT ?x { BIND(<http://a.example/f>(1) AS ?x) }", "csv")


def test_other_complaints_of_the_engine_are_passed_on() -> None:
    assert "something new" in str(malformed("something new", "ASK {}"))
    with pytest.raises(QueryError, match="could not be evaluated: odd"), explained("ASK {}"):
        raise RuntimeError("odd")
    with pytest.raises(QueryError, match="could not be evaluated: gone"), explained("ASK {}"):
        raise OSError("gone")


@pytest.mark.parametrize("kind", [OSError, RuntimeError])
def test_a_disk_that_cannot_be_read_is_no_fault_of_the_query(kind: type[Exception]) -> None:
    for words in ("IO error: No such file: /there/7.sst", "Corruption: bad block in /there/7.sst"):
        with pytest.raises(StoreError, match="could not be read"), explained("ASK {}"):
            raise kind(words)
