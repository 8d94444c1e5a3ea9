"""What the keys of front matter stand for, and their values without quotes."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.passages.passage import Passage
from kg.model.document import BlockKind
from kg.text.folding import fold

_KEYS = {
    "dct:title": "title headline 标题 题目 题名",
    "kg:alternativeTitle": "subtitle alttitle shorttitle linktitle subheading subhead 副标题 副题",
    "dct:issued": "date published publishdate publicationdate pubdate created issued posted"
    " 日期 发布日期 发表日期 出版日期 发布时间 发表时间 dateofissue datepublished publishedat"
    " publishedon releasedate dateissued 发稿日期 发稿时间 刊登日期 成文日期 发文日期 印发日期",
    "dct:modified": "lastmod modified updated lastupdated dateupdated datemodified updatedat"
    " lastmodified lastreviewed revised 更新日期 更新时间 修订日期 修改日期 最后更新",
    "dct:creator": "author authors by byline creator creators writer writers writtenby speaker"
    " preparedby 作者 撰文 撰稿 记者 编制单位 执笔 编写单位 讲者",
    "dct:contributor": "editor editors editedby translator photographer contributor contributors"
    " 编辑 责任编辑 责编 翻译 摄影 审校",
    "dct:publisher": "publisher issuer issuedby publishedby site issuingbody issuingauthority"
    " organisation organization publication outlet newspaper issuingdepartment"
    " 发文机关 发布单位 发布部门 出版 出版者 出版社 发布机构 发布机关 出版单位 编印",
    "dct:subject": "tag tags keyword keywords topic topics maintopic maintopics subject subjects"
    " theme themes label labels 标签 关键词 关键字 主题 主题词 话题",
    "dct:type": "category categories section type documenttype doctype genre 文种 文件类型"
    " 分类 类别 栏目 所属栏目 文体",
    "dct:abstract": "summary description abstract excerpt dek standfirst lede synopsis"
    " 摘要 简介 导语 导读 内容提要 提要",
    "dct:identifier": "doi isbn identifier documentnumber documentno reportnumber referencenumber"
    " 文号 发文字号 文件编号 报告编号",
    "dct:isPartOf": "series collection 系列 丛书",
    "dct:temporal": "period periodcovered reportingperiod coverage 报告期",
    "dct:source": "source sources 来源 稿源",
    "dct:rights": "rights license licence copyright 版权",
    "kg:draftStatus": "draft",
    "kg:featuredImage": "image featuredimage cover coverimage thumbnail banner heroimage 封面",
    "kg:url": "url link permalink canonical canonicalurl",
}
_START = 60  # blocks
_PREDICATES = {key: predicate for predicate, keys in _KEYS.items() for key in keys.split()}


def predicate(key: str) -> str:
    """Return the property that a front-matter key stands for, ``kg:metadata`` for unknown keys.

    >>> predicate("main_topics"), predicate("Last-Modified"), predicate("weight")
    ('dct:subject', 'dct:modified', 'kg:metadata')
    """
    keys = re.split(r"[./]", fold(key).casefold())
    last = keys[-2] if keys[-1] == "name" and len(keys) > 1 else keys[-1]
    return _PREDICATES.get(re.sub(r"[\s_-]", "", last), "kg:metadata")


def stated(texts: Sequence[Passage]) -> Iterator[tuple[str, Passage]]:
    """Yield the keys and values of the front matter, and of a table at the start that is like it.

    Such a table has two columns, and the first says in most rows what the second is.
    """
    yield from ((text.block.label, text) for text in texts if text.block.kind is BlockKind.FIELD)
    cells = [t for t in texts[:_START] if t.block.kind is BlockKind.CELL and t.block.table == 0]
    if any(cell.block.column > 1 for cell in cells):
        return
    rows: dict[int, dict[int, Passage]] = {}
    for cell in cells:
        rows.setdefault(cell.block.row, {})[cell.block.column] = cell
    pairs = [(row[0].text, row[1]) for row in rows.values() if len(row) > 1]
    told = [pair for pair in pairs if predicate(pair[0]) != "kg:metadata"]
    if 2 * len(told) > len(pairs) - 1 and len(told) > 1:
        yield from told


def unquoted(text: str) -> tuple[int, int]:
    """Return the range of a value without blanks and one pair of quotes around it."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start > 1 and text[start] == text[end - 1] and text[start] in "\"'":
        start, end = start + 1, end - 1
    return start, max(start, end)
