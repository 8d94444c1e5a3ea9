"""What the English clause of a figure is about, and the focus that it leaves it to."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def subject(text: str, value: str) -> str:
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    found = [f for f in facts if f.quantity and f"{f.quantity.value:f}" == value]
    assert len(found) == 1, [f.quantity for f in facts]
    return found[0].subject.name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # What a clause gives its figure to, or acts on.
        ("The Lairg Council approved $14 million in June 2021 for the Choir Lending Fund.",
         "14000000", "Choir Lending Fund"),
        ("Keel Ltd and Oru Ltd will form a venture, giving Keel Ltd a 75 per cent stake.",
         "75", "Keel Ltd"),
        ("In May the Harbour Board opened the Northport Research Centre, with 120 desks.",
         "120", "Northport Research Centre"),
        ("The town gave the Harp Bursary Scheme to 370 pupils.", "370", "Harp Bursary Scheme"),
        # What is moved from one figure is what it is of, whatever it is.
        ("The council will expand the Ports Career Accelerator from 400 to 900 places a year.",
         "900", "Ports Career Accelerator"),
        ("Lairg Council is extending the Northport Research Centre from 120 to 310 desks, each "
         "with a lamp.", "310", "Northport Research Centre"),
        ("The board cut the Harbour Training Centre from 31 to 12 rooms.", "12",
         "Harbour Training Centre"),
        ("Keel Ltd moved its yard at the Northport Research Centre from 31 to 12 acres.", "12",
         "Keel Ltd"),
        ("Keel Ltd aided the Northport Research Centre from May and has 31 boats.", "31",
         "Keel Ltd"),
        ("Keel Ltd left the Northport Research Centre from fear of 31 rivals.", "31", "Keel Ltd"),
        # What a clause brings about is told of its subject, past an aside and a participle.
        ("The Lairg Fund, begun in 2014 and managed by Keel Ventures, has lent to farms, "
         "attracting a further $9 million.", "9000000", "Lairg Fund"),
        ("The Harp Bursary Scheme, managed by Oru Ltd, has grown, bringing 410 pupils to town.",
         "410", "Harp Bursary Scheme"),
        ("The Northport Research Centre, built by Keel Ltd, has grown, creating 910 jobs.", "910",
         "Northport Research Centre"),
        ("Keel Ltd, managed by Oru Ltd, employs 40 people.", "40", "Keel Ltd"),
        ("Keel Ltd, hoping for the Harp Bursary Scheme, hired 40 people.", "40", "Keel Ltd"),
        ("Dundee has a plan. We reckon that the package would cost $31 million.", "31000000",
         "package"),
        # Pay is of those who get it.
        ("In Dundee, the median salary advertised for a boat welder rose to $31,000.", "31000",
         "boat welder"),
        ("In Dundee, the average pay of crane operators fell to $31,000.", "31000",
         "crane operators"),
        ("Dundee hires. Average wages for dental nurses are $31,000.", "31000", "dental nurses"),
        ("The price of the Harp Bursary Scheme for a boat welder rose to $31,000.", "31000",
         "Harp Bursary Scheme"),
        ("Keel Ltd's pay bill for all staff rose to $31,000.", "31000", "Keel Ltd"),
        ("The pay at Keel Ltd rose to $31,000.", "31000", "Keel Ltd"),
        # The subject of its verb, past what commas enclose.
        ("Skua-3, the town's own satellite, was launched at a cost of $6 million.",
         "6000000", "Skua-3"),
        ("The price of the Harp Bursary Scheme rose to $9 million.",
         "9000000", "Harp Bursary Scheme"),
        ("Keel Ltd's fleet of tugs has 31 boats.", "31", "Keel Ltd"),
        # What those counted have to do with.
        ("In all 310 pupils have enrolled in the Harp Bursary Scheme.", "310",
         "Harp Bursary Scheme"),
        # A pronoun stands for what the sentence before speaks of.
        ("Skua-3 was launched in 2020. It passes over Perth 12 times.", "12", "Skua-3"),
        ("Skua-3 was launched in 2020. Between March 2021 and May 2022, it sent 910 pictures.",
         "910", "Skua-3"),
        ("The Harp Bursary Scheme began in 2019. The clerk looked at it and found that it took "
         "14 months.", "14", "Harp Bursary Scheme"),
        ("The Harp Bursary Scheme will be run by Oru Ltd, and we expect it to support 410 pupils.",
         "410", "Harp Bursary Scheme"),
        ("Of the 25 places in the Harp Bursary Scheme, most are taken.", "25",
         "Harp Bursary Scheme"),
        # Figures that differ by place.
        ("A guide costs $75 in Dundee and $55 in Perth.", "75", "Dundee"),
        # What is under a scheme is of it; what nobody knows has a name all the same.
        ("Under the Harp Bursary Scheme, 57 firms lend a hall.", "57", "Harp Bursary Scheme"),
        ("Dundee's NEFerry meets 40 per cent of the need.", "40", "NEFerry"),
        # A member of a list is told of what began it.
        ("The Harp Bursary Scheme has these aims: 40 pupils; 8 schools; 3 choirs.", "3",
         "Harp Bursary Scheme"),
    ],
)  # fmt: skip
def test_the_clause_tells_what_its_figure_is_of(text: str, value: str, name: str) -> None:
    assert subject(text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # The firm that is named last only had a hand in it.
        ("The Harp Bursary Scheme began in 2019. Oru Ltd audited it in May. "
         "Up to June, $3 million had been spent.", "3000000", "Harp Bursary Scheme"),
        ("The Lairg Council will set up the Choir Lending Fund. Ministers will put in $24 million.",
         "24000000", "Choir Lending Fund"),
        ("The Lairg Council approved money for the Choir Lending Fund. Loans will run for 7 years.",
         "7", "Choir Lending Fund"),
        # The next paragraph goes on with it.
        ("The Lairg Council will set up the Choir Lending Fund.\n\n"
         "At least 30 per cent of the money must go to schools.", "30", "Choir Lending Fund"),
        # A series that a comma parts is governed as a whole.
        ("# Harp Bursary Scheme 2020\n\nPupils from Kent, Devon and Essex came. "
         "Girls were 39 per cent.", "39", "Harp Bursary Scheme 2020"),
    ],
)  # fmt: skip
def test_a_subject_without_a_name_leaves_it_to_the_focus(text: str, value: str, name: str) -> None:
    assert subject(text, value).startswith(name.removesuffix(" 2020"))


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        # A name that nobody knows; what a body does as such.
        ("The Harp Bursary Scheme began in 2019. Callan Pipers, which it replaces, had 45 pupils.",
         "45", "Callan Pipers"),
        ("The Harp Bursary Scheme began in 2019. Keel Ltd employs 52 people.", "52", "Keel Ltd"),
        ("The Harp Bursary Scheme began in 2019. The eFerry ticket app has 640 users.", "640",
         "eFerry ticket app"),
    ],
)  # fmt: skip
def test_what_has_a_subject_of_its_own_is_not_told_of_the_focus(
    text: str, value: str, name: str
) -> None:
    assert subject(text, value) == name


def test_a_relation_that_begins_with_it_is_of_what_was_spoken_of_or_of_nothing() -> None:
    text = (
        "The Budget will set up the Choir Lending Fund. The Crown will put in $24 million. "
        "We expect the fund to grow. It will be run by Oru Growth Partners."
    )
    facts = extractor().extract(read(f"{text}\n".encode(), "note.md")).facts
    run = {f.subject.name for f in facts if f.kind == "relation" and "Oru" in str(f.object)}
    assert run == {"Choir Lending Fund"}


def test_what_those_asked_answered_is_of_no_programme() -> None:
    text = (
        "The town runs the Harp Bursary Scheme. Among the 531 pupils who responded, "
        "64 per cent considered the sum sufficient."
    )
    assert subject(text, "64") == "note.md"


def test_a_part_is_of_what_the_figure_before_is_of() -> None:
    text = (
        "The Harp Bursary Scheme began in 2019. "
        "In May Oru Ltd made 12 proposals, 11 of which the town has taken up."
    )
    assert subject(text, "11") == "Oru Ltd"
