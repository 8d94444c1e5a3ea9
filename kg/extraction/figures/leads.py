"""What a paragraph or an item of a list is led by, and goes on to tell of: a heading run in.

``**海濱書院** 首期招生…``, ``「樂齡卡」。累計發卡…``, ``- 甲基金:規模…``, ``The Dock guild. It …``:
a first sentence, label or line that is nothing but a name tells of what the rest is, as a heading
does. What is to be done (``支持漁民轉產。``) is a task (:mod:`kg.extraction.layout.tasks`).
"""

import re
from collections.abc import Sequence

from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.line_topics import headed
from kg.extraction.discourse.owners import is_field, left_out
from kg.extraction.figures.above import Above
from kg.extraction.figures.subjects import Subjects
from kg.extraction.figures.unnamed_things import Unnamed
from kg.extraction.grammar.roles import is_light
from kg.extraction.grammar.topics import noun_phrase
from kg.extraction.passages.passage import Passage
from kg.extraction.passages.reading import Reading, clauses
from kg.extraction.words.expressions import expression
from kg.extraction.words.latin_words import words_of
from kg.extraction.words.wordlists import read
from kg.model.document import BlockKind
from kg.model.mention import Entity
from kg.text.folding import fold

_OPENING = expression(
    r"[^\w“「《]{0,6}(?:\d{1,2}[.)、]\s?|\([^()]{1,3}\)\s?|<numerals.small>{1,3}、)?\s*"
    r"(?:(?:first|second|third|fourth|fifth|next|finally|last)(?:ly)?, )?(?:the |an? |our )?",
    re.IGNORECASE,
)
_STOP = expression(r"[。:]|\.(?!\d)|[,;!?]")
_QUOTED = expression(
    r"(?P<where>[\u4e00-\u9fff]{0,6})[“「](?P<words>[^“”「」]{2,20})[”」](?P<kind>[\u4e00-\u9fff]{0,8})"
)
_NAME_LIKE = expression(r"(?:[A-Z][\w’'-]+ ){1,4}[A-Z][\w’'-]+")
_BOLD = "**"
_LED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
# Who speaks, what is looked for, what is to be done.
_NO_LEADS = ("kg:Person", "kg:MediaOutlet", "kg:Occupation", "kg:Recommendation")
# What is told of a thing that is built or set up, sooner than of who does it.
BUILT = ("kg:Project", "kg:PolicyInstrument", "kg:Fund", "kg:Site", "kg:ComputingResource")
_LONGEST = 40  # code points of a lead


class Leads:
    """Finds what the passages of a document are led by, which have been read."""

    def __init__(
        self, readings: Sequence[Reading], subjects: Subjects, things: Unnamed, above: Above
    ) -> None:
        self._readings = readings
        self._subjects = subjects
        self._things = things
        self._above = above
        self._known: dict[int, Subject | None] = {}

    def of(self, index: int, position: int) -> Subject | None:
        """Return what leads the passage of a position behind it, if anything does.

        An item of a list that begins with what is done goes on with what leads the one before.
        """
        passage = self._readings[index].passage
        if found := self._led(index):
            start = passage.span(position, position).start
            return found if start >= found.evidence.span.end else None
        item = passage.block.kind is BlockKind.LIST_ITEM and index and passage.sentences
        if not item or not left_out(passage.folded, *passage.sentences[0]):
            return None
        before = self._readings[index - 1].passage.block
        beside = before.kind is BlockKind.LIST_ITEM and before.headings == passage.block.headings
        return self._led(index - 1) if beside else None

    def instead(
        self,
        spoken_of: Subject | None,
        index: int,
        sentence: int,
        position: int,
        classes: tuple[str, ...] = (),
    ) -> Subject | None:
        """Return what a passage is led by, where its sentence speaks of nothing but a place by it.

        A clause with a subject of its own tells of that; a place that is none says only where.
        """
        subjects = self._subjects
        led = self.of(index, position)
        if led is None and spoken_of and not classes:
            led = self._above.labelled(index, position)
        if led is None or not (subjects.suits(led, classes) or "kg:Programme" in classes):
            return None
        if spoken_of:
            within = led.evidence.span.contains(spoken_of.evidence.span)
            where = within or self._is_where(index, sentence, position, spoken_of)
            return led if where else None
        place = subjects.is_a(led, "kg:Place")  # the paragraph tells what is there
        return (subjects.paragraph.carried(index, sentence, BUILT) if place else None) or led

    def _is_where(self, index: int, sentence: int, position: int, spoken_of: Subject) -> bool:
        """Tell whether what a sentence speaks of is a place that no clause of it begins with."""
        if not self._subjects.is_a(spoken_of, "kg:Place"):
            return False
        passage = self._readings[index].passage
        for start, end in clauses(passage.folded, sentence, position):
            span = passage.span(start, end)
            if span.contains(spoken_of.evidence.span):
                lead = passage.document.text[span.start : spoken_of.evidence.span.start]
                return not is_light(fold(lead))
        return False

    def _led(self, index: int) -> Subject | None:
        if index not in self._known:
            self._known[index] = self._lead(self._readings[index])
        return self._known[index]

    def _lead(self, reading: Reading) -> Subject | None:
        passage = reading.passage
        opening = _OPENING.match(passage.folded)
        if passage.block.kind not in _LED or opening is None:
            return None
        start = opening.end()
        bold = _bold(passage, start) if start < len(passage.text) else 0
        line = passage.lines[0][1] if len(passage.lines) > 1 else 0
        end = min(filter(None, (bold, line, _stop(passage.folded, start))), default=0)
        words = passage.folded[start:end].rstrip(" .。:")
        name = start, start + len(words)
        if not 1 < len(words) <= _LONGEST or left_out(words, 0, len(words)):
            return None
        if " " in words and words.split()[0] in words_of("bidding"):
            return None  # Take Kelp Optics.
        if self._is_name(reading, name):
            return self._things.named(reading, name).as_context("heading")
        whole = (bold and headed(words)) or (end == line and noun_phrase(words, 0, len(words)))
        body = words.split()[-1].lower() in read().get("grammar", "kinds_of_bodies")
        alone = body and passage.folded.startswith(".", name[1]) and _NAME_LIKE.fullmatch(words)
        field = is_field(words.split()[-1].casefold())  # Prototype budget
        if field or not (alone or whole == (0, len(words))):
            return None
        return self._things.of(reading, name).as_context("heading")

    def _is_name(self, reading: Reading, name: tuple[int, int]) -> bool:
        """Tell whether a range is nothing but one name."""
        folded = reading.passage.folded
        if quoted := _QUOTED.fullmatch(folded, *name):
            where = {quoted.start("where")} | {m.end for m in reading.within(*quoted.span("where"))}
            named = any(reading.within(quoted.end("where"), name[1]))
            kind = quoted["words"].endswith(read().get("slots", "lead_kinds")) or quoted["kind"]
            return quoted.end("where") in where and bool(named or kind)
        return any(
            isinstance(mention.meaning, Entity)
            and not self._subjects.terminology.is_a(mention.meaning.types, *_NO_LEADS)
            and not folded[name[0] : mention.start].strip("“「《\"'")
            and not folded[mention.end : name[1]].strip("”」》\"'")
            for mention in reading.within(*name)
        )


def _stop(folded: str, start: int) -> int:
    """Return where the first clause ends, if with more than a comma and not at the end; else 0."""
    stop = _STOP.search(folded, start)
    told = stop and stop[0] in "。.:" and stop.end() < len(folded)
    return stop.start() if stop and told else 0


def _bold(passage: Passage, start: int) -> int:
    """Return where the bold words end with which a passage begins; 0 where it does with none."""
    source, block = passage.document.text, passage.block.span
    opened = source.find(_BOLD, block.start, passage.span(start, start + 1).start)
    closed = source.find(_BOLD, opened + len(_BOLD), block.end) if opened >= 0 else -1
    near = range(start + 1, min(start + _LONGEST, len(passage.text)))
    return next((at for at in near if 0 <= closed < passage.span(at, at + 1).start), 0)
