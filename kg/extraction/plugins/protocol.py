"""The plug-in point: an extractor is shown numbered sentences and claims facts about them.

A package offers one as an entry point of the group ``kg.extractors``: a function that takes a
folder, in which it may keep what it wants to find again at the next load, and returns a
:class:`FactExtractor`:

    [project.entry-points."kg.extractors"]
    mine = "my_package:extractor"

It is imported only when asked for by name (``kg load --extractor mine``). What it claims is words
of a sentence, never a value: see :mod:`.admission` for what is made of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, runtime_checkable

from kg.errors import ExtractorError
from kg.model.terminology import Terminology

GROUP = "kg.extractors"
TIERS = ("B", "C")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document as a reader sees it, without markup; numbers count from 1."""

    number: int
    text: str
    passage: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an extractor is shown of one document."""

    document: str
    language: str
    sentences: tuple[Sentence, ...]
    terminology: Terminology


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a sentence: an exact part of its text.

    ``start`` is the offset in code points in the sentence; without it the words must stand there
    once only. ``value`` is what the extractor takes a figure to be; where it differs from what our
    grammar reads, the claim is refused.
    """

    text: str
    start: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact that an extractor reads in one sentence.

    ``predicate`` is a CURIE: of a property, with an ``object``, or of an indicator, with a
    ``value``. Classes are CURIEs too, and serve for names that nothing is known of. ``unit`` is
    checked where it is given. ``modality`` is ``actual``, ``forecast``, ``target`` or ``plan``.
    """

    sentence: int
    predicate: str
    subject: Slot
    subject_class: str = ""
    object: Slot | None = None
    object_class: str = ""
    value: Slot | None = None
    unit: str = ""
    time: Slot | None = None
    modality: str = "actual"


@runtime_checkable
class FactExtractor(Protocol):
    """An extractor.

    ``identity`` names it and all that its claims depend on (version, model …): where it changes,
    documents are read again. ``tier`` is ``C`` where the claims are candidates, never asserted, and
    ``B`` where their meaning, too, comes from the text by fixed rules. An extractor should make the
    same claims for the same sheet; one that asks a service keeps the answers.
    """

    @property
    def identity(self) -> str:
        """The extractor and all that its claims depend on."""

    @property
    def tier(self) -> str:
        """The best tier that its claims may have: B or C."""

    def claims(self, sheet: Sheet) -> Iterable[Claim]:
        """Return what it reads in the sentences of a document."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """An extractor with the name that it was asked for by."""

    name: str
    extractor: FactExtractor

    def claims(self, sheet: Sheet) -> tuple[object, ...]:
        """Return its claims, unchecked; ExtractorError names the plug-in where it fails."""
        try:
            return tuple(self.extractor.claims(sheet))
        except ExtractorError as error:
            message = f"extractor {self.name!r}, {sheet.document}: {error.message}"
            raise ExtractorError(message, error.remedy) from error
        except Exception as error:  # whatever others wrote: it must not look like a fault of ours
            raise _failed(self.name, f"failed on {sheet.document}", error) from error


def names() -> list[str]:
    """Return the names of the extractors that are installed."""
    return sorted({entry.name for entry in entry_points(group=GROUP)})


def load(name: str, folder: Path) -> Plugin:
    """Return an installed extractor, which may keep files in ``folder``; ExtractorError if none."""
    entry = next(iter(entry_points(group=GROUP, name=name)), None)
    if entry is None:
        known = ", ".join(names())
        raise ExtractorError(
            f"no extractor is called {name!r}",
            f"installed: {known}" if known else "install a package that offers it",
        )
    try:
        factory: Callable[[Path], object] = entry.load()
        extractor = factory(folder)
    except ExtractorError as error:
        raise ExtractorError(f"extractor {name!r}: {error.message}", error.remedy) from error
    except Exception as error:
        raise _failed(name, "cannot be started", error) from error
    if not isinstance(extractor, FactExtractor) or extractor.tier not in TIERS:
        raise ExtractorError(
            f"extractor {name!r} is none: it needs identity, tier (B or C) and claims",
            "see kg.extraction.plugins.protocol",
        )
    return Plugin(name, extractor)


def _failed(name: str, what: str, error: Exception) -> ExtractorError:
    words = " ".join(str(error).split())[:200]
    return ExtractorError(
        f"extractor {name!r} {what}: {type(error).__name__}{': ' if words else ''}{words}",
        "tell its authors, or load without it",
    )
