"""The ``#+`` comment lines of a query file, which are YAML, as grlc reads them."""

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import QueryError

_LINE = re.compile(r"^#\+[ \t]?(.*)$", re.MULTILINE)


def header(name: str, text: str) -> Mapping[str, Any]:
    r"""Return what the header lines of the query called ``name`` say; QueryError for bad YAML.

    >>> header("parks", "#+ summary: Parks in a city.\nASK {}")
    {'summary': 'Parks in a city.'}
    """
    import yaml  # late: a quarter of the time that the command line needs to start

    try:
        said = yaml.safe_load("\n".join(_LINE.findall(text))) or {}
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1} of it" if where else ""
        raise QueryError(f"{name}.rq: the '#+' header is not YAML{line}") from None
    if not isinstance(said, Mapping):
        raise QueryError(f"{name}.rq: the '#+' header must be keys with values")
    return said
