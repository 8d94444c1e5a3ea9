"""Line breaks that are meant: no name runs over one."""

from kg.extraction.passages import line_breaks
from kg.extraction.passages.passage import passages
from kg.reading.reader import read

CARD = """Harbour Forum

Co-hosts: Department of Ports, Fisheries and Trade; the University of Cape Brackley
Media partner: Wear Post
"""
WRAPPED = """The forum was opened by the Lord Mayor and the Head of the
University of Tyne, who had come to the Old Customs House of
Leeds with a delegation of the Wear Development Agency, and by
a minister.
"""


def meant(text: str) -> list[str]:
    texts = passages(read(text.encode(), "note.txt"))
    found = line_breaks.meant(texts)
    return [each.text[at:][:5] for each in texts for at in found.get(each.index, ())]


def test_the_lines_of_a_card_are_meant() -> None:
    assert meant(CARD) == ["Media"]


def test_a_text_wrapped_at_a_width_means_none() -> None:
    assert meant(WRAPPED) == []


def test_a_short_line_in_a_wrapped_text_is_meant() -> None:
    assert meant(
        WRAPPED + "\nHosts: Department of Ports and Trade of Leeds\nFunder: Wear Bank\n"
    ) == ["Funde"]


def test_a_text_of_single_lines_has_none() -> None:
    assert meant("One line.\n\nAnother.\n") == []


def test_a_paragraph_is_running_text_wherever_it_is_broken() -> None:
    wide = (
        "The river was dredged in the spring by three firms, and the ferries came back in June.\n\n"
    )
    text = (
        "Wear Marine Ltd developed the HullScan\nplatform. The Tyne\nComputing Centre opens soon.\n"
    )
    assert meant(wide + text) == []


def test_two_lines_over_longer_paragraphs_are_no_wrapped_text() -> None:
    text = (
        "Remarks by Ms Ada Lo, Secretary for Housing, Lands and Works\n"
        "Harbour Forum, 4 June 2025\n\n"
        "Distinguished guests, today we open the Harbour Academy, which cost twenty million.\n"
    )
    assert meant(text) == ["Harbo"]
