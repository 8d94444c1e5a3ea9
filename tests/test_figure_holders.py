"""What the phrase of an English figure hangs on, and what it does not."""

import pytest

from tests.test_clause_topics import subject


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # A noun in apposition tells of the name before it; so does what is with it.
        ("The town adds Loom Vale, a fund of EUR 40 million managed by Narva Bank.",
         "40000000", "Loom Vale"),
        ("Narva Knits Ltd runs MillHub, a shared building with 310 desks.", "310", "MillHub"),
        # Who is named only in the apposition is not what the relative clause tells of.
        ("The town adds Loom Vale, a fund run by the lender Narva Bank, which has 29 mills.",
         "29", "Loom Vale"),
        ("Wolf Wool, the Tartu-based dyer that had raised $96 million, closed.",
         "96000000", "Wolf Wool"),
        # What somebody sets up has what it is with.
        ("Tartu University will set up a joint laboratory for dyes, with 28 looms.", "28",
         "joint laboratory"),
        ("Tartu University will set up a laboratory, with 28 looms and a grant of $9 million.",
         "9000000", "laboratory"),
        # A place is but where that is which something is with, or which an apposition tells of.
        ("Wolf Wool runs its own school in Tartu with 300 pupils.", "300", "Wolf Wool"),
        ("Lessons are held at the Loom Works in Tartu, a joint venture of Narva Bank and Wolf Wool,"
         " with 90 pupils.", "90", "Loom Works"),
        ("Tartu, with 90,000 people, is growing.", "90000", "Tartu"),
        # A name tells one of a kind apart.
        ("He is foreman at the Ambla pilot plant, which has eleven vats.", "11",
         "Ambla pilot plant"),
        # What is worth so much, known or not; over how long its sum is spent; whom *we* give it.
        ("The core of this Budget is the Warm Looms Package, worth $640 million over six years.",
         "640000000", "Warm Looms Package"),
        ("The core of this Budget is the Warm Looms Package, worth $640 million over six years.",
         "6", "Warm Looms Package"),
        ("We will spend $75 million on a new Narva Weaving Academy.", "75000000",
         "Narva Weaving Academy"),
        ("It is huge. LoomStart, run by Narva Knits Ltd, pairs weavers for 7 months. It placed 41.",
         "7", "LoomStart"),
        ("LoomStart, run by Narva Knits Ltd, pairs weavers for 7 months. It had placed 410 people.",
         "410", "LoomStart"),
        ("Narva Bank expected the merger to save $30 million.", "30000000", "merger"),
        ("Its biggest borrower, Narva Knit Homes, is using £11 million.", "11000000",
         "Narva Knit Homes"),
        ("The town put £8 million into Loom Fund, a loan fund run by Narva Bank, which has so far"
         " lent £31.5 million.", "31500000", "Loom Fund"),
        # The verb behind an aside, though nobody knows it.
        ("The Larch Guild, launched by Invest in Narva and the Narva Art School, pairs weavers"
         " with masters for 18 months.", "18", "Larch Guild"),
        ("Kent refits 40 ferries.", "40", "Kent"),
    ],
)  # fmt: skip
def test_a_figure_is_of_what_its_phrase_hangs_on(text: str, value: str, name: str) -> None:
    assert subject(text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # A name set off by a comma is no head of the clause that follows.
        ("According to Narva Bank, the Harp Bursary Scheme has 40 pupils.", "40",
         "Harp Bursary Scheme"),
        # An agreement with a place is not that place's.
        ("An agreement with Finland covers 22 dyes under the Harp Bursary Scheme.", "22",
         "Harp Bursary Scheme"),
        # A relative clause behind the name itself tells of that.
        ("Loom Vale, a partner of the Narva Wool School, which has 300 pupils, opened.", "300",
         "Narva Wool School"),
    ],
)  # fmt: skip
def test_what_only_stands_by_has_no_figure(text: str, value: str, name: str) -> None:
    assert subject(text, value) == name
