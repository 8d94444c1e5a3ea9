"""The scorer of the evaluation, which is not part of the project."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "eval" / "score.py"


def scorer() -> ModuleType:
    """Return the scorer as a module; FileNotFoundError where it is absent."""
    if not SCORER.is_file():
        raise FileNotFoundError(SCORER)
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module
