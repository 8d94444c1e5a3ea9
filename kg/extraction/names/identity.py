"""Which thing a discovered name is: its identifier and its entity."""

import hashlib
import re
from functools import cache

from kg.extraction.words.brackets import bare
from kg.model.mention import Entity, Mention
from kg.model.terminology import Label, Terminology
from kg.text.folding import fold, simplified_forms

# What a name is filed under: close classes meet (a plan and a strategy), far ones do not.
FAMILIES = (
    "kg:Person", "kg:Organisation", "kg:Place", "kg:PolicyInstrument", "kg:Fund", "kg:Project",
    "kg:Event", "kg:ComputingResource", "kg:TechnologySolution", "kg:Document", "kg:Survey",
)  # fmt: skip
_EDITION = re.compile(
    r"^(?:第[0-9一二三四五六七八九十百]+[届次]|(?:19|20)\d\d)\s*|\s*(?:19|20)\d\d$"
)


def family(types: tuple[str, ...], terminology: Terminology) -> str:
    """Return the class family (a CURIE) of the first type that has one; ``kg:Thing`` if none."""
    lineages = (terminology.lineage(curie) for curie in types)
    return next((c for line in lineages for c in line if c in FAMILIES), "kg:Thing")


def identify(label: str, types: tuple[str, ...], terminology: Terminology) -> str:
    """Return the identifier of a discovered name: ``id/<family>-<hash>``, in ASCII.

    Both scripts, brackets, quotes, blanks, hyphens and case make no difference; nor does the
    edition of an event, so that a series is one thing.
    """
    group = family(types, terminology)
    key = fold(bare(label))
    if group == "kg:Event":
        key = _EDITION.sub("", _EDITION.sub("", key)) or key
    key = "".join(key.casefold().split())
    digest = hashlib.sha256(f"{group} {key}".encode()).hexdigest()[:10]
    return f"id/{group.removeprefix('kg:').lower()}-{digest}"


def language_of(label: str) -> str:
    """Return ``en``, ``zh-Hant`` or ``zh-Hans`` of a name; empty where both scripts agree.

    >>> language_of("Sea Lab"), language_of("實驗室"), language_of("实验室"), language_of("中心")
    ('en', 'zh-Hant', 'zh-Hans', '')
    """
    if label.isascii():
        return "en"
    if fold(label) != label and any("\u3400" <= c <= "\u9fff" and fold(c) != c for c in label):
        return "zh-Hant"
    return "zh-Hans" if any(c in _simplified_only() for c in label) else ""


def mention(
    span: tuple[int, int], labels: tuple[str, ...], curie: str, rule: str, terminology: Terminology
) -> Mention:
    """Return the mention of a discovered thing; ``labels`` as written, the best one first."""
    forms = dict.fromkeys(label.strip() for label in labels)
    entity = Entity(
        identify(labels[0], (curie,), terminology),
        tuple(Label(form, language_of(form)) for form in forms if form),
        (curie,),
    )
    return Mention(*span, (entity,), rule)


@cache
def _simplified_only() -> frozenset[str]:
    return frozenset(simplified_forms().values())
