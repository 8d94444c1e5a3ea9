"""Where a document says what it is called and when it was issued: front matter, cover, date line.

The cover is what comes before the first running text: lines that stand alone.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.extraction import dates
from kg.extraction.bylines import BODY, JOINED, PERIODICAL, is_credit, signed
from kg.extraction.openings import person
from kg.extraction.passages import Passage
from kg.model.document import BlockKind
from kg.model.fact import Evidence
from kg.model.mention import Mention, TimeExpression
from kg.text.folding import fold

RIGHTS = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|版权所有|all rights reserved|保留.{0,4}权利", re.IGNORECASE
)
_WORK = re.compile(
    r"(?:研究|报告书?|计划|规划|方案|蓝图|白皮书|绿皮书|调查|概览|纲要|战略|策略|指引|指南|年报|简报|展望|综述"
    r"|预算案|演辞|演讲|致辞|讲话|公报|路线图)(?:摘要|结果)?[\s(（]*(?:\d{4}[-–/\d]*年?)?[)）]?$"
    r"|[\s》]\s*(?:主要)?(?:结果|内容)?(?:摘要|要点|节录|概要)$"
    r"|\b(?:report|study|review|survey|outlook|strategy|plan|blueprint|roadmap|framework"
    r"|(?:white|green|policy) paper|guide(?:lines)?|index|brief(?:ing)?|budget|address|speech"
    r"|statement|overview|assessment)[\s,(]*(?:\d{4}[-–/\d]*)?\)?$"
    r"|^(?:report|study|review|survey|speech|statement|remarks|address)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"ends/|issued at|published(?: on)?|updated|posted|hong kong|date[d:]?|released?|hkt|gmt"
    r"|for immediate|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:星期|周)[一二三四五六日天]"
    r"|发布|发表|出版|印发|日期|时间|完|\d{1,2}[:时]\d{2}分?|[ap]\.?m\.?|[\s()/,.:|;—–《》·-]+"
    r"|(?:总第|第)\s*\d+\s*期|\d{4}年第\s*\d+\s*期|(?<!\d)[号刊]|\b(?:issue|vol(?:ume)?|no)\b\.?\s*\d*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:[A-Z][a-z’'-]+ ?){1,3}$|^[\u3400-\u9fff]{2,4}$")
_STOP = re.compile(r"(?<!\b[Nn]o)(?<!\b[Vv]ol)[。.;；](?:\s|$)")
_SOURCED = re.compile(
    r"^(?:(?:资料|信息|消息|新闻|文章|稿件)?来源|出处|sources?):\s*\S", re.IGNORECASE
)
_EDITION = re.compile(r"\S (?:19|20)\d\d$")  # the year that a publication is of
_PRINTED = re.compile(r"(?:发于|刊于|载于?|published in|appeared in)\s*[《“\"*_]", re.IGNORECASE)
_PART = re.compile(r"(?:[^|·•—–,/\s]|(?<!\s)\s(?!\s)|(?<=\d),(?=\d))+")
_GENRE = re.compile(
    r"^(?:(?:政策|研究|专题|工作)?(?:简报|简讯|通讯)|新闻(?:稿|公报|发布)|研究报告|讨论文件|工作论文|专题报[道导]|深度|特稿|社论"
    r"|(?:annual|survey|final|interim|summary|full|technical|调查|年度|总结)\s?(?:report|报告书?)"
    r"|(?:policy|research|discussion|working|briefing|position|occasional|media|press|news"
    r"|white|green)?\s?"
    r"(?:brief|briefing|paper|report|note|release|statement)s?|for immediate release"
    r"|editorial|opinion"
    r"|analysis|feature|interview)(?:\s*(?:no\.?|第)?\s*[\d/-]+\s*[号期年]?)?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\s*\d{1,2}[:.时]?\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[-–—~至到]|to)\s*\d", re.IGNORECASE
)
_EVENT_LABEL = re.compile(
    r"\s*(?:(?:地点|场地|会场|举行时间|活动时间|venue|location)\s*:|(?:时间|time)\s*:.{0,30}(?:[-–—至到]"
    r"|\bto\b).{0,12}$)",
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(r"\s*\)?\s*\S{0,6}\s*(?:[-–—]|电|讯)")
_OPENING = re.compile(r"^\s*\((?:[A-Z][a-z]+,\s*|[\u3400-\u9fff]{2,4}(?:,|\s))?$")
_KEYS = {
    "dct:title": "title headline 标题 题目 题名",
    "kg:alternativeTitle": "subtitle alttitle shorttitle linktitle 副标题",
    "dct:issued": "date published publishdate publicationdate pubdate created issued posted"
    " 日期 发布日期 发表日期 出版日期 发布时间",
    "dct:modified": "lastmod modified updated lastupdated dateupdated 更新日期 修订日期",
    "dct:creator": "author authors by byline creator creators writer speaker 作者 撰文 记者",
    "dct:publisher": "publisher issuer issuedby publishedby site 出版 出版者 发布机构",
    "dct:subject": "tag tags keyword keywords topic topics maintopic maintopics subject subjects"
    " theme themes 标签 关键词 主题 话题",
    "dct:type": "category categories section type 分类 类别 栏目",
    "dct:abstract": "summary description abstract excerpt 摘要 简介 导语",
    "dct:source": "source sources 来源 稿源",
    "dct:rights": "rights license licence copyright 版权",
    "kg:draftStatus": "draft",
    "kg:featuredImage": "image featuredimage cover coverimage thumbnail banner heroimage 封面",
    "kg:url": "url link permalink canonical canonicalurl",
}
_PREDICATES = {key: predicate for predicate, keys in _KEYS.items() for key in keys.split()}
_BLOCKS = 40  # more blocks than this are no cover
_SHORTEST, _LONGEST = 4, 120  # characters of a title
_MOST_PARTS = 6
_RUNNING = 60  # characters; a longer text with a full stop is running text


def predicate(key: str) -> str:
    """Return the property that a front-matter key stands for, ``kg:metadata`` for unknown keys.

    >>> predicate("main_topics"), predicate("Last-Modified"), predicate("weight")
    ('dct:subject', 'kg:metadata', 'kg:metadata')
    """
    keys = re.split(r"[./]", fold(key).casefold())
    last = keys[-2] if keys[-1] == "name" and len(keys) > 1 else keys[-1]
    return _PREDICATES.get(re.sub(r"[\s_-]", "", last), "kg:metadata")


def unquoted(text: str) -> tuple[int, int]:
    """Return the range of a value without blanks and one pair of quotes around it."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start > 1 and text[start] == text[end - 1] and text[start] in "\"'":
        start, end = start + 1, end - 1
    return start, max(start, end)


def when(value: str) -> tuple[str, date] | None:
    """Return the first day or month in a text: in ISO form, and as its first day."""
    stamp = re.match(r"\s*(\d{4}-\d\d-\d\d)(?=T|\s|$)", value)
    if stamp:
        try:
            return stamp[1], date.fromisoformat(stamp[1])
        except ValueError:
            return None
    return next(((edtf, day) for _, edtf, day in _days(fold(value))), None)


def _days(folded: str) -> Iterator[tuple[Mention, str, date]]:
    """Yield the days and months in a text: no years, periods or relative dates."""
    for mention in dates.find(folded, None):
        time = mention.meaning
        if not isinstance(time, TimeExpression) or time.relative or time.earliest is None:
            continue
        if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?", time.edtf):
            yield mention, time.edtf, time.earliest


def cover(texts: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the blocks before the first running text, up to a copyright line."""
    for text in [t for t in texts if t.block.kind is not BlockKind.FIELD][:_BLOCKS]:
        kind = text.block.kind
        running = len(text.text) > _RUNNING and _STOP.search(text.text)
        if kind in (BlockKind.LIST_ITEM, BlockKind.CELL, BlockKind.FOOTNOTE, BlockKind.QUOTE) or (
            running and kind is not BlockKind.HEADING
        ):
            return
        yield text
        if RIGHTS.search(text.folded):
            return


def title(texts: Sequence[Passage]) -> tuple[str, tuple[Evidence, ...]] | None:
    """Return the document's title, with every place where it stands alone."""
    for text in texts:
        if text.block.kind is BlockKind.FIELD and predicate(text.block.label) == "dct:title":
            start, end = unquoted(text.text)
            if start < end:
                return text.text[start:end], (text.evidence(start, end, "statement"),)
    best = _best(texts)
    if best is None:
        return None
    start, end = unquoted(best.text)
    places = [text for text in texts if text.text == best.text]
    return best.text[start:end], tuple(t.evidence(start, end, "statement") for t in places)


def _best(texts: Sequence[Passage]) -> Passage | None:
    """Return the line of the cover that is most like a title."""
    lines = list(cover(texts))
    marked = [text for text in lines if _is_marked(text)]
    if marked:
        return min(marked, key=lambda text: text.block.level)
    candidates = [text for text in lines if _may_be_title(text)]
    seen = [text.folded for text in texts]

    def likeness(text: Passage) -> float:
        return (
            4 * bool(_WORK.search(text.folded.strip()))
            + 2 * (text.block.kind is BlockKind.HEADING)
            + 2 * bool(_EDITION.search(text.folded.strip()))
            + (seen.count(text.folded) > 1)
            + min(len(text.text) / 20, 1.5)
            + (text is candidates[0])
            - 4 * is_periodical(text)
            - 6 * is_credit(text.folded)
        )

    return max(candidates, key=likeness, default=None)


def _is_marked(text: Passage) -> bool:
    """Tell whether a heading is marked as one (``# Title``), not guessed from its place."""
    source, span = text.document.text, text.block.span
    return text.block.kind is BlockKind.HEADING and bool(
        re.search(r"#\s*$", source[max(0, span.start - 8) : span.start])
        or re.match(r"[ \t]*\r?\n[=-]{2,}[ \t]*(?:\r?\n|$)", source[span.end : span.end + 200])
    )


def _may_be_title(text: Passage) -> bool:
    folded = text.folded.strip()
    if not _SHORTEST <= len(folded) <= _LONGEST or text.block.kind is BlockKind.SOURCE:
        return False
    if RIGHTS.search(folded) or date_line(text) or folded.endswith(("。", ".", ";")):
        return False
    if _GENRE.match(folded) or person(folded):
        return False
    if BODY.search(folded) or is_credit(folded) or JOINED.match(folded):
        return bool(_WORK.match(folded))
    return True


def issued(texts: Sequence[Passage]) -> tuple[str, date, Evidence] | None:
    """Return the document's own date: in ISO form, as a day, and where it says so.

    Front matter comes first, then a date that stands alone on the cover, at the start or at the
    end, then one that opens a report (``GENEVA, 4 March 2024 - …``).
    """
    for text in texts:
        if text.block.kind is BlockKind.FIELD and predicate(text.block.label) == "dct:issued":
            stated = when(text.text)
            if stated:
                return *stated, text.evidence(*unquoted(text.text), "statement")
    edges = [*enumerate(texts[:_BLOCKS]), *enumerate(texts[-8:], max(0, len(texts) - 8))]
    for index, text in edges:
        line = date_line(text) if text.block.kind is not BlockKind.FIELD else None
        if line and not any(map(of_event, texts[max(0, index - 3) : index + 4])):
            return line
    return next((line for text in texts if (line := _dateline(text))), None)


def of_event(text: Passage) -> bool:
    """Tell whether a block near a date makes that the day of an event: a time of day, a venue."""
    return any(
        _CLOCK.match(text.folded[start:end]) or _EVENT_LABEL.match(text.folded[start:end])
        for start, end in text.lines[:_MOST_PARTS]
    )


def date_line(text: Passage) -> tuple[str, date, Evidence] | None:
    """Return the date of a line that has nothing but a date, or what frames one in a masthead."""
    if len(text.text) > _LONGEST or not any(map(str.isnumeric, text.text)):
        return None
    return next((stated[:3] for stated in _dated(text)), None)


def _dated(text: Passage) -> Iterator[tuple[str, date, Evidence, tuple[str, ...]]]:
    """Yield the dates of mastheads in a block, each with the words before and after it."""
    for first, last in text.lines:
        for mention, edtf, day in _days(text.folded[first:last]):
            start, end = first + mention.start, first + mention.end
            sides = (text.folded[first:start], text.folded[end:last])
            if _frames(*sides):
                yield edtf, day, text.evidence(start, end, "statement"), sides


def _frames(before: str, after: str) -> bool:
    """Tell whether words around a date say no more than where, in what or by whom it was issued."""
    if _PRINTED.search(before) or is_credit(before):
        return not _AROUND.sub("", after)
    parts = [part for side in (before, after) for part in _PART.findall(side)]
    if any(_AROUND.sub("", part) and not _is_frame(part.strip(" *_《》()")) for part in parts):
        return False
    return len(parts) < _MOST_PARTS


def _is_frame(part: str) -> bool:
    return bool(
        is_credit(part) or _SOURCED.match(part) or PERIODICAL.search(part) or _GENRE.match(part)
        or (_PLACE.match(part) and not _WORK.search(part)) or (BODY.search(part) and signed(part))
    )  # fmt: skip


def imprints(text: Passage) -> list[tuple[int, int]]:
    """Return the places of the periodicals and bodies that stand next to a date in a masthead."""
    if len(text.text) > _LONGEST or not any(map(str.isnumeric, text.text)):
        return []
    parts = {
        part.strip(" *_《》()")
        for *_, sides in _dated(text)
        for side in sides
        if not (is_credit(side) or _PRINTED.search(side))
        for part in _PART.findall(side)
    }
    names = sorted(part for part in parts if _is_publisher(part) and not is_credit(part))
    starts = [(text.folded.index(name), len(name)) for name in names]
    return sorted((start, start + length) for start, length in starts)


def _is_publisher(words: str) -> bool:
    return bool(PERIODICAL.search(words) or (BODY.search(words) and signed(words)))


def is_periodical(text: Passage) -> bool:
    """Tell whether a line is the name of a newspaper or journal."""
    words = text.folded.strip()
    named = len(words) <= _RUNNING and PERIODICAL.search(words) and not _GENRE.match(words)
    return bool(named) and not re.search(r"\d|[:,?!]", words)


def _dateline(text: Passage) -> tuple[str, date, Evidence] | None:
    """Return the date that opens a report."""
    if text.block.kind is not BlockKind.PARAGRAPH:
        return None
    for mention, edtf, day in _days(text.folded[:_RUNNING]):
        bracketed = _OPENING.match(text.folded[: mention.start])
        if (bracketed and text.folded.startswith(")", mention.end)) or _AFTER_DATELINE.match(
            text.folded, mention.end
        ):
            return edtf, day, text.evidence(mention.start, mention.end, "statement")
    return None
