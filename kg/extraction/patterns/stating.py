"""From a match to facts: who, what, how much, and where it is written.

When it holds, and whether it is a fact or a plan, is read in :mod:`.circumstances`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product

from kg.extraction.grammar.frames import TOLD
from kg.extraction.grammar.phrases import Slot
from kg.extraction.grammar.projection import Projection
from kg.extraction.patterns.circumstances import Circumstances
from kg.extraction.patterns.matches import Match
from kg.extraction.patterns.surroundings import Context, Party, Passage, Surroundings
from kg.extraction.patterns.templates import DOCUMENT, TOPIC, Template
from kg.extraction.words.expressions import expression
from kg.extraction.words.modality import Moods
from kg.extraction.words.wordlists import read
from kg.model.fact import Evidence, Fact
from kg.model.mention import Entity, Qualifier, Quantity, TimeExpression
from kg.model.terminology import Terminology
from kg.text.folding import fold

_OF_SUBJECT = ("subject", "antecedent", "heading")
_ROLES = {"option": "option", "group": "group", "deed": "predicate", "part": "object"}
_WEAKER = {"A": "B", "B": "B", "C": "C"}
_NOTHING = re.compile(r"(?:nobody|no[- ]one|nothing|none|neither|no)\b", re.IGNORECASE)
_WHERE = re.compile(r"(?:[在于]|\b(?:in|at|on|near) (?:the )?)[\s“「《\"]?$")


@cache
def _others() -> re.Pattern[str]:
    return expression(
        rf"\s*(?:{read().any_of('grammar', 'quantified')})?(?:{read().any_of('grammar', 'others')})"
    )


def _is_office(thing: Entity | str | Quantity) -> bool:
    """Tell whether a thing is an office that only issues what others do: 某市政府辦公室."""
    offices = read().get("grammar", "general_offices")
    return isinstance(thing, Entity) and any(
        fold(name.text).endswith(offices) for name in thing.labels
    )


class Statement:
    """Makes the facts of one match."""

    def __init__(
        self,
        match: Match,
        sentence: tuple[int, int],
        passage: Passage,
        projection: Projection,
        context: Context,
        moods: Moods,
        terminology: Terminology,
    ) -> None:
        self._match = match
        self._passage = passage
        self._context = context
        self._circumstances = Circumstances(match, sentence, passage, projection, moods)
        self._surroundings = Surroundings(
            sentence[0], match.span[0], passage, projection, context, terminology
        )
        self._statement = passage.evidence(*self._circumstances.clauses(), "statement")

    def facts(self, earlier: tuple[Fact, ...]) -> Iterator[Fact]:
        """Yield the facts of the match; ``earlier`` are those of the sentence so far."""
        made: tuple[Fact, ...] = ()
        for template in self._match.pattern.templates:
            for chosen in self._choices(template):
                fact = self._fact(template, chosen, (*earlier, *made))
                if fact is not None:
                    made = (*made, fact)
                    yield fact

    def _choices(self, template: Template) -> Iterator[Mapping[str, Slot]]:
        """Yield one slot a name: every combination, but members that are zipped go together."""
        used = {template.subject, template.object, template.value, *template.zip}
        used |= {name for _, name in template.dimension}
        held = {name: slots for name, slots in self._match.slots.items() if name in used}
        if (template.object or template.value) not in (*held, TOPIC):
            return
        if template.subject not in ("", *held) and not template.default_subject:
            return
        single = {n: s[0] for n, s in self._match.slots.items() if n not in held}
        zipped = [held.pop(name) for name in template.zip if name in held]
        if len({len(each) for each in zipped}) > 1:
            return
        rows = list(zip(*zipped, strict=True)) if zipped else [()]
        for row, rest in product(rows, product(*held.values())):
            yield (
                single
                | dict(zip(template.zip, row, strict=False))
                | dict(zip(held, rest, strict=True))
            )

    def _fact(
        self, template: Template, chosen: Mapping[str, Slot], earlier: tuple[Fact, ...]
    ) -> Fact | None:
        model = self._model(template, earlier)
        subject = self._subject(template, chosen, model)
        filling = self._filling(template, chosen)
        if subject is None or filling is None or not isinstance(subject.thing, Entity):
            return None
        if subject.thing == filling.thing:
            return None
        time, time_evidence = self._time(template, chosen, model)
        quantity = filling.thing if isinstance(filling.thing, Quantity) else None
        weak = subject.weak or filling.weak or "subject" in template.inherit
        tier = self._match.pattern.tier
        fact = Fact(
            kind="quantity" if quantity else "relation",
            subject=subject.thing,
            evidence=(
                self._statement,
                *subject.evidence,
                *filling.evidence,
                *time_evidence,
                *self._apart(template, chosen),
            ),
            rule=self._match.pattern.id,
            tier=_WEAKER[tier] if weak else tier,
            predicate=template.property or (model.predicate if model else ""),
            object=None if isinstance(filling.thing, Quantity) else filling.thing,
            quantity=quantity,
            measure=self._measure(template, chosen, model) if quantity else "",
            time=time,
            dimension=self._dimension(template, chosen, model),
            modality=template.modality or self._circumstances.modality(),
        )
        return self._spoken(fact, template, chosen)

    def _model(self, template: Template, earlier: tuple[Fact, ...]) -> Fact | None:
        """Return the fact to inherit from: the last one, of a figure the last figure."""
        if not template.inherit:
            return None
        known = (*self._context.previous, *earlier)
        return next((f for f in reversed(known) if f.quantity or not template.value), None)

    def _subject(
        self, template: Template, chosen: Mapping[str, Slot], model: Fact | None
    ) -> Party | None:
        if template.subject in chosen:
            return self._party(template, template.subject, chosen, "subject")
        if "subject" in template.inherit:
            if model is None:
                return None
            shown = tuple(e for e in model.evidence if e.role in _OF_SUBJECT)
            return Party(model.subject, shown or model.evidence[:1], weak=model.tier != "A")
        if template.default_subject == DOCUMENT:
            return Party(self._context.document, (), weak=True)
        return self._topic(template) if template.default_subject else None

    def _topic(self, template: Template) -> Party | None:
        """Return what the surroundings are about; who or where is told already is not that."""
        found = self._surroundings.topic(template.about)
        slots = (slot for several in self._match.slots.values() for slot in several)
        told = found is not None and any(slot.meaning == found.thing for slot in slots)
        if found is None or told or not template.object:
            return None if told else found
        placed = any(map(self._places, found.evidence))
        return None if placed or _is_office(found.thing) or self._is_of_others() else found

    def _is_of_others(self) -> bool:
        """Tell whether the clause is about people without a name: 業者最缺的是…."""
        first, _ = self._circumstances.clauses()
        return _others().match(self._passage.folded, first, self._match.span[0]) is not None

    def _places(self, shown: Evidence) -> bool:
        """Tell whether what is shown only says where it is done: ``在某交易所上市``."""
        start, end = self._circumstances.clauses()
        clause = self._passage.evidence(start, end, "statement").span
        inside = clause.start <= shown.span.start and shown.span.end <= clause.end
        if not (inside and shown.quote):
            return False
        before, named, _ = self._passage.folded[start:end].partition(fold(shown.quote))
        return bool(named) and _WHERE.search(before) is not None

    def _party(
        self, template: Template, name: str, chosen: Mapping[str, Slot], role: str
    ) -> Party | None:
        slot = chosen[name]
        shown = (self._passage.evidence(slot.start, slot.end, role),)
        if isinstance(slot.meaning, Entity):
            weak = slot.mention is not None and slot.mention.rule.startswith("anaphor")
            return Party(slot.meaning, shown, weak)
        if isinstance(slot.meaning, TimeExpression):
            day = slot.meaning.edtf.removeprefix("../").removesuffix("/..")
            return Party(day, shown) if day else None
        words = self._passage.text[slot.start : slot.end]
        if _NOTHING.match(words):
            return None
        curie = dict(template.mint).get(name)
        if curie and self._context.mint:
            return Party(self._context.mint(words, curie), shown)
        return Party(words, shown)

    def _filling(self, template: Template, chosen: Mapping[str, Slot]) -> Party | None:
        """Return the object of a relation, or the number of a quantity."""
        if template.object:
            if template.object == TOPIC:
                return self._topic(template)
            return self._party(template, template.object, chosen, "object")
        slot = chosen[template.value]
        found = slot.meaning
        if not isinstance(found, Quantity):
            return None
        exact = found.qualifier is Qualifier.EXACT
        quantity = replace(
            found,
            unit=template.unit or found.unit,
            per=template.per or found.per,
            qualifier=Qualifier(template.qualifier or "exact") if exact else found.qualifier,
        )
        return Party(quantity, (self._passage.evidence(slot.start, slot.end, "value"),))

    def _apart(self, template: Template, chosen: Mapping[str, Slot]) -> Iterator[Evidence]:
        """Yield the evidence of what tells the fact from others of its subject."""
        for key, name in template.dimension:
            if name in chosen:
                role = _ROLES.get(key, "context")
                yield self._passage.evidence(chosen[name].start, chosen[name].end, role)

    def _time(
        self, template: Template, chosen: Mapping[str, Slot], model: Fact | None
    ) -> tuple[str, tuple[Evidence, ...]]:
        slot = chosen.get(template.time) if template.time else None
        if slot is None and "time" in template.inherit and model is not None and model.time:
            return model.time, tuple(e for e in model.evidence if e.role == "time")
        figure = chosen[template.value].start if template.value else None
        found = slot or self._circumstances.time(figure)
        if found is None or not isinstance(found.meaning, TimeExpression) or not found.meaning.edtf:
            return self._context.time, ()
        edtf = found.meaning.edtf
        if template.time_as and slot and "/" not in edtf:
            edtf = f"../{edtf}" if template.time_as == "as-of" else f"{edtf}/.."
        return edtf, (self._passage.evidence(found.start, found.end, "time"),)

    def _dimension(
        self, template: Template, chosen: Mapping[str, Slot], model: Fact | None
    ) -> tuple[tuple[str, str], ...]:
        held: list[tuple[str, str]] = []
        if model is not None and "dimension" in template.inherit:
            held += model.dimension
        for key, name in template.dimension:
            if name in chosen:
                held.append((key, self._passage.text[chosen[name].start : chosen[name].end]))
            elif name not in self._slot_names():
                held.append((key, name))
        return tuple(sorted(held))

    def _slot_names(self) -> set[str]:
        named = {name for each in self._match.pattern.expressions for name in each.slots}
        return named | {*TOLD} if self._match.pattern.frame else named

    def _measure(self, template: Template, chosen: Mapping[str, Slot], model: Fact | None) -> str:
        """Return the words of the measure: the slot's, a constant, an inherited one or the noun."""
        if template.measure in chosen:
            slot = chosen[template.measure]
            return self._passage.text[slot.start : slot.end]
        if template.measure and template.measure not in self._slot_names():
            return template.measure
        if "measure" in template.inherit and model is not None:
            return model.measure
        slot = chosen[template.value]
        noun = slot.meaning.noun if isinstance(slot.meaning, Quantity) else ""
        return noun or template.property.removeprefix("kg:")

    def _spoken(self, fact: Fact, template: Template, chosen: Mapping[str, Slot]) -> Fact | None:
        slot = chosen.get(template.speaker)
        if slot is None or not isinstance(slot.meaning, Entity):
            return fact
        shown = self._passage.evidence(slot.start, slot.end, "speaker")
        return replace(fact, speaker=slot.meaning, evidence=(*fact.evidence, shown))
