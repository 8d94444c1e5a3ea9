"""How a line betrays what it is: list markers, sources, page furniture, sentence ends."""

import re
from dataclasses import dataclass

from kg.text.folding import fold

# The parts of Markdown that a line begins with, or is.
HEADING = re.compile(r"(#{1,6})(?:[ \t\u3000\u00a0]+|$)|(#{2,6})(?=[^\s#!])")
FOOTNOTE = re.compile(r"(\[\^[^\[\]\s]{1,64}\]):\s*")
LINK_DEFINITION = re.compile(r"(\[[^\[\]^]{1,100}\]):\s+(?=<?[a-z]+://)")
SETEXT = re.compile(r"=+|-{2,}")

_NUMERAL = "一二三四五六七八九十百"
# The style of a marker, and how it looks. A number needs a blank or a CJK character behind it: 1.8
# is no marker. The private characters are the bullets of symbol fonts that survive in PDF text.
_STYLES = {
    "bullet": r"[-*+–][ \t\u00a0\u3000]+(?:\[[ xX]\][ \t]+)?"
    r"|[•‧·●○◦■□▪▫◆◇►▶➢➤✓✔\uf0b7\uf06c\uf0d8\uf0a7\uf076\uf0fc]\s*"
    r"|[✅☑📌🔹🔸🔷🔶👉💡🟢]\ufe0f?\s*",
    "1.": r"\d{1,3}(?:[.．](?:\s+|(?=[^\x00-\x7f]))|[、)）](?!\d)\s*)",
    "(1)": r"[(（]\d{1,2}[)）]\s*",
    "[1]": r"\[\d{1,3}\](?!\()(?::\s*|\s+)",
    "一、": rf"[{_NUMERAL}]{{1,3}}、\s*",
    "（一）": rf"[(（][{_NUMERAL}]{{1,3}}[)）]\s*",
    "①": r"[①-⑳]\s*",
    "a)": r"[(（]?[a-z][)）]\s+|[a-h]\.[ \t]+",
}
_MARKERS = re.compile("|".join(f"({pattern})(?=\\S)" for pattern in _STYLES.values()))
_ORDER = tuple(_STYLES)
_FIRST = re.compile(r"\D*1\D*|\W*[一①a]\W*")

_SOURCE = re.compile(
    r"((?:(?:资料|数据|图表|图片|表格|信息|文章|新闻|消息|稿件)?(?:来源|出处)"
    r"|sources?(?: of data)?|data source)\s?):\s*(?=\S)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"©|^\(c\)\s*(?=\d|copyright)|版权所有|版权声明|保留(?:所有|一切)权利|不得转载"
    r"|all rights reserved|^copyright\b",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:page|p\.)\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?|\d{1,3}\s*(?:/|of)\s*\d{1,3}"
    r"|-+\s*\d{1,3}\s*-+|[-–—]\s?\d{1,3}\s?[-–—]"
    r"|第\s*[\d一二三四五六七八九十百]{1,4}\s*页(?:[,\s/]*共\s*[\d一二三四五六七八九十百]{1,4}\s*页)?"
    r"|[-=*~\[(—–]{1,6}\s*(?:page|slide|第|幻灯片|投影片)\s*\d{1,3}\s*[页张]?\s*[-=*~\])—–]{1,6}",
    re.IGNORECASE,
)
_BARE = re.compile(r"[0-9]{1,3}")
_LONGEST_PAGE_MARK = 40
_LONGEST_RIGHTS = 160
_REFERENCES = re.compile(
    r"(?:引用|参考|注释|脚注|附注|尾注|文献|引文)(?:资料|文献|来源|书目|链接)?|(?:资料|数据)来源"
    r"|references?|bibliography|works cited|sources?|(?:foot|end)?notes|citations",
    re.IGNORECASE,
)
_FRAME = re.compile(r"[\s#*_:\d.、()【】\[\]]+")
_SENTENCE_END = re.compile(r"[。！？!?；.][”’」』）)\"']*$")
_FIGURE = re.compile(
    r"(?:\*\*)?\d[\d.,]*\s*%|[^:]{1,30}:\s*\d[\d.,]*\s*\S{0,3}$"
    r"|[^:%]{1,30}?\s\d[\d.,]*\s*%$|[^:]{1,40}?(?:\s{2,}|[\t\u3000])\d[\d.,]*\s*\S{0,3}$"
)
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+)?: (?=[A-Z\d])")
_DATED = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )\d{1,2} [a-z]{3,9}(?: \d{4})?\b"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?[a-z]{3,9} \d{1,2}, \d{4}\b",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?P<before>[^|｜]{2,60}?)\s*[|｜·/–—-]\s*(?:page |p\.? ?)?(?P<last>\d{1,3})"
    r"|(?P<first>\d{1,3})\s*[|｜·/–—-]\s*(?P<after>[^|｜]{2,60})"
)
_LONGEST_FOOT = 80
_COLUMN = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|\u3000+|\t+)(?=\S)")
_STEP = re.compile(
    r"(?:19|20)\d\d年?(?:\d{1,2}月)?(?:[ \u3000]{2,}|\t|\s*[—–:|]\s*)(?=[^\W\d_]|[《「“\"])"
)
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}")


@dataclass(frozen=True, slots=True)
class Marker:
    """The marker of a list item: its ``text``, its ``style``, and how much of the line it takes."""

    text: str
    style: str
    length: int

    @property
    def is_first(self) -> bool:
        """Whether it can open a list: a bullet, or a number that is one."""
        return self.style == "bullet" or bool(_FIRST.fullmatch(self.text))


def marker(text: str) -> Marker | None:
    """Return the list marker that a line begins with, if any.

    >>> marker("（二）擴建實驗室"), marker("2.5 hectares")
    (Marker(text='（二）', style='（一）', length=3), None)
    """
    match = _MARKERS.match(text)
    if not match or match.lastindex is None or is_rule(text):
        return None
    return Marker(match[0].strip(), _ORDER[match.lastindex - 1], match.end())


def source_label(text: str) -> str:
    """Return the words before the colon where a line names a source (``資料來源：…``), else ''."""
    match = _SOURCE.match(fold(text[:40]))
    return text[: match.end(1)].strip() if match else ""


def is_rights(text: str) -> bool:
    """Tell a notice of rights, such as one with ``©`` or ``版權所有``."""
    return len(text) <= _LONGEST_RIGHTS and bool(_RIGHTS.search(fold(text)))


def is_page_mark(text: str) -> bool:
    """Tell a page number that is dressed as one.

    >>> [is_page_mark(text) for text in ("Page 3 of 9", "第4頁", "- 5 -", "== Slide 2 ==", "6")]
    [True, True, True, True, False]
    """
    return len(text) <= _LONGEST_PAGE_MARK and bool(_PAGE.fullmatch(fold(text)))


def running_foot(text: str) -> tuple[str, int]:
    """Return the words and the page number of a line that may run at the edge of each page.

    >>> running_foot("Harbour Jobs 2024 | 7"), running_foot("24 - Quay Review"), running_foot("7")
    (('Harbour Jobs 2024', 7), ('Quay Review', 24), ('', 0))
    """
    match = _FOOT.fullmatch(text.strip()) if len(text) <= _LONGEST_FOOT else None
    if match is None:
        return "", 0
    return (match["before"] or match["after"]).strip(), int(match["last"] or match["first"])


def is_row(text: str) -> bool:
    """Tell whether wide gaps cut a line into columns, or a year opens it as a step in time.

    >>> [is_row(text) for text in ("Leeds   12   40", "2019 — Crane opened", "In 2019 it opened")]
    [True, True, False]
    """
    return bool(_STEP.match(fold(text)) or len(_COLUMN.findall(text.strip())) > 1)


def bare_number(text: str) -> int | None:
    """Return the number that a line is, if it is nothing else and short enough for a page."""
    return int(text) if _BARE.fullmatch(text) else None


def is_reference_heading(text: str) -> bool:
    """Tell whether a list under this heading is one of references.

    >>> is_reference_heading("六、參考資料"), is_reference_heading("References to law")
    (True, False)
    """
    bare = _FRAME.sub(" ", fold(text)).strip().lstrip(_NUMERAL).strip()
    return bool(_REFERENCES.fullmatch(bare))


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does.

    >>> ends_sentence("It was built in 1998."), ends_sentence("Benefits of the scheme")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text[-12:]))


def is_figure(text: str) -> bool:
    """Tell whether a line is one answer of a survey or chart: a share, or a label and a number.

    >>> is_figure("45% 設有專責團隊"), is_figure("中型企業：31%"), is_figure("設有團隊的 45 家")
    (True, True, False)
    """
    return bool(_FIGURE.match(fold(text)))


def is_detail(text: str) -> bool:
    """Tell whether a line gives one detail: after a label, in Latin script, or the day.

    >>> is_detail("Panel chair: Ms Ada Lo"), is_detail("Friday, 3 May 2024, 9 am")
    (True, True)
    >>> is_detail("the aim: more jobs"), is_detail("2024 saw")
    (False, False)
    """
    return bool(_LABELLED.match(text) or _DATED.match(text))


def is_rule(text: str) -> bool:
    """Tell whether a line is a rule: three or more of ``-``, ``*`` or ``_``, or an underline."""
    return bool(_RULE.fullmatch(text) or SETEXT.fullmatch(text))
