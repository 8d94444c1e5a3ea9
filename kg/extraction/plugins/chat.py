"""An extractor that asks a language model: any endpoint that speaks OpenAI's chat completions.

It is off unless asked for (``kg load --extractor chat``), and asks nobody but the endpoint that the
environment names:

    KG_LLM_URL    its base, as https://host/v1
    KG_LLM_MODEL  the model
    KG_LLM_KEY    the key, if it needs one

A model may choose words of a sentence and say how they relate; all it says is checked (see
:mod:`.admission`), and even so it stays a candidate of tier C: that the words are there does not
show that the text relates them so. Answers are kept in the store by the hash of their question: a
model may answer otherwise tomorrow, and the same documents in the same store must give the same
graph, with the endpoint or without it. Whoever copies the store takes them along; whoever deletes
the folder ``answers`` asks anew.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.errors import ExtractorError
from kg.extraction.plugins.endpoint import Endpoint
from kg.extraction.plugins.protocol import Claim, Sentence, Sheet, Slot

CHUNK = 2_000  # characters of sentences in one question; a passage is never split over two
_ATTEMPTS = 3  # of a model to answer with the JSON that it is asked for

_TASK = """\
You read numbered sentences of a policy document and list the facts that they state, as JSON:
{"facts": [{"sentence": 1, "predicate": "kg:…", "subject": "…", "subject_class": "kg:…", …}]}
Each fact is read in one sentence. "subject", and "object" or "value", and "time" are copied from
that sentence character by character, each as short as its name or figure is. A relation has
"object" and "object_class"; an indicator has "value" (with its unit, as written) and "number" (in
digits, without unit: 50200 for 5.02万). "modality" is actual, forecast, target or plan. Use only
these predicates and classes. List nothing that the sentence does not state; an empty list is a
good answer.
"""


class ChatExtractor:
    """Asks a model about the sentences of documents, passage by passage."""

    tier = "C"

    def __init__(self, endpoint: Endpoint, model: str, folder: Path) -> None:
        self._endpoint = endpoint
        self._model = model
        self._folder = folder

    @property
    def identity(self) -> str:
        """The model, where it is asked, and how."""
        asked = hashlib.sha256(_TASK.encode()).hexdigest()[:16]
        return f"chat {self._model} {self._endpoint.url} {asked}"

    def claims(self, sheet: Sheet) -> Iterator[Claim]:
        """Yield what the model claims about a document; ExtractorError where it does not answer."""
        terms = _terms(sheet)
        for chunk in chunks(sheet.sentences):
            for entry in self._answer(self._question(terms, chunk)):
                claim = _claim(entry, {sentence.number for sentence in chunk})
                if claim:
                    yield claim

    def _question(self, terms: str, chunk: Sequence[Sentence]) -> dict[str, Any]:
        text = "\n".join(f"{sentence.number}. {sentence.text}" for sentence in chunk)
        return {
            "model": self._model,
            "messages": [
                {"role": "system", "content": _TASK + terms},
                {"role": "user", "content": text},
            ],
            "temperature": 0,
            "seed": 0,
            "response_format": {"type": "json_object"},
        }

    def _answer(self, question: dict[str, Any]) -> list[Any]:
        """Return the entries of the answer: the one that was kept, else the endpoint's."""
        asked = json.dumps([self._endpoint.url, question], ensure_ascii=False, sort_keys=True)
        file = self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
        try:
            kept = file.read_text(encoding="utf-8")
            return list(json.loads(kept)["facts"])
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ExtractorError(f"{file} is no answer that was kept", "delete it") from error
        for _ in range(_ATTEMPTS):
            facts = _facts(self._endpoint.ask(question))
            if facts is not None:
                self._keep(file, facts)
                return facts
        raise ExtractorError(
            f"{self._model} does not answer with the JSON that it is asked for", "use another model"
        )

    def _keep(self, file: Path, facts: list[Any]) -> None:
        partial = file.with_suffix(".partial")
        text = json.dumps({"facts": facts}, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # A model may write half of a surrogate pair, which no file of text can hold.
            partial.write_text(text.encode(errors="replace").decode(), encoding="utf-8")
            partial.replace(file)
        except OSError as error:
            message = f"cannot keep an answer in {file}: {error.strerror}"
            raise ExtractorError(message, "free disk space, check rights") from error


def extractor(folder: Path) -> ChatExtractor:
    """Return the extractor that the environment configures, which keeps its answers in ``folder``.

    Raises ExtractorError where the address or the model is missing.
    """
    url, model = os.environ.get("KG_LLM_URL", ""), os.environ.get("KG_LLM_MODEL", "")
    for name, value in (("KG_LLM_URL", url), ("KG_LLM_MODEL", model)):
        if not value:
            raise ExtractorError(f"{name} is not set", "set it to the endpoint that you want asked")
    address = url if url.endswith("/chat/completions") else f"{url.rstrip('/')}/chat/completions"
    return ChatExtractor(Endpoint(address, os.environ.get("KG_LLM_KEY", "")), model, folder)


def chunks(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences in groups of whole passages, each of at most CHUNK characters or one."""
    group: list[Sentence] = []
    length = 0
    for _, passage in groupby(sentences, key=lambda sentence: sentence.passage):
        whole = list(passage)
        size = sum(len(sentence.text) for sentence in whole)
        if group and length + size > CHUNK:
            yield tuple(group)
            group, length = [], 0
        group += whole
        length += size
    if group:
        yield tuple(group)


def _terms(sheet: Sheet) -> str:
    """Return the predicates and classes, in the order of their names."""
    known = sheet.terminology
    lines = ["Predicates:"]
    for curie, term in sorted(known.properties.items()):
        of = f" ({term.domain or 'anything'} → {term.range or 'anything'})"
        lines.append(f"{curie}{' indicator' if term.indicator else of}: {term.label}")
    lines += ["Classes:", *(f"{c}: {term.label}" for c, term in sorted(known.classes.items()))]
    return "\n".join(lines)


def _facts(answer: Any) -> list[Any] | None:  # noqa: ANN401 (any JSON)
    """Return the list of facts in an answer of the endpoint; None where it holds none."""
    try:
        facts = json.loads(answer["choices"][0]["message"]["content"])["facts"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None
    return facts if isinstance(facts, list) else None


def _claim(entry: Any, asked: set[int]) -> Claim | None:  # noqa: ANN401 (any JSON)
    """Return an entry of an answer as a claim; None for what is none."""
    if not isinstance(entry, dict) or type(entry.get("sentence")) is not int:
        return None
    if entry["sentence"] not in asked:
        return None
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    number = entry.get("number", "")
    return Claim(
        entry["sentence"],
        texts.get("predicate", ""),
        Slot(texts.get("subject", "")),
        texts.get("subject_class", ""),
        Slot(texts["object"]) if "object" in texts else None,
        texts.get("object_class", ""),
        Slot(texts["value"], value=str(number)) if "value" in texts else None,
        time=Slot(texts["time"]) if texts.get("time") else None,
        modality=texts.get("modality") or "actual",
    )
