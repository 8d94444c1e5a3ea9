"""What is wrong in ``ontology/``: told with file, line and remedy, and nothing is loaded."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from kg.errors import OntologyError
from kg.graph.ontology import terminology
from kg.resources import ONTOLOGY

PREFIXES = (
    "@prefix kgr: <https://kg.example.org/id/> .\n"
    "@prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)
OSLO = 'kgr:oslo a kg:City ; skos:prefLabel "Oslo"@en'
LINK = "skos:exactMatch <https://example.org/oslo>"
VERIFIED = 'kg:verifiedBy "Example: by hand"@en'
TEXT = "松溪市政府将拨款20亿元，设立松溪创新基金，用来支持本地的科研机构和大学。\n"


@pytest.fixture
def names(tmp_path: Path) -> Path:
    folder = tmp_path / "names"
    folder.mkdir()
    return folder


def _write(names: Path, text: str, file: str = "things.ttl") -> None:
    (names / file).write_text(PREFIXES + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line", "fault", "remedy"),
    [
        (
            'kgr:a a kg:Citty ; skos:prefLabel "A" .',
            4,
            "id/a has the unknown class kg:Citty",
            "do you mean kg:City?",
        ),
        (
            f"{OSLO} ;\n    a skos:Concept .",
            5,
            "id/oslo has the unknown class skos:Concept",
            "do you mean kg:Concept?",
        ),
        (
            'kg:City skos:altLabel "town"@en .',
            4,
            "kg:City is a term of the ontology",
            "describe terms in kg.ttl, things under kgr:",
        ),
        (
            '<https://example.org/oslo> a kg:City ; skos:prefLabel "Oslo"@en .',
            4,
            "https://example.org/oslo is not under https://kg.example.org/id/",
            "use the prefix kgr: for what you name",
        ),
        (
            f'{OSLO} ;\n    skos:altLable "Kristiania"@en .',
            5,
            "id/oslo has the unknown property skos:altLable",
            "do you mean skos:altLabel?",
        ),
        (
            f'{OSLO} ;\n    <https://example.org/mayor> "nobody" .',
            5,
            "id/oslo has the unknown property https://example.org/mayor",
            "use a property of kg.ttl",
        ),
        (
            f'{OSLO} ;\n    skos:altLabel "奧斯陸"@zh-TW .',
            5,
            "id/oslo has the label '奧斯陸' in the language 'zh-TW'",
            "write @en or @zh-Hant or @zh-Hans",
        ),
        (
            f'{OSLO} ;\n    skos:altLabel ""@en .',
            5,
            "id/oslo has an empty label",
            "write the name, or drop the label",
        ),
        (
            'kgr:oslo a kg:City ;\n    skos:prefLabel "Oslo"@en , "Kristiania"@en .',
            5,
            "id/oslo has two preferred labels in one language",
            "make all but one of them a skos:altLabel",
        ),
        (
            f"{OSLO} ;\n    {LINK} .",
            5,
            "id/oslo has an exactMatch that nobody verified",
            "say how it was verified in kg:verifiedBy, or drop the link",
        ),
        (
            f'{OSLO} ;\n    skos:exactMatch "Q585" ; {VERIFIED} .',
            5,
            "id/oslo is matched with words",
            "write the IRI of the other thing",
        ),
        (
            f'{OSLO} ; {LINK} ; {VERIFIED} .\nkgr:b a kg:Fund ; skos:prefLabel "B"@en ;\n'
            f"    {LINK} ; {VERIFIED} .",
            4,
            "id/oslo and id/b are both matched with https://example.org/oslo",
            "only one of them is it",
        ),
        (
            f"{OSLO} ;\n    kg:homonymOf kgr:bergen .",
            5,
            "id/oslo has id/bergen as kg:homonymOf, which no file describes",
            "describe it, or name another",
        ),
        (
            f'{OSLO} .\nkgr:b a kg:Fund ; skos:prefLabel "B"@en ;\n    kg:homonymOf kgr:olso .',
            6,
            "id/b has id/olso as kg:homonymOf, which no file describes",
            "do you mean id/oslo?",
        ),
        (
            f'{OSLO} .\nkgr:b a kg:Fund ; skos:prefLabel "B"@en ; kg:homonymOf kgr:oslo .\n'
            'kgr:c a kg:Site ; skos:prefLabel "C"@en ;\n    kg:homonymOf kgr:b .',
            7,
            "id/c is a homonym of id/b, itself a homonym",
            "name the thing that is meant where a text does not say",
        ),
        (
            f'{OSLO} .\nkgr:b a kg:Fund ; skos:prefLabel "B"@en ;\n    skos:altLabel "OSLO"@en .',
            4,
            "id/oslo shares the label 'Oslo' with id/b of things.ttl:5",
            "drop it from one, or declare one the kg:homonymOf the other",
        ),
        (
            'kgr:a a kg:City ; skos:prefLabel "龍門"@zh-Hant .\n'
            'kgr:b a kg:Fund ; skos:prefLabel "龙门"@zh-Hans .',
            5,
            "id/b shares the label '龙门' with id/a of things.ttl:4",
            "drop it from one, or declare one the kg:homonymOf the other",
        ),
    ],
)
def test_a_fault_is_told_with_file_line_and_remedy(
    names: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, fault: str, remedy: str
) -> None:
    _write(names, text)
    monkeypatch.chdir(names)
    with pytest.raises(OntologyError) as refused:
        terminology(names=Path())
    assert (refused.value.message, refused.value.remedy) == (f"things.ttl:{line}: {fault}", remedy)


def test_a_thing_without_an_identifier_is_refused(names: Path) -> None:
    _write(names, '[] a kg:City ; skos:prefLabel "Oslo"@en .')
    with pytest.raises(OntologyError, match=r"things\.ttl: \w+ has a label and no identifier"):
        terminology(names=names)


def test_the_place_of_a_name_is_found_however_it_is_written(names: Path) -> None:
    _write(names, "# kgr:oslo is one\n  <https://kg.example.org/id/oslo>\n    a kg:Citty .\n")
    with pytest.raises(OntologyError, match=r"things\.ttl:6: id/oslo has the unknown class"):
        terminology(names=names)


def test_a_homonym_and_a_checked_link_are_accepted(names: Path) -> None:
    _write(
        names,
        f"{OSLO} ; {LINK} ; {VERIFIED} ;\n"
        '    skos:editorialNote "Told from the district by its rank."@en .\n'
        'kgr:oslo-fund a kg:Fund ; skos:prefLabel "Oslo"@en ; kg:homonymOf kgr:oslo .',
    )
    assert [name.id for name in terminology(names=names).names] == ["id/oslo", "id/oslo-fund"]


def test_a_byte_order_mark_is_no_fault(names: Path) -> None:
    (names / "things.ttl").write_text(f"{PREFIXES}{OSLO} .", encoding="utf-8-sig")
    assert [name.id for name in terminology(names=names).names] == ["id/oslo"]


# --- through the command ---


def _load(folder: Path, ontology: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", "load", folder / "brief.md", "--store", folder / "store"],
        env=os.environ | {"KG_ONTOLOGY": str(ontology)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _content(store: Path) -> tuple[list[str], str, set[Quad]]:
    """Return the files at the top of a store, its generation, and all that a loader wrote."""
    quads = set(Store.read_only(str(store / "primary")))
    names = sorted(path.name for path in store.iterdir())
    return names, (store / "current").read_text(encoding="ascii"), quads


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an ontology, a document, and a store of both; not to be changed."""
    root = tmp_path_factory.mktemp("loaded")
    shutil.copytree(ONTOLOGY, root / "ontology")
    (root / "brief.md").write_text(TEXT, encoding="utf-8")
    assert _load(root, root / "ontology").returncode == 0
    return root


NAMES_FILE = "names/mine.ttl"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        (NAMES_FILE, f"{OSLO} ;\n;;; oops", r"mine\.ttl:5: .* \(mend the Turtle\)"),
        (
            NAMES_FILE,
            'kgr:a a kg:Citty ; skos:prefLabel "A Town"@en .',
            r"mine\.ttl:4: id/a has the unknown class kg:Citty \(do you mean kg:City\?\)",
        ),
        (
            NAMES_FILE,
            'kgr:zzz a kg:Fund ; skos:prefLabel "Singapore"@en .',
            r"mine\.ttl:4: id/zzz shares the label 'Singapore' with id/singapore of .*\.ttl:\d+ ",
        ),
        (
            "patterns/mine.toml",
            '[[pattern]]\nid = "mine"\nproperty = "kg:unheard"\n'
            'pattern = "{s:Programme} begins {o:Event}"\nsubject = "s"\nobject = "o"\n',
            r"mine\.toml:2: pattern mine: unknown property kg:unheard \(declare it in the ont",
        ),
        ("words/mine.toml", "list = 3\n", r"mine\.toml:1: "),
    ],
)
def test_a_load_with_a_faulty_ontology_changes_nothing(
    loaded: Path, tmp_path: Path, file: str, text: str, complaint: str
) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(loaded / "ontology", ontology)
    text = PREFIXES + text if file.endswith(".ttl") else text
    (ontology / file).write_text(text, encoding="utf-8")
    before = _content(loaded / "store")
    result = _load(loaded, ontology)
    assert (result.returncode, result.stdout) == (1, "")
    assert re.search(complaint, result.stderr)
    assert result.stderr.startswith("kg: ")
    assert result.stderr.count("\n") == 1
    assert _content(loaded / "store") == before


def test_a_load_with_a_faulty_ontology_makes_no_store(loaded: Path, tmp_path: Path) -> None:
    shutil.copy(loaded / "brief.md", tmp_path)
    result = _load(tmp_path, tmp_path / "nowhere")
    assert result.returncode == 1
    assert re.search(r"nowhere.*kg\.ttl: No such file .*is the folder complete", result.stderr)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.md"]
