"""Rows are counted in the bytes of an answer, in whatever pieces it comes."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, Store

from kg.server import counting, frames
from kg.server.limits import LimitPassed, Limits
from kg.server.reply import Reply

FORMATS = [QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV,
           QueryResultsFormat.TSV]  # fmt: skip
NASTY = st.lists(st.sampled_from(['"', "\\", ",", "{", "}", "[", "\n", "\r", "<result>", "a", " "]))


def answer(values: list[str | None], format_: QueryResultsFormat) -> bytes:
    """What the engine writes for rows of these values; None is unbound."""
    rows = " ".join(f"({'UNDEF' if value is None else Literal(value)} 1)" for value in values)
    found = Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {rows} }} }}")
    assert isinstance(found, QuerySolutions)
    return found.serialize(format=format_) or b""


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.file_extension)
@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.none() | NASTY.map("".join), max_size=6), seed=st.integers(0, 99))
def test_rows_are_counted(format_: QueryResultsFormat, values: list[str | None], seed: int) -> None:
    count = counting.rows_of(format_.media_type.partition(";")[0])
    assert count
    data = answer(values, format_)
    chance = random.Random(seed)
    counted = 0
    while data:
        size = chance.randint(1, 40)
        counted += count(data[:size])
        data = data[size:]
    headings = format_ in (QueryResultsFormat.CSV, QueryResultsFormat.TSV)
    assert counted == len(values) + headings


def test_rows_of_nothing_bound_count_too() -> None:
    count = counting.rows_of("application/sparql-results+json")
    assert count
    found = Store().query("SELECT ?x { VALUES ?x { UNDEF UNDEF UNDEF } }")
    assert isinstance(found, QuerySolutions)
    assert count(found.serialize(format=QueryResultsFormat.JSON) or b"") == 3


def test_what_is_no_table_is_not_counted() -> None:
    assert counting.rows_of("text/turtle") is None
    reply = Reply(io.BytesIO(), {}, Limits(max_rows=1))
    reply.media_type = "text/html"
    reply.write(b"<result><result>")
    reply.finish()


@pytest.mark.parametrize("limits", [Limits(max_rows=2), Limits(max_bytes=30)])
def test_too_much_is_refused_before_anything_is_sent(limits: Limits) -> None:
    output = io.BytesIO()
    reply = Reply(output, {"generation": 1}, limits)
    reply.media_type = "text/csv"
    reply.write(b"x\r\n" + b'"a, ""quoted"""\r\n' * 3)
    with pytest.raises(LimitPassed):
        reply.finish()
    assert output.getvalue() == b""
    reply.fail({"status": 413})
    output.seek(0)
    kinds = [kind for messages in frames.read(output) for kind, _, _ in messages]
    assert kinds == [frames.WHOLE]


def test_triples_are_counted_one_by_one() -> None:
    reply = Reply(io.BytesIO(), {}, Limits(max_rows=2))
    assert list(reply.counted([1, 2])) == [1, 2]
    with pytest.raises(LimitPassed, match="more than 2 rows"):
        list(reply.counted([1, 2, 3]))
    unlimited = Reply(io.BytesIO(), {}, Limits())
    assert list(unlimited.counted([1, 2, 3])) == [1, 2, 3]
