"""What the loader writes of plain documents breaks no shape, and what breaks one is named."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.cli.main import main
from kg.graph import ontology
from kg.graph.shapes import validate
from kg.loading import load
from kg.model.currencies import CODES
from kg.resources import SHAPES
from kg.settings import Settings

pytestmark = pytest.mark.slow

DEV = Path(__file__).parent / "data"
READ_BY_ALL = ("fresh/lowsky.txt", "fresh/macao.txt", "fresh2/passport.txt", "fresh5/residency.md")
PLAIN = {
    "fund.md": (
        "# Orchard programme\n\nThe Orchard Growth Fund, managed by Westmere Capital Partners, held"
        " US$90 million in 2024. The Westmere Chip Laboratory is hosted at Leeds University.\n"
    ),
    "port.txt": (
        "北岭市2024年港口报告\n\n北岭港集装箱吞吐量达到93.4万标箱，增长8%。\n\n北岭市市长　周远山\n"
    ),
    "index.txt": (
        "海岬指數報告\n\n海岬市在「全球港口城市指數」排名第9位。委員會由副市長領導。"
        "另有46%的企業計劃在未來兩年內增聘人手。\n"
    ),
    "orchards.txt": (
        "关于设立果业基金的通知\n\n市政府设立总规模20亿元的北岭市果业发展基金，由北岭农业投资集团管理。\n"
    ),
}


def test_plain_documents_break_no_shape(tmp_path: Path) -> None:
    for name, text in PLAIN.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / name for name in PLAIN] + [DEV / name for name in READ_BY_ALL]
    load(paths, tmp_path / "store", Settings())
    result = CliRunner().invoke(
        main, ["check", "--severity", "violation", "--store", str(tmp_path / "store")]
    )
    assert "shape:" not in result.output, result.output
    assert result.exit_code == 0, result.output


def test_what_should_not_be_administered_is_named_with_property_and_value() -> None:
    base = Settings().base
    turtle = (
        f"@prefix ex: <{base}id/> . @prefix kg: <https://w3id.org/policy-kg/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'ex:dock a kg:City ; skos:prefLabel "Dock"@en ; kg:administeredBy ex:board .\n'
        'ex:board a kg:StatutoryBody ; skos:prefLabel "Board"@en .\n'
    )
    quads = parse(turtle, RdfFormat.TURTLE)
    store = Store()
    store.extend(ontology.quads(Settings()))
    graph = NamedNode(f"{base}graph/plain")
    store.extend(Quad(q.subject, q.predicate, q.object, graph) for q in quads)
    (breach,) = validate(store, Settings(), [graph.value])
    assert breach.shape.endswith("#RelationsOfUndertakings")
    assert breach.path.endswith("#administeredBy")
    assert breach.value == f"{base}id/board"


def test_the_shape_of_money_names_the_currencies_that_are_read() -> None:
    shape = re.search(r"sh:equals kg:unit ;\s+sh:in \(([^()]*)\)", SHAPES.read_text("utf-8"))
    assert shape
    assert set(re.findall('"([A-Z]{3})"', shape[1])) == CODES
