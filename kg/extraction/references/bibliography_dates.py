"""When a work that is cited came out, and when it was looked up."""

import re

from kg.extraction.references.bibliography_entry import QUOTED, Rest
from kg.extraction.times import dates
from kg.model.mention import TimeExpression

_RETRIEVED = re.compile(
    r"(?:(?:检索|存取|访问|查阅|浏览|取用|引用|撷取|读取)(?:日期|时间|于)?"
    r"|(?:last )?(?:retrieved|accessed|viewed|visited)(?: on| at)?)\s*:?\s*$",
    re.IGNORECASE,
)
_RETRIEVED_AFTER = re.compile(r"\s*(?:日)?(?:浏览|检索|访问|查阅|存取|下载|取用|读取|撷取)")
_DATED = re.compile(
    r"(?:\b(?:published|issued|dated|released|posted|last updated|updated)(?: on)?|发布于?"
    r"|发表于?)\s*:?\s*$",
    re.IGNORECASE,
)
_ISSUED = re.compile(r"\s*(?:发布|发表|公布|印发|刊登|出版)(?=\W|$)")  # behind the day
_YEAR_FIRST = re.compile(r"\(((?:19|20)\d\d)[a-z]?,\s([A-Z][a-z]+)(?:\s(\d{1,2}))?\)")
_UNDATED = re.compile(
    r"[(\[]\s*(?P<text>无(?:特定)?日期|日期不详|未注明日期|n\.\s?d\.?|no date|undated)\s*[)\]]",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLINE = re.compile(r"\[[A-Z]{1,2}/OL\]")
_BEFORE = frozenset(',.;·|—–，。)]"”’')
_AFTER = frozenset(",.;:·|—–()[]，。")
_FARTHEST = 40  # characters between a date and the word that says what it is


def take(rest: Rest) -> None:
    """Take the date of retrieval, then that of publication, or the remark that there is none."""
    _take_year_first(rest)
    folded = rest.folded
    published: list[tuple[int, int, str]] = []
    titles = [title.span() for title in QUOTED.finditer(rest.text)]
    for mention in dates.find(folded, None):
        if not isinstance(mention.meaning, TimeExpression) or not mention.meaning.edtf:
            continue
        if any(start < mention.start and mention.end < end for start, end in titles):
            continue  # the years that a work is about
        word = _RETRIEVED.search(folded, max(0, mention.start - _FARTHEST), mention.start)
        after = _RETRIEVED_AFTER.match(folded, mention.end) or _is_visit(rest.entry, mention.start)
        if word or after:
            rest.take("kg:retrievedOn", mention.start, mention.end, mention.meaning.edtf)
            last = after.end() if isinstance(after, re.Match) else mention.end
            rest.cut(word.start() if word else mention.start, last)
        else:
            dated = _DATED.search(folded, max(0, mention.start - _FARTHEST), mention.start)
            if dated:
                rest.cut(dated.start(), mention.start)
                folded = rest.folded
            issued = _ISSUED.match(folded, mention.end)
            if issued:
                rest.cut(*issued.span())
                folded = rest.folded
            published.append((mention.start, mention.end, mention.meaning.edtf))
    if rest.place("dct:issued"):
        return
    best = [d for d in published if _is_bracketed(folded, *d[:2])]
    best += [d for d in published if _is_field(folded, *d[:2])]
    best += [
        (y.start(), y.end(), y[0])
        for y in _YEAR.finditer(folded)
        if _is_field(folded, *y.span()) and not any(a < y.start() < b for a, b in titles)
    ]
    if best:
        rest.take("dct:issued", *best[0])
    elif undated := _UNDATED.search(folded):
        rest.take("dct:issued", *undated.span("text"))


def _is_visit(entry: str, start: int) -> bool:
    """Tell whether square brackets hold the day on which a page was seen, as GB/T 7714 has it."""
    return bool(_ONLINE.search(entry, 0, start)) and entry[:start].endswith("[")


def _take_year_first(rest: Rest) -> None:
    """Take a date of publication as APA has it: ``(2025, March 12)``."""
    match = _YEAR_FIRST.search(rest.text)
    if match is None:
        return
    spelled = " ".join(part for part in (match[3], match[2], match[1]) if part)
    time = next((mention.meaning for mention in dates.find(spelled, None)), None)
    if isinstance(time, TimeExpression) and time.edtf:
        rest.take("dct:issued", match.start() + 1, match.end() - 1, time.edtf)


def _is_bracketed(text: str, start: int, end: int) -> bool:
    opened = text[:start].rstrip()[-1:] in ("(", "[")
    return opened and text[end:].lstrip()[:1] in (")", "]")


def _is_field(text: str, start: int, end: int) -> bool:
    """Tell whether a date has separators, or an end of the entry, on both sides."""
    after = text[end : end + _FARTHEST]
    following = after.lstrip()
    closed = not following or following[0] in _AFTER or after.startswith(("  ", "\t"))
    if not (closed or following.startswith("http")):
        return False
    before = text[:start].rstrip()
    opened = before[-1:] in ("(", "[")
    inner = before[:-1].rstrip() if opened else before
    return not inner or inner[-1] in _BEFORE or text[len(inner) : start].startswith("  ")
