"""How often Python looks for garbage: seldom, since what requests leave behind goes by itself."""

import gc

_NEW = 50_000  # objects more than there were, until those in circles are looked for


def collect_seldom() -> None:
    """Let the collector pass over what is there now, and look at what is new only in bulk."""
    gc.freeze()
    gc.set_threshold(_NEW, 10, 10)
