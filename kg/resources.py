"""Where the project's data folders are: beside the package in a checkout, inside it in a wheel.

The environment variable ``KG_ONTOLOGY`` names another folder than ``ontology/``: a copy of it, with
names or patterns of one's own.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "data"
_ROOT = _DATA if _DATA.is_dir() else _PACKAGE.parent

OWN_ONTOLOGY = _ROOT / "ontology"
ONTOLOGY = Path(os.environ.get("KG_ONTOLOGY") or OWN_ONTOLOGY)
NAMES = ONTOLOGY / "names"
PATTERNS = ONTOLOGY / "patterns"
SHAPES = ONTOLOGY / "shapes.ttl"
GUARDS = ONTOLOGY / "guards"
QUERIES = _ROOT / "queries"
DOCUMENTS = _ROOT / "documents"
