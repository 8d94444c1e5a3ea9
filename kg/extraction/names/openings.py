"""Who wrote or spoke a text, as whole lines of its masthead and opening say without a label."""

import re
from collections.abc import Sequence

from kg.extraction.names.body_names import BODY, PERIODICAL, names, signed
from kg.extraction.names.bylines import HONOUR, HONOURS, POST, Credit, people, with_whole_fields
from kg.extraction.words import surnames
from kg.extraction.words.expressions import expression
from kg.extraction.words.given_names import is_given

_QUESTIONED = (
    expression(
        r"(?:^|[上由是,。:\s])(?P<contributor>[\u3400-\u9fff]{2,4}?)(?:议员|委员|代表)的?"
        r"(?:口头|书面|急切|补充)?(?:提问|质询|质问|问题).{0,6}[和与及].{0,24}?"
        r"(?:局长|司长|部长|署长|处长|主席|市长|主任|专员|长官)(?P<creator>(?![的在])[\u3400-\u9fff]{2,4}?)"
        r"(?:女士|先生|博士|教授)?(?:在.{0,20})?的?(?:口头|书面)?(?:答复|回复|答覆|回覆|回应)"
    ),
    expression(
        r"\bquestion (?:asked |put |raised )?by (?:the )?(?:Hon\.? |Honourable )?"
        r"(?P<contributor>(?:(?:Dr|Mrs?|Ms|Prof)\.? )?[A-Z][^,.]{2,40}?),? and (?:a|the)?.{0,20}?"
        r"(?:reply|answer|response) (?:given )?by (?P<creator>[^.]{3,120}?)"
        r"(?:,? (?:in|at|on|today)\b|[:.]|$)"
    ),
)
_SPOKEN = (
    expression(
        r"以下[是为]?.{0,40}?(?:局长|司长|部长|署长|处长|主席|市长|主任|专员|长官|院长|总裁|行长)"
        r"(?P<creator>[\u3400-\u9fff]{2,4}?)(?:女士|先生|博士|教授)?"
        r"(?=今日|昨日|今天|\(|在|出席|于|就|的|会见).{0,80}?(?:致辞|致词|演辞|演说|发言|讲话|谈话|开场)"
    ),
    expression(
        r"\bfollowing (?:is|are) (?:the |a )?[^.]{0,40}?(?:speech|remarks|address|statement"
        r"|transcript|article)"
        r"[^.]{0,40}? by (?P<creator>[^.]{3,100}?)(?:,? (?:at|in|on|to|during|after|before"
        r"|today)\b|[:.]|$)",
        re.IGNORECASE,
    ),
)
_REPORTED = (
    expression(  # by whom, at the very start: 〔記者某某／某地報導〕, 某社某地5月9日電（記者某某）
        r"^[^\n。,]{0,24}?[(\[【〔](?:本[报刊社网])?(?:特约|实习)?记者[:\s]*"
        r"(?P<creator>[\u3400-\u9fff]{2,4}(?:[、\s][\u3400-\u9fff]{2,4}){0,3}?)"
        r"(?=[/)\]】〕,\s]|[\u3400-\u9fff]{2,3}\d{1,2}日(?:电|讯))"
    )
)
_TAKING_FLOOR = expression(  # the record of a parliament: who speaks, in which office, and when
    r"^[\s*_]*(?:The )?(?P<creator>(?:(?:Hon|Honourable|Rt Hon|Mrs?|Ms|Dr|Prof|Sir|Senator)\b\.? )+"
    r"[A-Z][\w.'’ -]{3,40}?)\s*\([^()]{0,120}(?:Minister|Secretary|Treasurer|Premier|Chair|Member"
    r"|Leader|Commissioner|Mayor|[A-Z][a-z]+)[^()]{0,120}\)\s*(?:\(\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\)\s*)?:\s"
)
_PRESS = expression(
    r"^\W*(?:(?:for immediate release|(?:press|news|media) release)\b|新闻(?:稿|公报)"
    r"|(?:供)?即时发[布放])",
    re.IGNORECASE,
)
_FOR_THE_PRESS = expression(
    r"^\W*(?:(?:media|press|news) (?:contacts?|enquir(?:y|ies)|office|relations)\b"
    r"|notes? (?:to|for) editors|for (?:media|press|further) (?:enquiries|information)"
    r"|(?:传媒|媒体|新闻)(?:查询|联[络系]|咨询))",
    re.IGNORECASE,
)
_ANNOUNCING = expression(
    r"\d{4}\)?(?:,\s\d{1,2}[:.]\d{2}[^–—-]{0,8})?\s*(?:/[^/]{3,30}/\s*)?[-–—]+\s*"
    r"(?:The )?(?P<publisher>(?:[A-ZÀ-Þ][\w&.'’+-]*|of|and|for|the)"
    r"(?: (?:[A-ZÀ-Þ&][\w&.'’+-]*|of|and|for|the|a\.s\.|s\.r\.o\.|d\.o\.o\.|plc)){0,8}?)"
    r"(?=[,(]| \(|,? (?:today|has|have|will|announce))"
)
_HAN_ANNOUNCING = expression(
    r"^\s*(?:\([^()]*\)|[^()。,]{0,20}\d日(?:电|讯)?)\s*(?:[-–—]+\s*)?"
    r"(?P<publisher>[\u3400-\u9fff]{3,24}?)(?:\([^()]{1,20}\))?"
    r"(?:今[日天]|昨[日天]|近日|宣布|公布|发[表布])"
)
_HAN_TODAY = expression(  # 海運署今日（五月九日）公布
    r"^\s*(?P<publisher>[\u3400-\u9fff]{3,24}?)(?:\([^()]{1,20}\))?[于在]?今[日天]\s*(?:\([^()]{2,12}\))?\s*"
    r"(?:公布|宣布|发[表布]|推出|表示)"
)
_ENDED = expression(r"^\W*(?:完|ends?)\W*(?:$|/)", re.IGNORECASE)
_MASTHEAD_SOURCE = expression(
    r"(?:^|(?<=[\s|/(]))(?:消息|新闻|稿件|文章|信息)?(?:来源|出处)\s*[:|]\s*(?P<publisher>[^\s|,;()]{2,30})"
)
_HONOURED = (  # before the name of somebody who holds an office
    r"(?:(?:[Tt]he )?(?:Rt\.? Hon|Hon|Right Honourable|Honourable|Senator|Councillor|Cllr"
    r"|Captain|Lord|Lady"
    r"|Mrs?|Ms|Miss|Dr|Prof|Professor|Sir|Dame)\b\.? )"
)
_PERSON = (
    expression(
        r"^[\u3400-\u9fff]{2,20}(?:[省市县区州局部院校会署司厅]长|主席|主任|书记|总裁|行长|委员长|专员|长官)"
        r"\s*(?P<name>[\u3400-\u9fff]{2,4})$"
    ),
    expression(
        r"^(?P<name>[\u3400-\u9fff]{2,4})\s?(?:(?:博士|先生|女士|院士)"
        r"|(?:副|助理|高级|资深|首席|特约|客座)?(?:教授|研究员|工程师|分析师|经济师|经济学家|讲师))$"
    ),
    expression(
        rf"^{_HONOURED}{{1,3}}(?P<name>(?:(?!{HONOUR}\b)[A-Z][\w.'’-]*(?: (?=\S))?){{2,4}}(?<! ))"
        rf"{HONOURS}$"
    ),
    expression(
        rf"^{_HONOURED}{{0,3}}"
        r"(?P<name>(?:[A-Z][\w.'’-]*[a-z] ){1,3}[A-Z][\w'’-]*[a-z])"
        rf"(?:, | \| | [-–—] )(?=[^.]{{0,40}}(?i:{POST.pattern}))[^.]{{3,80}}$"
    ),
)
_BARE_NAME = expression(
    r"(?:(?:[A-ZÀ-ÞĀ-Ž][\w.'’-]*[a-zß-ÿā-ž]|[A-Z]\.|de|van|von|bin|al)\s){1,3}"
    r"[A-ZÀ-ÞĀ-Ž][\w'’-]*[a-zß-ÿā-ž]"
    r"|[\u3400-\u9fff]{2,4}"
)
_NO_NAME = expression(  # a venue, and the title before a name
    r"^(?:Rt\.? Hon|Hon|Senator|Councillor|Cllr)\b|\b(?:Hall|Centre|Center|House|Hotel|Pier"
    r"|Stadium|Room|Theatre|Auditorium|Square|Street|Road"
    r"|Building|Tower|Plaza|Museum|Library|Arena|Campus|Wharf|Quay|Harbour|Harbor|Park|Palace"
    r"|Airport|Terminal|Hospital)\s*$"
)
_OFFICE = expression(
    r"(?:主席|局长|署长|厅长|处长|司长|主任|市长|省长|县长|区长|部长|会长|校长|院长|所长|行长|馆长|总裁|总监|经理"
    r"|理事长|董事长|长官|专员|秘书长|发言人|司令)$"
)
_BARE_POST = expression(rf"\s*(?:[A-Z][\w’'-]*,? (?:of |for |and )?){{0,4}}?(?i:{POST.pattern})")
_PUBLISHED = expression(
    r"(?:首发于|首刊于|原载于?|原刊于?|刊载于|刊登于|刊于|转载自|发表于"
    r"|(?:first )?(?:published"
    r"|appeared) in)\s*(?:the (?=[A-Z]))?(?P<open>[《“\"*_]*)"
    r"(?P<publisher>[^《》“”\"*_,()\d]{2,40}?)"
    r"(?=[》”\"*_,.)]|\s*\d|\s+on\s|$)",
    re.IGNORECASE,
)
_PRESS_SECRETARY = expression(  # behind the body that has one
    r"(?<=[.;|])\s+(?:press (?:secretary|officer)|spokes(?:person|man|woman)|media adviser)\s*:",
    re.IGNORECASE,
)
_UNIT = expression(  # of a body that speaks to the press
    r"\b(?:office|unit|team|desk|branch|section)$|(?:办公室|办事处|组|科|处)$", re.IGNORECASE
)
_LONGEST_OPENING = 300
_LONGEST_OFFICE = 16  # characters


def opening(folded: str) -> list[Credit]:
    """Return who spoke, or asked and answered, in the line that opens a transcript.

    >>> line = "Following is the speech by the Minister for Work, Ms Ada Lo, at the forum today:"
    >>> [(credit.predicate, line[credit.start : credit.end]) for credit in opening(line)]
    [('dct:creator', 'Ada Lo')]
    """
    floor = _TAKING_FLOOR.match(folded) or _REPORTED.match(folded)
    if len(folded) > _LONGEST_OPENING and not floor:
        return []
    patterns = (*_QUESTIONED, *_SPOKEN)
    match = floor or next((m for pattern in patterns if (m := pattern.search(folded))), None)
    if match is None:
        return []
    found = []
    for role in match.groupdict():
        places = people(folded, *match.span(role))
        found += [Credit(f"dct:{role}", *place) for place in places[:1]]
    return found


def announcer(paragraphs: Sequence[str], closing: Sequence[str] = ()) -> tuple[int, Credit] | None:
    """Return who issues a press release: the first to be named behind its dateline.

    The result has the number of the paragraph; None where the text is no press release. One is
    told by its label, or by what stands at its end, in ``closing``, for journalists.

    >>> lines = ("PRESS RELEASE", "OSLO, 3 May 2025 - Fjord Power AS (OSE: FJP) has agreed to")
    >>> number, credit = announcer(lines)
    >>> lines[number][credit.start : credit.end]
    'Fjord Power AS'
    """
    ended = any(_FOR_THE_PRESS.match(line) or _ENDED.match(line) for line in closing)
    if not (ended or any(map(_PRESS.match, paragraphs))):
        return None
    for number, folded in enumerate(paragraphs):
        opening_ = folded[:_LONGEST_OPENING]
        match = _ANNOUNCING.search(opening_) or _HAN_ANNOUNCING.match(opening_)
        today = _HAN_TODAY.match(opening_)
        match = match or (today if today and BODY.search(today["publisher"]) else None)
        if match:
            return number, Credit("dct:publisher", *match.span("publisher"))
    return None


def press_office(folded: str) -> list[Credit]:
    """Return the body whose unit or staff a line names to journalists as whom to ask.

    >>> line = "Media contact: Ines Falk, Press Office, Ministry of Ports, Lindau"
    >>> [line[credit.start : credit.end] for credit in press_office(line)]
    ['Ministry of Ports']
    """
    label = _FOR_THE_PRESS.match(folded)
    behind = None if label else _PRESS_SECRETARY.search(folded)
    told = folded.find(":", label.end()) if label else -1
    if told < 0 and behind is None:
        return []
    line = with_whole_fields(folded)
    start, end = (0, behind.start()) if behind else (told + 1, len(line))
    bodies = [place for place in names(line, start, end) if signed(line[slice(*place)])]
    of_unit = [place for place in bodies if not _UNIT.search(folded[slice(*place)])]
    return [Credit("dct:publisher", *place) for place in of_unit[-1:]]


def is_name(words: str) -> bool:
    """Tell whether a line is a person's name and nothing else.

    >>> [is_name(words) for words in ("Hilde Brekke", "范德诚", "About the authors")]
    [True, True, False]
    """
    bare = words.strip()
    capitals = bare.isupper() and bare.isascii() and _is_given(bare.split(" ")[0])
    named = _BARE_NAME.fullmatch(bare.title() if capitals else bare)
    else_ = POST.search(words) or BODY.search(words.strip()) or _NO_NAME.search(words)
    return bool(named) and not else_


def _is_given(word: str) -> bool:
    return is_given(word.capitalize() if word.isupper() and len(word) > 1 else word)


def are_people(words: str) -> bool:
    """Tell whether words are names of people, one of them at least known to be one.

    >>> are_people("Astrid Berg and Q. Hale"), are_people("Harbour Review")
    (True, False)
    """
    people_ = [words[first:last] for first, last in names(words, 0, len(words))]
    known = [surnames.is_name(name) or _is_given(name.split()[0]) for name in people_]
    return any(known) and all(
        is_name(name) if name.isascii() else sure for name, sure in zip(people_, known, strict=True)
    )


def is_post(words: str) -> bool:
    """Tell whether a line begins with a post: ``Director General, Coastal Authority``."""
    return bool(_BARE_POST.match(words)) and not words.rstrip().endswith((".", "。"))


def is_office(words: str) -> bool:
    """Tell whether words are a post of one in charge and nothing else: ``海運署署長``."""
    return bool(_OFFICE.search(words.strip())) and len(words.strip()) <= _LONGEST_OFFICE


def person(folded: str) -> list[Credit]:
    """Return who a line names as a speaker or author does: with a title, or name and post.

    >>> lines = ("Anna Lee, Staff Writer", "Dr Jo Kim")
    >>> [line[credit.start : credit.end] for line in lines for credit in person(line)]
    ['Anna Lee', 'Jo Kim']
    """
    match = next((m for pattern in _PERSON if (m := pattern.match(folded))), None)
    if match and not folded.isascii() and " " not in folded and "name" in match.groupdict():
        match = match if surnames.is_name(match["name"]) else None
    name, _, rest = folded.partition(", ")
    if match is None and rest and is_name(name) and name[0].isascii() and signed(rest):
        return [Credit("dct:creator", 0, len(name))]  # and the body that they are of
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
