"""Where the project's data folders are: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "data"
_ROOT = _DATA if _DATA.is_dir() else _PACKAGE.parent

ONTOLOGY = _ROOT / "ontology"
NAMES = ONTOLOGY / "names"
PATTERNS = ONTOLOGY / "patterns"
QUERIES = _ROOT / "queries"
DOCUMENTS = _ROOT / "documents"
