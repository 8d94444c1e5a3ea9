"""Who wrote, edited and issued a document, as the lines above and below its text say.

Credits have a label (``文／林嘉``, ``Edited by``, ``Speech by the Minister``); a signature is the
name of a body alone on its line; an imprint is a periodical with its issue or day.
"""

import re
from functools import cache
from typing import NamedTuple

from kg.extraction.names.body_names import BODY, PERIODICAL, names, signed
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read

_STEMS = {
    "dct:creator": (
        r"作者|撰文|撰稿人?|撰写|执笔人?|文|文字|采写|编著|编制(?:单位|机构)?|主编|研究团队"
        r"|(?:课题|项目|计[划画]|研究|协同|共同|总)(?:负责人|主持人)|(?:课题组|项目组|编写组|研究组)(?:组长|成员|负责人|主持人|顾问)?|项目负责人|主讲人?"
        r"|演讲者|讲者|(?:答复|作答|回复|答覆)(?:人|者|单位|机关)|(?:研究|调查|编写|撰写|汇报|报告)(?:单位|机构)|(?:汇报|报告|宣讲)人|(?:(?:本报|本刊|特约|见习|实习|首席|资深)?记者)"
        r"|(?:lead |report |corresponding )?authors?|principal investigators?|author\(s\)|writers?"
        r"|words|text|reporters?|speakers?|answered by|reply by",
        r"(?:words|interview|interviewed|written|prepared|compiled|authored|story|report|reported)"
        r" by"
        r"|(?:additional )?reporting(?: was contributed)? by"
        r"|by(?=\s+(?:the )?(?:rt\.? )?hon(?:ourable|\.)?\s(?:rt\.? hon\.? )?(?-i:[A-Z]))"
        r"|by(?=\s+(?-i:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May"
        r"|June|July|August|(?:Septem|Octo|Novem|Decem)ber|Easter|Christmas)[A-Z]))"
        r"|(?:delivered|presented|given|tabled)(?: (?:to|in|before|at) [^,;.]{3,60}?)? by\b"
        r"|conducted by|prepared for (?:the )?[^,.]{3,60}? by\b"
        r"|(?:an? )?(?:joint |new |independent )?"
        r"(?:study|report|survey|paper|briefing|analysis|research) (?:commissioned )?(?:by|from)\b"
        r"|(?:(?:opening|keynote|welcome|closing|ministerial|budget) )?"
        r"(?:speech|remarks|address|statement|keynote|presentation|lecture|testimony|message) "
        r"(?:(?:to|at|before) (?:the )?[^,.;]{3,60}? )?(?:delivered |given |made )?by\b"
        r"|(?:written |oral )?(?:testimony|statement|evidence) of"
        r"(?= (?:the )?(?:dr|prof|mrs?|ms|hon|rt)\b)"
        r"|(?:(?:本报|本刊|特约|见习|实习|首席|资深)?记者|实习(?:生|记者)|[\u3400-\u9fff]{2,8}记者(?=\s))"
        r"(?=\s*[\u3400-\u9fff]{2,4}(?:\s|$|[、,/)]|报道|报导|摄))",
    ),
    "dct:contributor": (
        r"编辑|责任编辑|责编|编审|审校|审核|校对|校审|策划|统筹|监制|摄影|摄|图|图片|翻译|译|设计|美编"
        r"|(?:提问|提出|质询)(?:人|者|议员)|通讯员|editors?|photos?|photograph(?:y|er|s)|translators?"
        r"|graphics|asked by",
        r"(?:edit(?:ed|ing)|translat(?:ed|ion)|reviewed|photograph(?:s|y)?|photos?) by|asked by"
        r"|责任编辑(?=\s)"
        r"|通讯员(?=\s)",
    ),
    "dct:publisher": (
        r"主办(?:单位|机构|方|者)?|出版(?:社|者|单位|机构|商)?|发布(?:机构|单位|者|部门)|发行|编印|印发(?:机关|单位)?|公告(?:机关|单位)"
        r"|(?:采购|招标)(?:人|单位|机关|(?:代理)?机构)|代理机构|机关名称"
        r"|发文(?:机关|单位)|制作单位|主管单位|出品(?:方|单位|机构)?"
        r"|publishers?|institution|issuing (?:body|authority|office|department|agency)"
        r"|(?:contracting|procuring) (?:authority|entity|agency)",
        r"(?:published|issued|released|produced) by",
    ),
}
_CREDIT = expression(
    "|".join(
        rf"(?P<{name.split(':')[1]}>(?:{named})\s*[:|/]\s*|(?:{bare}):?\s*)"
        for name, (named, bare) in _STEMS.items()
    ),
    re.IGNORECASE,
)
_EDGE = expression(
    r"^[\s(【\[*_•-]*|(?:(?<=[|/(\[,;、·)】])|(?<=\d\.)|(?<=[a-z]\.\s)|(?<=\s\s)|(?<=\s)(?=[\u3400-\u9fff]))\s*"
)
_STOP = expression(
    r"\s{2,}|\s(?=(?:19|20)\d\d[-./年])|\s[\u3400-\u9fff]{2,6}:|[|。\[\]()【】]|\s发自"
    r"|;(?!\s*[\u3400-\u9fff·]{2,4}\s*(?:[,;]|$))"  # another name may follow, with its post
    r"|(?<=[\u3400-\u9fff])\s?[\s/][\u3400-\u9fff]{2,6}(?:报道|报导|专电|特稿)(?=$|[\s|)】\]])|(?:报道|报导|摄影?|整理|综合)(?=$|\s|[)|】])"
)
_BEHIND = expression(  # a label behind the name: ``港務局 編印``
    r"^[\s*_(]*(?P<name>[\u3400-\u9fff][\u3400-\u9fff·、 ]{2,40}?)\s*"
    r"(?:(?P<publisher>编印|编制|编著|印制|印发|出版|发行|制作|(?<=\s)(?:编|发布|主办))"
    r"|(?<=\s)(?P<contributor>(?:合作|协办|承办|支持|资助|赞助|委托|协作|参与)(?:机构|单位|方|者)?))"
    r"[\s*_)]*$"
)
_POSTED = expression(r"(?<=\w)\s?\([^()]{2,60}\)(?=\s*(?:[,;、&]|and\b|$))")  # a post behind a name
_OCCASION = expression(r",?\s+(?:at|on|to|in|during|before)\s+(?:the\b|[A-Z\d]).*$")
_FOR = expression(r"\s+for (?:the )?(?=[A-Z])")  # the body that has it made
_STATION = expression(  # where each of several reporters is
    r"\s+in\s+(?:[A-Z][\w.'’-]*\s?){1,3}(?:(?:\sand|,|\s?&)\s+|(?<=\s)and\s+)"
    r"(?=[A-Z][\w.'’-]*\s[A-Z])"
)
POST = expression(
    r"\b(?:director|professor|fellow|analyst|economist|reporter|correspondent|editor|officer|head"
    r"|researcher|secretary|minister|chief|chair(?:man|woman|person)?|president|convener"
    r"|commissioner"
    r"|governor|mayor|leader|manager|treasurer|partner|staff|columnist|chancellor|spokesperson)\b",
    re.IGNORECASE,
)
_HAN_POST = expression(  # what somebody is, not how they are called
    r"(?:系|为|现任|时任)[\u3400-\u9fff]{3}|[\u3400-\u9fff]{3,}(?:教授|研究员|院长|所长|总监|分析师|经济师|副主任)$"
)
_HELD = (  # before the name of who holds it
    r"senator|(?:deputy |lord |prime |vice )?"
    r"(?:mayor|minister|premier|president|governor|treasurer)"
    r"|commissioner|secretary|ambassador|councillor|alderman|chairman|chairwoman"
)
HONOUR = r"(?:MP|MEP|MLA|MLC|MHA|MSP|MS|JP|KC|[GSB]BS|CBE|OBE)"
HONOURS = rf"(?:,? {HONOUR})*"  # behind a name
_HONOURED = expression(rf"(?<=[a-z]){HONOURS}$")
_PORTFOLIO = expression(  # Minister of Ports, Rails and Roads: one post, and no list of names
    r"\b(?:minist(?:er|ry)|secretary|commissioner|department|bureau|office) (?:of|for) (?:the )?"
    r"(?P<fields>[a-z'’-]+(?: (?!(?:and|of)\b)[a-z'’-]+)?"
    r"(?:, (?!and\b)[a-z'’-]+(?: (?!and\b)[a-z'’-]+)?)*,? (?:and|&) [a-z'’-]+)",
    re.IGNORECASE,
)
_NAME = expression(
    r"^[\u3400-\u9fff·]{2,5}$|^[\u3400-\u9fff]{4,24}$"
    r"|^[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?:\s(?:of|and|for|the|de|van|von|bin|al|&|[A-ZÀ-ÞĀ-Ž(][\w.'’)-]*)){0,8}$"
)
_BILINGUAL = expression(  # the name in Chinese, then in English
    r"(?P<name>[\u3400-\u9fff·]{2,24})\s+[A-Z][\w.'’&-]*(?:\s[\w.'’&-]+)*(?:\s*\([A-Z]+\))?$"
)
_LATIN_FIRST = expression(  # the name in Latin letters, then in Chinese
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?: [\w.'’-]+){1,4})\s+[\u3400-\u9fff·]{2,6}$"
)
_REPORT = expression(r"(?:报道|报导|摄影|综合|电|讯)$")
_HEADING = expression(r"speakers|words|text|institution|photos?|graphics", re.IGNORECASE)
_MOST_NAMES, _LONGEST_NAME = 8, 80
_SHORTEST_LABEL, _LONGEST_LABEL = 2, 30


class Credit(NamedTuple):
    """A part of a line, as half-open offsets of its text, and the property it is a value of."""

    predicate: str
    start: int
    end: int

    def moved(self, offset: int) -> "Credit":
        """Return the same part of a text that begins ``offset`` code points earlier."""
        return Credit(self.predicate, self.start + offset, self.end + offset)


def is_credit(folded: str) -> bool:
    """Tell whether a line begins with the label of a credit.

    >>> is_credit("文|林嘉 编辑|何敏"), is_credit("By Anna Lee"), is_credit("By any measure")
    (True, True, False)
    """
    lead = _EDGE.match(folded)
    return bool(_CREDIT.match(folded, lead.end() if lead else 0))


def label_alone(folded: str) -> str:
    """Return the property that the label of a credit with a line to itself stands for; else "".

    >>> label_alone("Presented by"), label_alone("Presented by Anna Lee"), label_alone("主办单位")
    ('dct:creator', '', 'dct:publisher')
    """
    line = folded.strip(" *_:")
    if not _SHORTEST_LABEL < len(line) <= _LONGEST_LABEL or _HEADING.fullmatch(line):
        return ""
    label = _CREDIT.fullmatch(line + ":")
    return f"dct:{label.lastgroup}" if label else ""


def credits_of(folded: str) -> list[Credit]:
    """Return who a line with labels credits, in order.

    >>> line = "文|林嘉、周宁   责任编辑:何敏"
    >>> [(credit.predicate, line[credit.start : credit.end]) for credit in credits_of(line)]
    [('dct:creator', '林嘉'), ('dct:creator', '周宁'), ('dct:contributor', '何敏')]
    """
    folded = _POSTED.sub(lambda aside: "," * len(aside[0]), folded)
    edges = sorted({edge.end() for edge in _EDGE.finditer(folded)})
    labels = [label for edge in edges if (label := _CREDIT.match(folded, edge))]
    found: list[Credit] = []
    for number, label in enumerate(labels):
        following = labels[number + 1].start() if number + 1 < len(labels) else len(folded)
        stop = _STOP.search(folded, label.end(), following)
        end = stop.start() if stop else following
        stations = [station.end() for station in _STATION.finditer(folded, label.end(), end)]
        occasion = _OCCASION.search(folded, max([label.end(), *stations]), end)
        if occasion:
            end = occasion.start()
        client = _FOR.search(folded, label.end(), end)
        if (
            client
            and " " in folded[label.end() : client.start()]
            and signed(folded[client.end() : end])
        ):
            end = client.start()
        predicate = f"dct:{label.lastgroup}"
        start = label.end()
        for station in _STATION.finditer(folded, start, end):
            found += [Credit(predicate, *place) for place in people(folded, start, station.start())]
            start = station.end()
        found += [Credit(predicate, *place) for place in people(folded, start, end)]
    return found


def behind(folded: str) -> list[Credit]:
    """Return the bodies that a label behind their names says to have issued a document, or helped.

    >>> line = "海灣港務局 编印"
    >>> [line[credit.start : credit.end] for credit in behind(line)]
    ['海灣港務局']
    """
    named = _BEHIND.match(folded)
    if named is None:
        return []
    predicate = "dct:contributor" if named["contributor"] else "dct:publisher"
    start = named.start("name")
    return [Credit(predicate, start + first, start + last) for first, last in signed(named["name"])]


def people(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of the names in a list of names; posts are left out where people are named.

    Nothing is returned where it is no such list.
    """
    places = list(names(with_whole_fields(folded), start, end))
    if len(places) > _MOST_NAMES:
        return []
    told = []
    for first, last in places:
        title = _title().match(folded[first:last])
        is_titled = bool(title and title[0].strip().casefold() != "the")
        first += title.end() if title else 0
        bilingual = _BILINGUAL.match(folded, first, last) or _LATIN_FIRST.match(folded, first, last)
        last = bilingual.end("name") if bilingual else last
        honoured = _HONOURED.search(folded, first, last)
        last = honoured.start() if honoured else last
        words = folded[first:last]
        if _HAN_POST.match(words):
            continue
        if last - first <= _LONGEST_NAME and _NAME.match(words) and not _REPORT.search(words):
            told.append((first, last, is_titled or not POST.search(words)))
    named = [place[:2] for place in told if place[2] and not _is_remnant(folded, told, place)]
    return named or [place[:2] for place in told[:1]]


def with_whole_fields(folded: str) -> str:
    """Return a line of the same length where no comma parts what a ministry or minister is for.

    >>> with_whole_fields("Ministry of Ports, Rails and Roads, Lindau")
    'Ministry of Ports__Rails_and_Roads, Lindau'
    """
    return _PORTFOLIO.sub(_joined, folded)


def _joined(post: re.Match[str]) -> str:
    """Return the words of a post of equal length that nothing parts: what it is for is no list."""
    fields = post["fields"].replace(",", "_").replace("&", "_").replace(" ", "_")
    return post[0][: -len(fields)] + fields


@cache
def _title() -> re.Pattern[str]:
    """Return what matches the courtesies and the offices that stand right before a name."""
    courtesies = {word.rstrip(".").lower() for word in read().get("posts", "courtesies")}
    words = "|".join(map(re.escape, sorted(courtesies, key=lambda word: (-len(word), word))))
    return expression(rf"^(?>the |(?:{words}|{_HELD})(?!\w)\.?\s+(?!(?:of|for)\b))+", re.IGNORECASE)


def _is_remnant(
    folded: str, told: list[tuple[int, int, bool]], place: tuple[int, int, bool]
) -> bool:
    """Tell whether a name is the end of a post, or the body that a person named before is of."""
    words = folded[slice(*place[:2])]
    if place == told[0]:
        return False
    is_word = words.isascii() and " " not in words
    is_body = bool(BODY.search(words) or PERIODICAL.search(words))
    return is_word or (is_body and not BODY.search(folded[slice(*told[0][:2])]))
