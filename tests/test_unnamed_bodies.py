"""Bodies that a document calls by no name."""

import pytest

from tests.extracting import meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港島船務總商會回應。本會去年訪問了會員。", [("本會", "港島船務總商會")]),
        ("澄湖大學年報。教育局撥款後，本校增建宿舍。", [("本校", "澄湖大學")]),
        ("澄湖水務有限公司公告：本公司將於五月開會。", [("本公司", "澄湖水務有限公司")]),
        ("香港港口。香港船務。政府於2024年推出計劃。", [("政府", "香港特別行政區政府")]),
        ("香港港口。香港船務。條例由政府在去年公布。", [("政府", "香港特別行政區政府")]),
        ("高雄海風大。高雄船多。市府將另設辦公室。", [("市府", "高雄市政府")]),
        # One place spelt in two ways is one; its level must be the one that is spoken of.
        (
            "廣東的橋與廣東的路。深圳的港。深圳市的船。深圳的燈。市政府將拓路。",
            [("市政府", "Shenzhen Municipal Government")],
        ),
        # The city that the passage is about comes before the one that the document is about.
        (
            "高雄風大。高雄船多。\n\n深圳有港，市政府將拓路。",
            [("市政府", "Shenzhen Municipal Government")],
        ),
        ("深圳有船。深圳有港。特區政府於去年推出計劃。", []),
        ("青浦區的橋、青浦區的路。区政府已撥款。", [("区政府", "青浦区政府")]),
        ("廣東的橋與廣東的路。市政府將拓路。", []),
        ("上海的橋與上海的路。區政府將拓路。", []),
        ("白湖養殖區與白湖養殖區。政府於去年推出計劃。", []),
        # Nobody is named who could be meant; somebody else speaks; governments at large.
        ("本會去年訪問了會員。", []),
        ("教育局回應。本會去年訪問了會員。", []),
        ("港島船務總商會回應。主席說：「本會會跟進。」", []),
        ("香港港口。香港船務。政府應該增撥資源。", []),
        ("香港港口。香港船務。各地政府於去年減稅。", []),
        ("香港港口。香港船務。電子政府於去年改版。", []),
        ("政府於2024年推出計劃。", []),
        ("香港港口。香港船務。本會議於五月舉行，基本會費不變。", []),
    ],
)
def test_a_body_without_a_name_is_the_one_that_can_be_told(
    text: str, expected: list[tuple[str, str]]
) -> None:
    names = {"Government of the Hong Kong Special Administrative Region": "香港特別行政區政府"}
    assert [(words, names.get(name, name)) for words, name in meant(text)] == expected
