"""Where a Chinese name can begin: the walk to its left boundary.

A name's end shows (it is a suffix such as 基金 or 研究院), its beginning does not. So the walk goes
left from the suffix over plain characters until something that no name holds: punctuation, the end
of a line, a closed-class word, a verb of the list, a date, a quantity, another name. A place or an
organisation directly on the left belongs to the name (廣州市 + 機器人產業協會).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.names.holdings import titles
from kg.extraction.names.parting import inside, leads, parted
from kg.extraction.words.boundary_words import Kind, boundary_words, kind_of
from kg.extraction.words.expressions import expression
from kg.extraction.words.hints import Hints
from kg.extraction.words.ordinary import is_ordinary
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

_LIMIT = 32  # characters of a name, at most
_PART = 6  # characters of what stands before "and" inside a name, at most
_REST = 8  # and of what stands after it
_LEVELS = ("省", "市", "区", "县")  # whose bureau it is (省人力资源和社会保障厅)
_UNIT = 4  # characters of what stands between a body and "and" in the name of its unit, at most
_WIDE = 10  # the first limit where the name starts its block
_HAN = expression(r"[\u3400-\u9fff]")
_GLUED_YEAR = expression(r"[A-Za-z](?:19|20)\d\d")
_JOINT_VENTURE = expression("中[日韩新马德英法美俄泰印白荷意以哈澳]$|[深沪粤苏浙闽桂京津][港澳台]$")
_OFFICES = "局署厅处"
_SIDES = ("东", "南", "西", "北", "中")
_IS = "系"  # 某甲系某所主任
_INSERT = expression(r"\([^()\n]{1,12}\)$")
# After a name, 计划 may be a verb (“海潮二号”计划于明年上线).
PLANNED = expression(r"<clauses.planning>(?:<names.planned_for>|\d|<names.planned_deeds>)")
_BLANK = expression(r"(?<=\S) (?=\S)")


@dataclass(frozen=True, slots=True)
class Stem:
    """Where a name begins; ``anchor`` is the kind of mention it begins with, else ``PLAIN``."""

    start: int
    anchor: Kind


class Landscape:
    """A folded text as names see it: the kind of each character, and the mentions taken."""

    def __init__(
        self, text: str, taken: Sequence[Mention], terminology: Terminology, hints: Hints,
        breaks: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.text = text
        self._breaks = frozenset(breaks)
        self._words = boundary_words()
        self._hints = hints
        self._terminology = terminology
        self.kinds = list(map(kind_of, text))
        self._midst: set[int] = set()
        heads = self._words.nominal_heads
        for start, end, word in self._words.automaton.longest(text):
            kind = self._words.kinds[word]
            noun = word in self._words.nominal and text.startswith(heads, end)
            if noun and start and self.kinds[start - 1] is Kind.PLAIN:
                continue  # 港口合作大会: the verb is what the body or meeting is for
            if word in self._words.leading and leads(text, start, end, self.kinds, self._midst):
                continue  # 共建之江造船中心
            self._paint(start, end, kind)
            if kind is not Kind.PLAIN:
                self._midst.update(range(start + 1, end))
        self._open_spaces()
        self.cut = inside(self._words.protected.longest(text))
        self._unnamed = {end: start for start, end, _ in self._words.unnamed.every(text)}
        self.titles = [(start, end) for start, end, _ in self._words.titles.longest(text)]
        self.titled = {start for start, _ in self.titles}
        for start, end in parted(text, self.titles):
            self._paint(start, end, Kind.STOP)
        self._begins: dict[int, int] = {}  # end of a mention → its start
        self._concepts: set[int] = set()
        for mention in taken:
            self.take(mention)

    def _paint(self, start: int, end: int, kind: Kind) -> None:
        self.kinds[start:end] = [kind] * (end - start)

    def _open_spaces(self) -> None:
        """Let a name run over a blank that only sets Latin apart (``AI 學徒計劃``)."""
        for match in _BLANK.finditer(self.text):
            left, right = self.text[match.start() - 1], self.text[match.end()]
            if any(side.isascii() and side.isalnum() for side in (left, right)):
                self.kinds[match.start()] = Kind.PLAIN

    def take(self, mention: Mention) -> None:
        """Mark a mention: a place and a body may begin a name, anything else stops it."""
        meaning = mention.meaning
        kind = Kind.STOP
        if _GLUED_YEAR.match(self.text, max(0, mention.start - 1)):
            return  # the year in ABC2031 is part of a name
        if isinstance(meaning, Entity):
            is_a = self._terminology.is_a
            kind = Kind.BODY
            if is_a(meaning.types, "kg:Concept"):
                kind = Kind.PLAIN
                self._concepts.update(range(mention.start, mention.end))
            elif is_a(meaning.types, "kg:Place"):
                ordinary = is_ordinary(self.text[mention.start : mention.end])  # 內地, 海外
                kind = Kind.STOP if ordinary else Kind.PLACE
            elif is_a(meaning.types, "kg:Person"):
                kind = Kind.STOP
                if self.text.startswith(_IS, mention.end):
                    self._paint(mention.end, mention.end + 1, Kind.STOP)
        if kind is not Kind.PLAIN:
            self._paint(mention.start, mention.end, kind)
            self._begins[mention.end] = mention.start

    def ends_well(self, end: int, length: int, *, anywhere: bool = False) -> bool:
        """Tell whether a name may end at ``end`` with an ending of ``length`` characters.

        One character (局, 部) is only trusted before a boundary or a title (局長), and neither is
        an ending that cuts a word (大學|生, 計劃|於) or is part of one (發展, 內部). ``anywhere``
        tells that the ending needs no boundary (某市 in 某市經濟).
        """
        if self.text[end - 1 : end + 1] in self._words.crossing:
            return False  # 某某峰会见了: the ending is half of a verb
        if end in self.cut or self._unnamed.get(end, end) < end - length:
            return False
        plain = end < len(self.text) and self.kinds[end] is Kind.PLAIN
        plain = plain and not (self.text[end] == "会" and self.breaks(end + 1))  # 某局會撥款
        plain = plain and not self.text.startswith(self._words.behind, end)  # 某局數據
        plain = plain and not PLANNED.match(self.text, end)  # 某局計劃於明年開設
        return anywhere or length > 1 or not plain or end in self.titled

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a name or a boundary word covers part of the range."""
        return any(kind is not Kind.PLAIN for kind in self.kinds[start:end])

    def breaks(self, at: int) -> bool:
        """Tell whether plain text ends at ``at`` with a word, not in the middle of one."""
        return at == len(self.text) or (self.kinds[at] is not Kind.PLAIN and at not in self._midst)

    def stem(self, suffix: int, *, joint: bool = False) -> Stem:
        """Return where the name begins whose suffix starts at ``suffix`` (there, if nowhere).

        ``joint`` tells that the ending is one of names that hold an "and" (委員會, 基金).
        """
        at = self._plain(suffix, _LIMIT)
        joint = joint or self.text[at - 1 : at] == "暨"  # which joins nothing but parts of a name
        both = self.text[at - 1 : at] == "暨"  # 某博覽暨高峰會
        if joint and 0 < at < suffix + both and self.kinds[at - 1] is Kind.JOINT:
            at = self._across(at, suffix)
        anchor = Kind.PLAIN
        if at and self.kinds[at - 1] in (Kind.PLACE, Kind.BODY):
            anchor = self.kinds[at - 1]
            at = self._over_mentions(at, suffix)
            if self.kinds[at] is Kind.BODY:
                anchor = Kind.BODY  # 某銀行 + 某省 + 分行
        while at < suffix and self.text[at] in " -.'’":
            at += 1
        style = next((s for s in self._words.styles if self.text.endswith(s, 0, at)), "")
        plain = all(kind is Kind.PLAIN for kind in self.kinds[at - len(style) : at])
        return Stem(at - len(style) * plain, anchor)

    def beyond(self, start: int, *, certain: bool = True) -> int:
        """Return where the name begins if the one-character word before it is part of it.

        A firm's name may hold a character that is a word elsewhere (雲從科技); then the rest must
        begin at punctuation. Return ``start`` if it is not so. Where it is not ``certain`` that a
        name is cut, only the characters count that names often hold (克而瑞研究中心).
        """
        at = start - 1
        single = at > 0 and self.kinds[at] is Kind.STOP and _HAN.match(self.text[at])
        if not single or at in self._midst or start in self._midst:
            return start
        begin = self._run(at, max(0, at - _PART))
        clear = begin == 0 or not _HAN.match(self.text[begin - 1])
        if begin == at:
            return at if clear and self.text[at] in self._words.initial else start
        if not certain:
            own = self.text[at] in self._words.within and not is_ordinary(self.text[begin:at])
            return begin if own else start
        return begin if clear else start

    def wide(self, at: int) -> int:
        """Return where the part of the world begins that ends at a place (亚洲); else that."""
        start = self.begin(at)
        return start if is_ordinary(self.text[start:at]) else at

    def begin(self, end: int) -> int:
        """Return where the mention begins that ends at a place, or that place."""
        return self._begins.get(end, end)

    def stretch(self, end: int, length: int) -> int:
        """Return where the plain characters begin that end at a place, at most ``length`` ago."""
        return self._run(end, max(0, end - length))

    def _plain(self, at: int, limit: int) -> int:
        """Walk left over plain characters, and over one bracketed insert (a place in a firm)."""
        lowest = max(0, at - limit)
        at = self._run(at, lowest)
        insert = _INSERT.search(self.text[lowest:at])
        return self._run(lowest + insert.start(), lowest) if insert else at

    def _run(self, at: int, lowest: int) -> int:
        while at > lowest and self.kinds[at - 1] is Kind.PLAIN and at not in self._breaks:
            at -= 1
        return at

    def _across(self, at: int, suffix: int) -> int:
        """Return where a name begins that may go on to the left of a conjunction before ``at``."""
        left = at
        while left and self.kinds[left - 1] is Kind.JOINT:
            left -= 1
        whole = self._plain(left, _LIMIT)
        begin, part = self._behind_body(whole, left)
        limit = _WIDE if begin == 0 else _PART
        if not 2 <= len(part) <= limit or suffix - at > _REST:
            return at
        if begin and self.kinds[begin - 1] is Kind.JOINT and not self._ends_office(begin - 1):
            return at
        link = self.text[left:at]
        if link == "暨":
            return begin
        sure = link in ("及", "暨") or (link == "和" and len(part) == 2)
        inner = begin > 0 and self.kinds[begin - 1] is Kind.BODY and len(part) <= _UNIT
        sure = sure or (inner and not part.endswith(titles()))  # 某大學 + 光學與電子學院
        ordinary = is_ordinary(part) or (part[0] in _LEVELS and is_ordinary(part[1:]))
        if not sure and not ordinary and not self._is_topic(begin, left, at, suffix):
            return at
        office = len(part) > len("某局") and part[-1] in _OFFICES and not is_ordinary(part)
        if part.endswith(self._words.bodies) or self._is_name(part) or office:
            return at
        return self._plain(left, _LIMIT) if whole != begin else begin

    def _ends_office(self, end: int) -> bool:
        """Tell whether an office ends before a conjunction (某局 + 及 + 教育及青年局)."""
        return self.text[end - 1 : end] in tuple(_OFFICES)

    def _behind_body(self, begin: int, end: int) -> tuple[int, str]:
        """Return what stands behind the last body that is named in the range, and where.

        Of 某区管委会科创 (和人才局) that is 科创: the body is the one whose bureau it is.
        """
        for at in range(end - 2, begin + 2, -1):
            found = self._hints.ending(self.text[begin:at])
            if found and found[0] in self._hints.bodies and len(found[1]) > 1:
                return at, self.text[at:end]
        return begin, self.text[begin:end]

    def _is_topic(self, begin: int, left: int, at: int, suffix: int) -> bool:
        """Tell whether both sides of a conjunction say what one body is for.

        It is so behind a place or a body, where the left side is a known field or shares a word
        with the right one (某地纳米技术与纳米仿生研究所).
        """
        if not begin or self.kinds[begin - 1] not in (Kind.PLACE, Kind.BODY):
            return False
        rest = self.text[at:suffix]
        known = self._concepts.issuperset(range(begin, left))
        return known or any(self.text[i : i + 2] in rest for i in range(begin, left - 1))

    def _is_name(self, part: str) -> bool:
        found = self._hints.ending(part)
        body = found is not None and found[0] in self._hints.bodies  # 海關 alone is one
        return found is not None and 1 < len(found[1]) < len(part) + body

    def _over_mentions(self, at: int, suffix: int) -> int:
        """Take the mention that ends at ``at`` into the name, and a place before that."""
        middle = at == suffix and self.kinds[at - 1] is Kind.PLACE
        while at in self._begins and self.kinds[at - 1] in (Kind.PLACE, Kind.BODY):
            body = self.kinds[at - 1] is Kind.BODY
            begin = self._begins[at]
            if suffix - begin > _LIMIT:
                break
            at = begin
            if body:
                break
        side = self.text[at - 1 : at] in _SIDES and self.kinds[at - 1] is Kind.PLAIN
        if side and (at == 1 or self.kinds[at - 2] is not Kind.PLAIN):
            at -= 1  # 南某國
        joint = _JOINT_VENTURE.search(self.text, max(0, at - 3), at)
        if joint and (joint.start() == 0 or self.kinds[joint.start() - 1] is not Kind.PLAIN):
            at = joint.start()  # 中馬 + 某州產業園
        if not middle:
            return at
        at = self._plain(at, _LIMIT)  # 國家天文 + 廣州 + 中心: the place stands inside
        if at in self._begins and self.kinds[at - 1] is Kind.PLACE and suffix - at < _LIMIT // 2:
            at = self._begins[at]  # 某國 + 銀行 + 某市 + 分行
        return at

    def before(self, start: int) -> str:
        """Return the text to the left, for a look at what stands there."""
        return self.text[max(0, start - 8) : start]

    def is_founded(self, start: int) -> bool:
        """Tell whether a verb that brings a new thing stands before the name."""
        return (
            self.before(start).rstrip(" 了的").removesuffix("最新").endswith(self._words.founding)
        )
