"""In which body a post is that a clause begins with and that names none: ``总经理某某说``.

It is the body that the text speaks of there, where it is one that has such posts: a firm has a
managing director, a library a librarian. A Chinese post often says by its first character how the
name of its body ends (院长, 馆长, 局长): then the last such body named before will do, and no
other.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from kg.extraction.discourse.candidates import Subject
from kg.extraction.names.holdings import (
    PostHolding,
    bodies_of,
    is_a,
    is_called,
    name_endings,
)
from kg.extraction.passages.reading import Reading
from kg.extraction.words.expressions import expression
from kg.extraction.words.wordlists import read
from kg.model.mention import Entity, Mention
from kg.model.terminology import Terminology

Topic = Callable[[int, int, tuple[str, ...]], Subject | None]
"""What a sentence that starts at a place speaks of at another, if it is of some classes."""

_FARTHEST = 12  # passages back to a body whose name a post takes up
_NEAR = 4  # and to the only one that has such a post, from a paragraph that begins with a quotation
_QUOTES = ('"', "“", "「", "『")
_OPENS = expression(  # what stands before a post that begins its clause
    r"(?:\A|[.,;:!?。\n“”\"「」—–]|<particles.by>|\b(?:said|says|and|while|as|but|thank|told))\s*"
    r"(?:[Tt]he |<posts.serving_now>?"
    r"<posts.this>?(?P<kind><posts.pointed_bodies>)?<particles.of>?)\Z"
)

_NAMED = re.compile(r"\s?, (?:the )?[A-Z][\w&'’-]*(?: [A-Z(]|$|[,.\n])")  # CEO, Atlas Cloud
_TAKES = expression(r"(?:<posts.honorifics>)?(?:<posts.takes_up>|<posts.predicates>)\Z")


class BarePosts:
    """Finds the bodies of bare posts in a document whose passages have been read."""

    def __init__(self, readings: Sequence[Reading], terminology: Terminology) -> None:
        self._readings = readings
        self._terminology = terminology
        self._of_kind: dict[str, list[tuple[int, Reading, Mention]]] = {}

    def body(self, index: int, held: PostHolding, topic: Topic) -> Subject | None:
        """Return the body in which a post of a passage is held, if its clause does not tell.

        ``topic`` tells what the passage speaks of at a place.
        """
        passage = self._readings[index].passage
        folded, (start, end) = passage.folded, held.post
        classes = bodies_of(folded[start:end])
        if held.organisation or held.past or not classes:
            return None
        if _NAMED.match(passage.text, end):
            return None
        opening = _OPENS.search(folded, max(0, start - 16), start)
        if not (opening or _TAKES.match(folded[held.person.end : start])):
            return None
        kind = opening["kind"] if opening else None
        kind = None if kind in read().get("posts", "kinds_only") else kind
        endings = (kind,) if kind else name_endings(folded[start:end])
        sentence, _ = passage.sentence_at(start) or (start, end)
        found = topic(sentence, start, classes)
        if not endings:
            quoted = folded.lstrip().startswith(_QUOTES)
            return found or (self._only(index, classes) if quoted else None)
        if found and is_called(found.entity, endings):
            return found
        return self._called(index, start, endings) or (self._sole(index, kind) if kind else None)

    def _sole(self, index: int, kind: str) -> Subject | None:
        """Return the body of a kind that is named before a passage, if it is the only one."""
        named = self._named(kind)
        before = bisect_left(named, index, key=lambda each: each[0])
        if not before:
            return None
        _, reading, mention = named[before - 1]
        alone = mention.meaning == named[0][2].meaning
        return _antecedent(reading, mention) if alone and self._has_posts(mention) else None

    def _named(self, kind: str) -> list[tuple[int, Reading, Mention]]:
        """Return where bodies of a kind are named, as far as the first that is another."""
        if kind in self._of_kind:
            return self._of_kind[kind]
        found = self._of_kind.setdefault(kind, [])
        for index, reading in enumerate(self._readings):
            for mention in reading.mentions:
                if isinstance(mention.meaning, Entity) and is_called(mention.meaning, (kind,)):
                    found.append((index, reading, mention))
                    if mention.meaning != found[0][2].meaning:
                        return found
        return found

    def _only(self, index: int, classes: tuple[str, ...]) -> Subject | None:
        """Return the only body of some classes of the nearest passage before that names any."""
        for reading in reversed(self._readings[max(0, index - _NEAR) : index]):
            named = [m for m in reading.mentions if is_a(m, self._terminology, *classes)]
            if named:
                first = named[0]
                alone = all(each.meaning == first.meaning for each in named)
                return _antecedent(reading, first) if alone else None
        return None

    def _called(self, index: int, position: int, endings: tuple[str, ...]) -> Subject | None:
        """Return the last thing before a place of a passage whose name ends so, if it is a body."""
        here = self._readings[index].passage.folded
        for place in range(index, max(-1, index - _FARTHEST), -1):
            reading = self._readings[place]
            stop = position if place == index else len(reading.passage.folded)
            for mention in reading.before(stop):
                entity = mention.meaning
                if isinstance(entity, Entity) and is_called(entity, endings):
                    since = mention.end if place == index else 0
                    if _is_unknown_named(here[since:position], endings):
                        return None
                    return _antecedent(reading, mention) if self._has_posts(mention) else None
        return None

    def _has_posts(self, mention: Mention) -> bool:
        return is_a(mention, self._terminology, "kg:Organisation", "kg:Site", "kg:InnovationPark")


def _antecedent(reading: Reading, mention: Mention) -> Subject | None:
    shown = reading.passage.evidence(mention.start, mention.end, "antecedent")
    return Subject(mention.meaning, shown, "B") if isinstance(mention.meaning, Entity) else None


def _is_unknown_named(words: str, endings: tuple[str, ...]) -> bool:
    """Tell whether words name another thing that ends so, which nobody recognised: 某某馆."""
    return any(
        re.search(rf"[\u3400-\u9fff](?<![{''.join(read().get('posts', 'this'))}]){ending}", words)
        for ending in endings
        if ending not in read().get("posts", "everyday_endings")
    )
