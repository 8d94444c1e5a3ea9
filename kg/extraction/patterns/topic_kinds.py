"""Of which classes a thing may be that a clause leaves to its surroundings: the park is no firm."""

from kg.extraction.grammar.frames import Frame
from kg.model.terminology import Terminology
from kg.text.folding import fold

_IMPERSONAL = {
    "kg:Actor": ("kg:Organisation", "kg:Jurisdiction"),
    "kg:Agent": ("kg:Organisation", "kg:Jurisdiction"),
    "kg:Person": (),
}
_FIRM = "kg:Firm"
_ALIKE = {"kg:Project": "kg:Programme", "kg:Programme": "kg:Project"}  # 該項目: of either kind
_MANIFOLD = (
    "kg:Agent", "kg:Actor", "kg:Organisation", "kg:Jurisdiction", "kg:Place", "kg:PolicyInstrument",
)  # fmt: skip


class TopicKinds:
    """Knows which classes a common noun names."""

    def __init__(self, terminology: Terminology) -> None:
        self._is_a = terminology.is_a
        self._by_noun: dict[str, set[str]] = {}
        for term in terminology.classes.values():
            for noun in (*term.heads, *term.suffixes):
                self._by_noun.setdefault(fold(noun).lower(), set()).add(term.curie)

    def supplied(self, frame: Frame, role: str, noun: str) -> tuple[str, ...]:
        """Return the classes that the surroundings may supply for a role of a frame.

        Who does it is named, or is the body that the text is about; a person said before is not.
        ``noun`` is the common noun that stands for it in the clause, if one does.
        """
        kinds = tuple(frame.kinds(role).split("|")) if role else ()
        if role == "agent":
            bodies = (k for kind in kinds for k in _IMPERSONAL.get(kind, (kind,)))
            kinds = tuple(dict.fromkeys(bodies))
        if not role or not noun or noun in frame.objects:
            return kinds
        known = sorted(self._by_noun.get(noun, ()))
        known += [_ALIKE[curie] for curie in known if curie in _ALIKE]
        named = [(kind, curie) for kind in kinds for curie in known if self._is_a((curie,), kind)]
        # The city is no country, the centre no university; a body of no known kind may be a firm.
        return tuple(
            dict.fromkeys(
                curie if kind in _MANIFOLD and curie != _FIRM else kind for kind, curie in named
            )
        )
