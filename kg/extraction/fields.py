"""What the keys of front matter stand for, and their values without quotes."""

import re

from kg.text.folding import fold

_KEYS = {
    "dct:title": "title headline 标题 题目 题名",
    "kg:alternativeTitle": "subtitle alttitle shorttitle linktitle 副标题",
    "dct:issued": "date published publishdate publicationdate pubdate created issued posted"
    " 日期 发布日期 发表日期 出版日期 发布时间",
    "dct:modified": "lastmod modified updated lastupdated dateupdated 更新日期 修订日期",
    "dct:creator": "author authors by byline creator creators writer speaker 作者 撰文 记者",
    "dct:publisher": "publisher issuer issuedby publishedby site issuingbody issuingauthority"
    " organisation organization 发文机关 发布单位 发布部门 出版 出版者 发布机构",
    "dct:subject": "tag tags keyword keywords topic topics maintopic maintopics subject subjects"
    " theme themes 标签 关键词 主题 话题",
    "dct:type": "category categories section type documenttype doctype genre 文种 文件类型"
    " 分类 类别 栏目",
    "dct:abstract": "summary description abstract excerpt 摘要 简介 导语",
    "dct:source": "source sources 来源 稿源",
    "dct:rights": "rights license licence copyright 版权",
    "kg:draftStatus": "draft",
    "kg:featuredImage": "image featuredimage cover coverimage thumbnail banner heroimage 封面",
    "kg:url": "url link permalink canonical canonicalurl",
}
_PREDICATES = {key: predicate for predicate, keys in _KEYS.items() for key in keys.split()}


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
