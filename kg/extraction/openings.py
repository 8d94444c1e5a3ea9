"""Who wrote or spoke a text, as whole lines of its masthead and opening say without a label."""

import re

from kg.extraction.bylines import PERIODICAL, POST, Credit, people

_QUESTIONED = (
    re.compile(
        r"(?:^|[上由是,。:\s])(?P<contributor>[\u3400-\u9fff]{2,4}?)(?:议员|委员|代表)的?"
        r"(?:口头|书面|急切|补充)?(?:提问|质询|质问|问题).{0,6}[和与及].{0,24}?"
        r"(?:局长|司长|部长|署长|处长|主席|市长|主任|专员|长官)(?P<creator>[\u3400-\u9fff]{2,4}?)"
        r"(?:女士|先生|博士|教授)?(?:在.{0,20})?的?(?:口头|书面)?(?:答复|回复|答覆|回覆|回应)"
    ),
    re.compile(
        r"\bquestion (?:asked |put |raised )?by (?:the )?(?:Hon\.? |Honourable )?"
        r"(?P<contributor>(?:(?:Dr|Mrs?|Ms|Prof)\.? )?[A-Z][^,.]{2,40}?),? and (?:a|the)?.{0,20}?"
        r"(?:reply|answer|response) (?:given )?by (?P<creator>[^.]{3,120}?)"
        r"(?:,? (?:in|at|on|today)\b|[:.]|$)"
    ),
)
_SPOKEN = (
    re.compile(
        r"以下[是为]?.{0,40}?(?:局长|司长|部长|署长|处长|主席|市长|主任|专员|长官|院长|总裁|行长)"
        r"(?P<creator>[\u3400-\u9fff]{2,4}?)(?:女士|先生|博士|教授)?"
        r"(?=今日|昨日|今天|\(|在|出席|于|就|的|会见).{0,80}?(?:致辞|致词|演辞|演说|发言|讲话|谈话|开场)"
    ),
    re.compile(
        r"\bfollowing (?:is|are) (?:the |a )?[^.]{0,40}?(?:speech|remarks|address|statement"
        r"|transcript|article)"
        r"[^.]{0,40}? by (?P<creator>[^.]{3,100}?)(?:,? (?:at|in|on|to|during|after|before"
        r"|today)\b|[:.]|$)",
        re.IGNORECASE,
    ),
)
_MASTHEAD_SOURCE = re.compile(
    r"(?:^|(?<=[\s|/(]))(?:消息|新闻|稿件|文章|信息)?(?:来源|出处)\s*[:|]\s*(?P<publisher>[^\s|,;()]{2,30})"
)
_PERSON = (
    re.compile(
        r"^(?P<name>[\u3400-\u9fff]{2,4})(?:博士|教授|先生|女士|研究员|院士|工程师|副教授)$"
    ),
    re.compile(
        r"^(?:(?:Mrs?|Ms|Dr|Prof|Professor|Sir|Dame)\b\.? )(?P<name>(?:[A-Z][\w.'’-]* ?){2,4})$"
    ),
    re.compile(
        r"^(?:(?:Mrs?|Ms|Dr|Prof"
        r"|Professor)\b\.? )?(?P<name>(?:[A-Z][\w.'’-]*[a-z] ){1,3}[A-Z][\w'’-]*[a-z])"
        rf"(?:, | \| | [-–—] )(?=[^.]{{0,40}}(?i:{POST.pattern}))[^.]{{3,80}}$"
    ),
)
_PUBLISHED = re.compile(
    r"(?:首发于|首刊于|原载于?|原刊于?|刊载于|刊登于|刊于|转载自|发表于"
    r"|(?:first )?(?:published"
    r"|appeared) in)\s*(?P<open>[《“\"*_]*)(?P<publisher>[^《》“”\"*_,()\d]{2,40}?)"
    r"(?=[》”\"*_,.)]|\s*\d|$)",
    re.IGNORECASE,
)
_LONGEST_OPENING = 300


def opening(folded: str) -> list[Credit]:
    """Return who spoke, or asked and answered, in the line that opens a transcript.

    >>> line = "Following is the speech by the Minister for Work, Ms Ada Lo, at the forum today:"
    >>> [(credit.predicate, line[credit.start : credit.end]) for credit in opening(line)]
    [('dct:creator', 'Ada Lo')]
    """
    if len(folded) > _LONGEST_OPENING:
        return []
    patterns = (*_QUESTIONED, *_SPOKEN)
    match = next((m for pattern in patterns if (m := pattern.search(folded))), None)
    if match is None:
        return []
    found = []
    for role in match.groupdict():
        places = people(folded, *match.span(role))
        found += [Credit(f"dct:{role}", *place) for place in places[:1]]
    return found


def person(folded: str) -> list[Credit]:
    """Return who a line names as a speaker or author does: with a title, or name and post.

    >>> lines = ("Anna Lee, Staff Writer", "Dr Jo Kim")
    >>> [line[credit.start : credit.end] for line in lines for credit in person(line)]
    ['Anna Lee', 'Jo Kim']
    """
    match = next((m for pattern in _PERSON if (m := pattern.match(folded))), None)
    return [Credit("dct:creator", *match.span("name"))] if match else []


def source(folded: str) -> list[Credit]:
    """Return where the masthead of a report says that it comes from: ``來源：海灣社``."""
    match = _MASTHEAD_SOURCE.search(folded)
    return [Credit("dct:publisher", *match.span("publisher"))] if match else []


def imprint(folded: str) -> list[Credit]:
    """Return the periodical that a note says a text appeared in."""
    match = _PUBLISHED.search(folded)
    if match is None or not (match["open"] or PERIODICAL.search(match["publisher"].strip())):
        return []
    return [Credit("dct:publisher", *match.span("publisher"))]
