"""Numbers that only frame another figure, point back or count what is listed are no figures."""

import pytest

from kg.reading.reader import read
from tests.extracting import extractor


def values(text: str) -> set[str]:
    document = read(f"Harbour notes\n\n25 February 2026\n\n{text}\n".encode(), "a.txt")
    return {f"{f.quantity.value:f}" for f in extractor().extract(document).facts if f.quantity}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what was told before, or is known
        ("The three ports employ 840 pilots.", {"840"}),
        ("Both of the two piers were closed, and all four docks need 31 welders.", {"31"}),
        ("這三個港口共有840名領港員。", {"840"}),
        ("上述三个码头共有840名引航员。", {"840"}),
        # what stands right before it, or right after it
        ("最紧缺的是焊工、领航和轮机三类岗位，缺口840人。", {"840"}),
        ("Three trades are in short supply: welders, pilots and cooks.", set()),
        # a heading
        ("## 三個碼頭的做法\n\n北碼頭有840人。", {"840"}),
        ("02 码头服务\n\n北码头有840人。", {"840"}),
        ("## 三、三个码头\n\n北码头有840人。", {"840"}),
        # over what time something comes about, of which things it is
        ("结业后半年内就业率为85%。", {"85"}),
        ("81% of pilots were still there after two years.", {"81"}),
        ("培育年产值超5亿元的船企8家。", {"8"}),
        # a name
        ("The yard sold its stake to Bay Freight and Seven Cranes for $40 million.", {"40000000"}),
    ],
)
def test_a_number_that_only_frames_another_is_no_figure(text: str, expected: set[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port employs three pilots.", {"3"}),
        ("The two ferries that the port ordered cost $40 million.", {"2", "40000000"}),
        ("北码头拥有三座吊机。", {"3"}),
        ("北码头、南码头等三座码头改建。", {"3"}),
        ("政府五年内投入2亿元。", {"5", "200000000"}),
        ("The programme costs £9 million over three years.", {"9000000", "3"}),
        ("## Four recommendations\n\nBuild piers.", {"4"}),
        ("The yards hired 14 welders after two strikes.", {"14", "2"}),
        ("年产值超5亿元。", {"500000000"}),
    ],
)
def test_a_number_that_tells_something_is_kept(text: str, expected: set[str]) -> None:
    assert values(text) >= expected
