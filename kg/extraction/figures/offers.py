"""What a text offers as the subject of a figure, nearest first.

First comes what the clause of the figure speaks of: a thing that has a name, the territory whose
state it tells, a thing without a name. Then what the clauses before it speak of, what the
paragraph carries on, what stands above it, and at last the place for which the document speaks.
"""

import re
from collections.abc import Callable, Sequence

from kg.extraction.discourse import closing
from kg.extraction.discourse.candidates import Subject
from kg.extraction.discourse.jurisdiction import Territory, is_of_territory, reports_on
from kg.extraction.discourse.owners import is_field, left_out, opened, owner
from kg.extraction.figures.above import Above
from kg.extraction.figures.attributive import is_vessel
from kg.extraction.figures.ends import set_out
from kg.extraction.figures.leads import BUILT, Leads
from kg.extraction.figures.made import Made
from kg.extraction.figures.subjects import Subjects
from kg.extraction.figures.tellers import only_tells
from kg.extraction.figures.unnamed_things import Unnamed
from kg.extraction.grammar.roles import Role
from kg.extraction.layout import tasks
from kg.extraction.passages.reading import Reading, clauses
from kg.model.mention import Entity

_STATISTIC = re.compile(  # 产量达到, 覆盖率由46%提高到
    r"(?:率|产量|产值|数量|总量|总额|规模|收入|人次|企业数?|[业企]增加值)"
    r"(?:[预已将]?[计达增升降提扩由从超突不为仅约近逾到至]|[达突超提增]到|突破|提高|累计|超过|不足|[\d.%]){0,6}$"
)
_COSTS = re.compile(
    r"\W*(?:the |its )?(?:total |estimated )?(?:cost|budget|investment|capacity)s?\b", re.IGNORECASE
)
_RUNS = ("kg:GovernmentBody", "kg:Jurisdiction")  # they do what a plan says
_ACTORS = ("kg:Organisation", "kg:Jurisdiction", "kg:Region", "kg:Person")


class Offers:
    """Offers subjects in a document whose passages have been read.

    ``mint`` makes a thing of words and a class, ``resolve`` finds one by its name; ``territory``
    is that of the document, if any.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        subjects: Subjects,
        mint: Callable[[str, str], Entity],
        territory: Territory | None = None,
        resolve: Callable[[str], Entity | None] = lambda _: None,
    ) -> None:
        self._resolve = resolve
        self._readings = readings
        self._subjects = subjects
        self._paragraph = subjects.paragraph
        self._mint = mint
        self._place = territory.place if territory else None
        self._body = territory.body if territory else None
        self._territory = territory.about if territory else None
        self._issuer = territory.issuer if territory else None
        self._things = Unnamed(mint)
        self._above = Above(readings, self._things)
        self.leads = Leads(readings, subjects, self._things, self._above)
        self._made = Made(readings, subjects, self._things)
        self._owned: dict[tuple[int, int, int], Subject | None] = {}

    def offered(
        self, index: int, sentence: int, position: int, classes: tuple[str, ...] = ()
    ) -> Subject | None:
        """Return what the sentence speaks of, or the paragraph, or what stands above or by."""
        subjects = self._subjects
        if classes and (governing := self._government(index, sentence, position)):
            return governing if subjects.suits(governing, classes) else None
        spoken_of = (
            (None if classes else self.own(index, sentence, position))
            or self._made.described(index, sentence, position, classes)
            or subjects.before(index, sentence, position, classes)
            or (None if classes else self._opened(index, sentence, position))
        )
        if led := self.leads.instead(spoken_of, index, sentence, position, classes):
            return led
        if spoken_of:
            return spoken_of
        if clause := subjects.closed(index, sentence, position):
            return self._without_name(index, clause, position, classes)
        reading = self._readings[index]
        task = tasks.told_of(reading, sentence, position, self._mint, self._place)
        if task and (subjects.suits(task, classes) or "kg:Programme" in classes):
            return task
        return (
            (None if classes else self._above.labelled(index, position))
            or subjects.before(index, sentence, position, classes, Role.FRAME)
            or self._carried(index, sentence, position, classes)
            or subjects.before(index, sentence, position, classes, Role.EMBEDDED)
            or (None if classes else self._above.headed(index))
            or self._around(index, classes)
            or subjects.paragraph.behind(index, sentence, classes)
            or (None if classes else self._issuer)
        )

    def _carried(
        self, index: int, sentence: int, position: int, classes: tuple[str, ...]
    ) -> Subject | None:
        """Return what the paragraph goes on to speak of.

        Where a document speaks for a place, who does what a clause without a subject tells is that
        place, or a body spoken of before; it is no building or programme.
        """
        found = self._paragraph.carried(index, sentence, classes)
        folded = self._readings[index].passage.folded
        if found and not classes and _COSTS.match(folded, sentence, position):
            return self._paragraph.carried(index, sentence, BUILT) or found
        if not (found and self._place) or classes:
            return found
        *_, own = clauses(folded, sentence, position) or [(position, position)]
        acts = left_out(folded, own[0], position)
        return self._place if acts and not self._subjects.is_a(found, *_ACTORS) else found

    def _around(self, index: int, classes: tuple[str, ...]) -> Subject | None:
        """Return what stands above a paragraph, else the place that the document speaks for.

        A statement in whose name the document is is no more than the voice of that place, a
        sector in a heading only its field, and a plan there what the document reports on.
        """
        found = self._subjects.headings.around(index, classes)
        if classes or not self._place:
            return found
        source = self._readings[index].passage.document.text
        voice = found and self._subjects.is_a(found, "kg:PolicyStatement", "kg:Sector")
        voice = not found or voice or reports_on(source, found)
        return self._place if voice else found

    def _without_name(
        self, index: int, clause: tuple[int, int], position: int, classes: tuple[str, ...]
    ) -> Subject | None:
        """Return what a clause is about whose subject has no name: nothing named before it.

        Who speaks is the place that the document speaks for, or the body that issues it.
        """
        folded, subjects = self._readings[index].passage.folded, self._subjects
        if several := closing.several(folded, *clause):
            together = self._things.of(self._readings[index], several)
            return subjects.document(classes) if classes else together
        named = subjects.before(index, clause[0], position, classes, Role.GOVERNED)
        if named and (classes or not subjects.is_a(named, "kg:Jurisdiction", "kg:Region")):
            return named  # a place is only where: The pilot, launched in Cebu
        above = self._above.titled(index, closing.ENTITLED) if not classes else None
        above = above or subjects.headings.nearest(index, classes)
        if closing.speaks(folded, *clause):
            issuer = [each for each in (self._place, self._body, self._territory) if each]
            above = above or next((s for s in issuer if subjects.suits(s, classes)), None)
        elif noun := closing.kind(folded, *clause):
            above = self._of_kind(index, clause, noun, classes)
        else:
            above = above or subjects.headings.around(index, classes)
        return above or subjects.document(classes)

    def _of_kind(
        self, index: int, clause: tuple[int, int], noun: tuple[int, int], classes: tuple[str, ...]
    ) -> Subject | None:
        """Return the thing that a clause tells by its kind: one of that kind named before it.

        Where none is, what is pointed to is what was spoken of; else the kind is all its name.
        """
        reading = self._readings[index]
        words = reading.passage.folded[slice(*noun)].lower()
        if above := self._subjects.headings.of_kind(index, words, clause[0], classes):
            return above
        if reading.passage.folded[: noun[0]].endswith("本"):  # 本項目 is what the document is about
            return self._around(index, classes)
        belongs = is_field(words)  # The budget is …: of what was spoken of
        if belongs or closing.points(reading.passage.folded, *clause):
            built = belongs and not classes and self._paragraph.carried(index, clause[0], BUILT)
            carried = built or self._paragraph.carried(index, clause[0], classes)
            if carried or belongs:
                return carried or self._around(index, classes)
        return self._things.of(reading, noun) if not classes and is_vessel(words) else None

    def set_up(self, index: int, sentence: int, position: int) -> Subject | None:
        """Return what was set up before, where the clause at a position tells of it."""
        folded = self._readings[index].passage.folded
        *_, (start, _) = clauses(folded, sentence, position) or [(position, position)]
        named = self._subjects.before(index, start, position)
        return None if named else self._made.told_of(index, sentence, start, position)

    def unnamed(self, reading: Reading, found: tuple[int, int]) -> Subject:
        """Return the thing that a range names, made of its words where nobody knows it."""
        return self._things.of(reading, found)

    def own(self, index: int, sentence: int, position: int) -> Subject | None:
        """Return what the clause of a figure itself speaks of, though it may have no name."""
        key = index, sentence, position
        if key not in self._owned:
            found = self._own(*key)
            self._owned[key] = (found and self.leads.instead(found, *key)) or found
        return self._owned[key]

    def _own(self, index: int, sentence: int, position: int) -> Subject | None:
        reading = self._readings[index]
        folded = reading.passage.folded
        position = set_out(reading, sentence, position)
        start = (clauses(folded, sentence, position) or [(position, position)])[-1][0]
        if several := closing.several(folded, start, position):
            return self._things.of(reading, several)
        if named := (
            self._subjects.pointed(index, start, position, ())
            or self._made.headed(reading, start, position)
            or self._made.led(index, sentence, start)
            or self._governed(index, sentence, start, position)
            or self._made.told_of(index, sentence, start, position)
            or self._subjects.house(index, sentence, position)
            or self._subjects.under(index, sentence, position)
        ):
            return named
        if is_of_territory(folded[start:position]) and not self._subjects.before(
            index, sentence, position
        ):
            place = self._paragraph.carried(index, sentence, ("kg:Place",)) or self._territory
            if place:
                return place
        found = self._subjects.compound(index, start, position) or owner(folded, start, position)
        if not found or only_tells(reading, found, position):
            return None
        return (
            self._made.granting(index, sentence, found, position)
            or self._of_whole(index, sentence, start, position)
            or self._things.of(reading, found)
        )

    def _governed(self, index: int, sentence: int, start: int, position: int) -> Subject | None:
        """Return what a clause names; the plan under which a body does what it tells, if any.

        ``根據計劃，…，政府承擔開支的七成``: the share is one of the plan.
        """
        named = self._subjects.before(index, start, position)
        named = named or self._government(index, start, position)
        if named and start > sentence and self._subjects.is_a(named, *_RUNS):
            return self._subjects.under(index, sentence, position) or named
        return named

    def _of_whole(self, index: int, sentence: int, start: int, position: int) -> Subject | None:
        """Return the territory of which a sentence began to tell, for more of its statistics.

        ``全市营业收入486亿元，无人机产量5.8万架``: what a later clause measures is so there.
        """
        told = self._readings[index].passage.folded[start:position].rstrip()
        if start <= sentence or not _STATISTIC.search(told):
            return None
        whole = self._subjects.whole(index, sentence, start)
        named = whole and self._subjects.before(index, sentence, start)
        same = named and whole and named.entity.id == whole.entity.id
        return whole if named and (same or self._subjects.is_a(named, "kg:Sector")) else None

    def _government(self, index: int, start: int, end: int) -> Subject | None:
        """Return the government, which a clause does not name, of the place it speaks of.

        Where nobody knows that government, or a heading has the place, it is the place.
        """
        passage = self._readings[index].passage
        found = closing.governs(passage.folded, start, end)
        if found is None:
            return None
        shown = passage.evidence(*found, "subject")
        over = self._subjects.headings.nearest(index, ("kg:Jurisdiction",))
        if over and self._is_all(index, over):
            return over
        place = self._place or self._territory or over
        if place is None:
            words = passage.text[slice(*found)]
            return Subject(self._mint(words, "kg:GovernmentBody"), shown, "B")
        told = (passage.text[slice(*found)], *(f"{n.text}政府" for n in place.entity.labels))
        known = filter(None, map(self._resolve, told))
        return next((Subject(body, shown, "B") for body in known), place)

    def _is_all(self, index: int, named: Subject) -> bool:
        """Tell whether what a heading names is all that it says."""
        above = self._readings[index].passage.block.headings
        whole = [self._readings[each].passage.text.strip(" :：") for each in above]
        return named.evidence.quote.strip() in whole

    def _opened(self, index: int, sentence: int, position: int) -> Subject | None:
        """Return what an earlier clause of the sentence opens with, though it has no name."""
        reading = self._readings[index]
        own = self._subjects.closed(index, sentence, position)
        since = own[1] if own else sentence
        for bounds in reversed(clauses(reading.passage.folded, since, position)[:-1]):
            if found := opened(reading.passage.folded, *bounds):
                return self._things.of(reading, found)
        return None
