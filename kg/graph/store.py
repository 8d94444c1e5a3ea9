"""The primary: the one place where a store is written.

One loader holds it at a time. Every change of a graph is one transaction: a killed loader leaves
each graph as it was or as it should be, and the default graph with it: that one is derived from the
others (see :mod:`kg.graph.asserted`). The fingerprint of what a graph was made from lives in
the graph itself, so it is there exactly when the graph is, and the next load knows what to redo.
What was committed but not published when a loader died is simply published next time: the file
``unpublished`` says so.

A store may instead keep a default graph of its own, as SPARQL stores do that clients write to; the
file ``own-default-graph`` says so. Documents are not loaded into such a store.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.graph import asserted, attempts, generations
from kg.graph.generations import Generation
from kg.graph.refusals import is_full, refused
from kg.vocabulary import KG

# From this many quads on, Oxigraph's bulk loader (also one transaction) is the faster way, by a
# factor of two; below, it would leave the store in many small files.
BULK = 1000
_OWN = "own-default-graph"


class Primary:
    """A store opened for writing; use it as a context manager.

    ``store`` is Oxigraph's own, for reading what was written so far. Whoever writes to it by
    other means than this class does so inside ``changing()``. Only named graphs are written; the
    default graph follows, unless the store keeps its ``own``.
    """

    def __init__(self, root: Path, store: Store, *, own: bool = False) -> None:
        self.root = root
        self.store = store
        self.own = own
        self._marker = root / "unpublished"
        # Whether somebody may have left the default graph unlike the others: a loader that died,
        # or one that wrote by other means. Then it is derived anew before it is published.
        self._doubtful = self._marker.exists()

    def publish_under(self, base: str) -> None:
        """Record the base of all identifiers in the store: one store has one.

        Raises StoreError where it has another.
        """
        recorded = generations.recorded_base(self.root)
        if recorded is None:
            with self._writing():
                (self.root / "base").write_text(base, encoding="utf-8")
        elif recorded != base:
            raise StoreError(
                f"the data in {self.root} is published under {recorded}, not {base}",
                "leave --base out, or load into another store",
            )

    def fingerprint(self, graph: str) -> str | None:
        """Return the fingerprint recorded in the graph that is named by the IRI ``graph``."""
        name = NamedNode(graph)
        found = self.store.quads_for_pattern(name, KG.fingerprint, None, name)
        return next((quad.object.value for quad in found if isinstance(quad.object, Literal)), None)

    def replace(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Make ``quads`` the content of a graph, in one transaction; tell whether it changed.

        Every quad must be in that graph. Only the difference is written, so that loading again
        what has hardly changed costs hardly anything. A graph that holds blank nodes is the
        exception to the one transaction, since SPARQL cannot delete them by name: it is cleared
        first and then filled.
        """
        return bool(self.replace_all({graph: quads}))

    def replace_all(self, graphs: Mapping[str, Iterable[Quad]]) -> list[str]:
        """Replace several graphs and return those that changed.

        Each graph is one transaction, as in ``replace``; those that only grow are written
        together, which is what makes a batch of new documents fast.
        """
        changed, grown = [], []
        for graph, quads in graphs.items():
            added, removed = self._difference(NamedNode(graph), dict.fromkeys(quads))
            if added or removed:
                changed.append(graph)
            if removed:
                self._rewrite(NamedNode(graph), added, removed)
            else:
                grown += added
        if grown:
            self.add(grown)
        return changed

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to their named graphs, in one transaction, without holding them all."""
        rest = iter(quads)
        first = list(islice(rest, BULK))
        with self._writing() as store:
            if len(first) < BULK:
                store.extend(asserted.with_copies(first))
            else:
                store.bulk_extend(asserted.with_copies(chain(first, rest)))

    def _difference(self, name: NamedNode, new: dict[Quad, None]) -> tuple[list[Quad], list[Quad]]:
        """Return what must be added to a graph and what removed, to make it ``new``."""
        if any(quad.graph_name != name for quad in new):
            raise ValueError(f"a quad lies outside {name.value}")
        old = dict.fromkeys(self.store.quads_for_pattern(None, None, None, name))
        if not old:
            return list(new), []
        if old.keys() != new.keys():
            new = dict.fromkeys(_as_stored(new))
        return [quad for quad in new if quad not in old], [quad for quad in old if quad not in new]

    def _rewrite(self, name: NamedNode, added: list[Quad], removed: list[Quad]) -> None:
        if any(map(_is_blank, (*removed, *added))):
            gone = set(removed)
            old = self.store.quads_for_pattern(None, None, None, name)
            kept = [quad for quad in old if quad not in gone]
            self.remove(name.value)
            self.add([*kept, *added])
            return
        with self._writing() as store:
            store.update(asserted.rewriting(name, added, removed))

    def remove(self, graph: str) -> bool:
        """Remove a graph, in one transaction; tell whether there was one."""
        name = NamedNode(graph)
        if not self.store.contains_named_graph(name):
            return False
        with self._writing() as store:
            store.update(asserted.removing(name))
        return True

    @contextmanager
    def changing(self) -> Iterator[Store]:
        """Give the store for any change of named graphs that the next ``publish`` will show.

        The default graph is derived anew then, which reads the whole store. Raises StoreError
        when the disk refuses to write.
        """
        with self._writing() as store:
            self._doubtful = True
            try:
                yield store
            finally:
                self._doubtful = True  # also where it was published within

    def execute(
        self,
        update: str,
        *,
        base: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        functions: dict[NamedNode, Callable[..., Any]] | None = None,
    ) -> None:
        """Carry out a SPARQL update, in one transaction, that keeps the default graph right itself.

        ``base`` is for its relative IRIs, ``prefixes`` need no declaration, ``functions`` are those
        that the engine does not know.
        Raises StoreFull where the disk is, or what the engine raises; nothing is written then.
        """
        pending = self._marker.exists()
        try:
            self._marker.touch()
            self.store.update(
                update, base_iri=base, prefixes=dict(prefixes or {}), custom_functions=functions
            )
        except BaseException as error:
            if not pending:
                self._marker.unlink(missing_ok=True)
            if isinstance(error, OSError | RuntimeError) and is_full(error):
                raise refused(self.root, error) from error
            raise

    @contextmanager
    def _writing(self) -> Iterator[Store]:
        try:
            self._marker.touch()
            yield self.store
        except (OSError, RuntimeError) as error:
            self._doubtful = True
            raise refused(self.root, error) from error

    @property
    def published(self) -> bool:
        """Whether the current generation shows everything that is in here."""
        return not self._marker.exists() and generations.current(self.root) is not None

    def publish(self, keep: int | None = generations.KEPT) -> Generation:
        """Show readers what was written; return the generation that is current then.

        Where nothing changed there is no new generation. The newest ``keep`` stay; None: all, for
        who has no time to lose and prunes them later. Raises StoreError when the disk refuses; the
        previous generation goes on answering.
        """
        try:
            now = generations.current(self.root)
            if now is None or self._marker.exists():
                if self._doubtful and not self.own:
                    asserted.derive(self.store)
                self._doubtful = False
                now = generations.publish(self.root, self.store, keep)
                self._marker.unlink(missing_ok=True)
        except (OSError, RuntimeError) as error:
            raise refused(self.root, error) from error
        return now

    def close(self) -> None:
        """Release the lock. What is not published stays, and is published next time."""
        self.__dict__.pop("store", None)

    def __enter__(self) -> "Primary":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def keeps_own_default(root: Path) -> bool:
    """Tell whether the default graph of a store is one of its own, not the union of the others."""
    return (root / _OWN).exists()


def open_primary(root: Path, *, own: bool = False) -> Primary:
    """Open the store in the directory ``root`` for writing; make it where there is none.

    ``own`` is for a store whose default graph is its own; a new one is made so then. Raises
    StoreLocked while another loader holds it, and StoreError when the path is a file, not a
    store, not writable, or the default graph is of the other kind.
    """
    try:
        if root.is_dir() and any(root.iterdir()) and not _is_store(root):
            raise StoreError(f"{root} is not a store", "give an empty or a new directory")
        agree(root, own=own)
        root.mkdir(parents=True, exist_ok=True)
        if own:
            (root / _OWN).touch()
        store = attempts.open_store(root)
    except FileExistsError as error:
        raise StoreError(f"{root} is a file", "give the directory of a store") from error
    except (OSError, RuntimeError) as error:  # RuntimeError is how Oxigraph says "corrupt"
        raise refused(root, error) from error
    generations.sweep(root)
    return Primary(root, store, own=own)


def agree(root: Path, *, own: bool) -> None:
    """Raise StoreError unless the default graph of a store is of this kind; a new one has none."""
    if own and _is_store(root) and not keeps_own_default(root):
        raise StoreError(
            f"the default graph of {root} is the union of its graphs", "use it so, or a new store"
        )
    if not own and keeps_own_default(root):
        raise StoreError(
            f"the store {root} keeps a default graph of its own",
            "write to it over HTTP, or load into another store",
        )


def _is_store(root: Path) -> bool:
    return (root / "primary").is_dir() or attempts.is_open(root)


def _as_stored(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Return the quads with their literals as the store writes them (``300.00`` is ``300``)."""
    store = Store()
    store.extend(quads)
    return iter(store)


def _is_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
