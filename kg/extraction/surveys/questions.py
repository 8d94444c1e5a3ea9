"""What those who were asked were asked, where running text says so: ``當被問及用途時，62%選擇…``.

The question of a sentence also holds for the sentences that go on with its answers (``其次是…``).
"""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.passages.passage import Passage
from kg.extraction.words.expressions import expression
from kg.model.document import BlockKind

_ASKED = expression(
    r"(?:被问(?:及|到)|问(?:及|到)|谈(?:及|到)|至于|关于|就(?!业|读|职|任|诊)|对于|在回答)(?:有关|其|他们|公司|企业)?的?"
    r"(?P<a>[^,。;:]{2,40}?)<surveys.questions>?<surveys.asked_when>?\s*[,:]"
    r"|<particles.in>[「“](?P<f>[^「」“”]{2,40})[」”]<surveys.question>"
    r"|^\s*(?:<documents.figures>\s*\d+\s*)?(?P<g>[^,。;:\d%]{2,24}):(?=[^:。]{2,30}\d[\d.]*\s*%)"
    r"|(?:^|[。;,])\s*<surveys.in_respect>?(?P<b>[^,。;:<surveys.in_respect>]{2,20}?)"
    r"<surveys.respects>\s*,"
    r"|\b(?:when |were |was )?asked (?:about|to name|to choose|to rank|for) "
    r"(?P<c>[^,.;:]{3,80}?)[,:]"
    r"|\b(?:when |were |was )?asked (?P<d>(?:why|what|how|which|whether|where|who)\b"
    r"[^,.;:]{3,100}?)[,:]"
    r"|(?:^|[.;]\s)(?:as for|as to|on|regarding|turning to) (?P<e>[^,.;:]{3,60}?),",
    re.IGNORECASE,
)
_NUMBER = (
    r"[\s*_]*(?:[<surveys.question_letters>q]\s*:|q(?:uestion)?\s*\d{1,2}[a-z]?\s*[.:)、]?|"
    r"<numerals.ordinal>?\s*[<numerals.small>\d]{1,3}\s*<surveys.question_marks>[\s:.、]"
    r"|<surveys.question_labels>\s*[<numerals.small>\d]{1,3}\s*[:.、]?|\d{1,2}\s*[.)、])\s*"
)
_NUMBERED = expression(_NUMBER, re.IGNORECASE)
_LINE = expression(
    rf"(?P<number>{_NUMBER})?(?P<words>[^%]{{3,140}}?)"
    r"(?P<ends>[?？])?\s*(?P<note>\([^()]*(?:<surveys.how_many>|multiple|select|tick|choose"
    r"|up to|n ?=|base)[^()]*\))?(?:\s*(?:base|n)\s?[:=].*)?[\s*_:]*$",
    re.IGNORECASE,
)
_GOES_ON = expression(
    r"\s*(?:<surveys.next>|<surveys.but>,?\s*<surveys.also>"
    r"|another\b|a further\b|the (?:rest|remainder|others?)\b|next\b|others?\b|only\b|fewer\b)",
    re.IGNORECASE,
)
_OPTION_IS = expression(
    r"^[「“\"‘](?P<option>[^「」“”\"]{2,40})[」”\"’]\s*<surveys.equals>(?P<asked>.{2,40})$"
    r"|^(?P<option2>[^,。;<surveys.is>]{2,30})<surveys.is>(?P<asked2>[^,。;]{0,16}"
    r"<surveys.superlative>[^,。;]{2,24})$"
    r"|^(?P<option3>[^,.;]{3,80}?) (?:as|was|is|were|are) "
    r"(?P<asked3>(?:the|their|a|an) (?:\w+ ){0,2}(?:main|biggest|greatest|top|most|key|primary"
    r"|largest|chief|leading|first|preferred)\b"
    r"[^,.;]{3,80})$",
    re.IGNORECASE,
)
_ASKS = expression(
    r"<surveys.asking_last>$|<surveys.asking_words>|\b(?:what|which|who|how|why|when|where"
    r"|do|does|did|is|are|has|have|will|would|should|can)\b",
    re.IGNORECASE,
)
_KINDS = (BlockKind.HEADING, BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LONGEST, _MOST_LINES = 160, 4
_SHORTEST, _LONGEST_RUN_IN = 4, 100  # code points of a question that opens a paragraph
_TALK = ("表示", "认为", "指出", "选择", "占")


def in_force(texts: Sequence[Passage]) -> dict[int, tuple[Passage, tuple[int, int]]]:
    """Return the question line that each block of a document stands under, by where it starts.

    A line is a question that has the number of one, a question mark, or a note on how to answer.
    It holds up to the next one, and within its section.
    """
    found: dict[int, tuple[Passage, tuple[int, int]]] = {}
    last: tuple[Passage, tuple[int, int]] | None = None
    for text in texts:
        place = line(text)
        if place:
            last = (text, place)
        elif last and (text.block.kind is BlockKind.HEADING or _leaves(text, last[0])):
            last = None
        headed = [texts[index].block.span.start for index in text.block.headings[-1:]]
        if last and not (headed and headed[0] > last[0].block.span.start):
            found[text.block.span.start] = last
    return found


def _leaves(text: Passage, question: Passage) -> bool:
    """Tell whether a block is running text, or stands under another title than a question."""
    top, over = text.block.headings[:1], question.block.headings[:1]
    inside = top == over or len(text.block.headings) > len(question.block.headings)
    prose = text.block.kind is BlockKind.PARAGRAPH and len(text.text) > _LONGEST
    return not inside or prose


def line(text: Passage) -> tuple[int, int] | None:
    """Return the place of the question in a block that is nothing else."""
    if text.block.kind not in _KINDS or len(text.text) > _LONGEST:
        return None
    if not ("?" in text.folded or "(" in text.folded or _NUMBERED.match(text.folded)):
        return None
    first, last = text.lines[0] if len(text.lines) < _MOST_LINES else (0, 0)
    match = _LINE.fullmatch(text.folded.rstrip()) or _LINE.fullmatch(text.folded, first, last)
    if match is None or (match["words"] or "").endswith(("。", ".", ";", ",")):
        return None
    numbered = match["number"] and not match["number"].strip()[:1].isdigit()
    asks = bool(match["ends"]) and _ASKS.search(match["words"])
    if not (numbered or asks or match["note"]):
        return None
    return match.start("words"), match.end("ends" if match["ends"] else "words")


def of_sentences(text: Passage) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Yield each sentence of a passage, and the place of the question that it answers."""
    last = standing = None
    for start, end in text.sentences:
        if _opens(text, start, end):
            standing = (start, start + len(text.folded[start:end].rstrip()))
        found = asked(text.folded, start, end)
        last = found or (last if _GOES_ON.match(text.folded, start, end) else standing)
        yield (start, end), last


def _opens(text: Passage, start: int, end: int) -> bool:
    """Tell whether a sentence is a question that the ones after it answer."""
    words = text.folded[start:end].rstrip()
    short = _SHORTEST <= len(words) <= _LONGEST_RUN_IN
    return short and words.endswith("?") and not any(start <= f[1] < end for f in text.figures)


def asked(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of the question in a range of folded words, if it has one.

    >>> words = "当被问及融资渠道时,四成企业选择银行贷款"
    >>> words[slice(*asked(words, 0, len(words)))]
    '融资渠道'
    """
    for match in _ASKED.finditer(folded, start, end):
        place = match.span(match.lastgroup or 0)
        words = folded[slice(*place)]
        talks = any(talk in words for talk in _TALK) or re.search(r"\d\s*%|成", words)
        if match.lastgroup == "f" or not talks:
            return place
    return None


def split(folded: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the option and the question where an answer says both: ``「甲」是主要障礙``.

    >>> words = "“租金太高”是最大困难"
    >>> [words[slice(*place)] for place in split(words, 0, len(words)) or ()]
    ['租金太高', '最大困难']
    """
    match = _OPTION_IS.match(folded[start:end].rstrip(" .。"))
    if match is None:
        return None
    number = next(n for n in ("", "2", "3") if match[f"option{n}"])
    option, question = match.span(f"option{number}"), match.span(f"asked{number}")
    return (start + option[0], start + option[1]), (start + question[0], start + question[1])
