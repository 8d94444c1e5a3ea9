"""Lines of places on a slide: tabs, or headings of what stands below them."""

from tests.test_subjects import subject

SECTIONS = """海外做法

日本

• 漁港引入機械人可獲補助，每部上限100萬日圓

新加坡

• 新加坡設中央採購平台，服務900個漁港
"""


def test_places_with_text_of_their_own_are_headings() -> None:
    assert subject(SECTIONS, "1000000", "deck.txt") == "Japan"
    assert subject(SECTIONS, "900", "deck.txt") == "Singapore"
