"""``kg resolve``: what may be one thing under two nodes, and what a person decides about it."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.session import Session, format_option, store_option, terminal_width

if TYPE_CHECKING:
    from kg.graph.decisions import Decision, Decisions
    from kg.graph.findings import Place
    from kg.querying.deciding import Decided
    from kg.querying.proposals import Proposal

PAIR = ("--accept", "--reject", "--undo")


@click.command("resolve")
@click.option("--accept", nargs=2, metavar="KEEP OTHER", help="Both are one thing; KEEP stays.")
@click.option("--reject", nargs=2, metavar="ONE OTHER", help="They are two; do not ask again.")
@click.option("--undo", nargs=2, metavar="ONE OTHER", help="Take a decision back.")
@click.option("--why", default="", metavar="TEXT", help="The reason of a decision.")
@click.option("--by", default="", metavar="NAME", help="Who takes it.")
@click.option("--on", default="", metavar="DATE", help="When it is taken.")
@click.option("--decided", is_flag=True, help="List what was decided instead.")
@format_option("table", "json", about="How to write the list.")
@store_option
@click.pass_obj
def command(
    session: Session,
    /,
    accept: tuple[str, str] | None,
    reject: tuple[str, str] | None,
    undo: tuple[str, str] | None,
    why: str,
    by: str,
    on: str,
    *,
    decided: bool,
    format_: str,
) -> None:
    """List what may be one thing under two nodes, with reasons and sentences; or decide about it.

    Nothing is merged unless it is accepted. A node is given by its identifier (id/firm-…), its IRI,
    or a name that only it has. Decisions are kept in the store, in decisions.toml, which may be
    edited; they take effect when the documents are loaded again, and so does taking them back.

    \b
    Example:
      kg resolve
      kg resolve --accept id/hkpc id/organisation-3f2a --why "its short name"
    """  # noqa: D301 (click reads the backspace)
    from kg.graph import decisions

    given = [pair for pair in (accept, reject, undo) if pair]
    if len(given) > 1:
        raise click.UsageError(f"give one of {', '.join(PAIR)}")
    if decided and given:
        raise click.UsageError("--decided lists, and decides nothing")
    if not given and (why or by or on):
        raise click.UsageError(f"--why, --by and --on go with one of {', '.join(PAIR)}")
    taken = decisions.read(session.store)
    if undo:
        _undo(session, taken, undo)
    elif given:
        _decide(session, taken, given[0], same=bool(accept), why=why, by=by, on=on)
    elif decided:
        _show_decided(taken, format_)
    else:
        _show(_proposed(session, taken), format_)


def _proposed(session: Session, taken: "Decisions") -> "list[Proposal]":
    from kg.graph import ontology
    from kg.querying.proposals import propose

    with session.open() as snapshot:
        return propose(snapshot.store, session.settings, ontology.terminology(), taken)


def _decide(
    session: Session, taken: "Decisions", pair: tuple[str, str], *, same: bool, **explanation: str
) -> None:
    from kg.graph import ontology
    from kg.querying.deciding import Register

    known = {name.id for name in ontology.terminology().names}
    with session.open() as snapshot:
        register = Register(snapshot.store, session.settings, taken)
        decided = register.decide(pair, known, same=same, **explanation)
    _record(session, decided, "one thing" if same else "two things")


def _undo(session: Session, taken: "Decisions", pair: tuple[str, str]) -> None:
    from kg.querying.deciding import Register

    with session.open() as snapshot:
        decided = Register(snapshot.store, session.settings, taken).undo(pair)
    _record(session, decided, "taken back")


def _record(session: Session, decided: "Decided", what: str) -> None:
    from kg.graph import decisions

    decisions.write(session.store, decided.decisions)
    click.echo(f"{what}: {', '.join(decided.nodes)}")
    if decided.stale:
        click.echo(f"takes effect when loaded again: {', '.join(decided.stale)}", err=True)


def _show(proposals: "Sequence[Proposal]", format_: str) -> None:
    from kg.querying.tables import Column, table

    if format_ == "json":
        click.echo(json.dumps([_json(each) for each in proposals], ensure_ascii=False, indent=2))
    elif proposals:
        columns = [Column("score"), *(Column(name, whole=True) for name in ("keep", "other"))]
        columns.append(Column("reasons and sentences"))
        for each in proposals:
            said = [*each.reasons, *(_quoted(place) for side in each.places for place in side)]
            cells = [str(each.score), each.kept.id, each.other.id, said[0]]
            for words in said[1:]:
                _add(columns, cells)
                cells = ["", "", "", words]
            _add(columns, cells)
        click.echo(table(columns, terminal_width()), nl=False)
    number = len(proposals)
    click.echo(f"{number:,} proposal{'' if number == 1 else 's'}; nothing is merged", err=True)


def _add(columns: Sequence[Any], cells: Sequence[str]) -> None:
    for column, cell in zip(columns, cells, strict=True):
        column.add(cell, number=cell.isdigit())


def _show_decided(taken: "Decisions", format_: str) -> None:
    if format_ == "json":
        rows = [_decided_json(each) for each in taken.taken]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for each in taken.taken:
        sign = "=" if each.same else "≠"
        explained = f"  {each.explanation}" if each.explanation else ""
        click.echo(f"{each.kept} {sign} {each.other}  ({' | '.join(each.names)}){explained}")


def _decided_json(decision: "Decision") -> dict[str, Any]:
    row: dict[str, Any] = {
        "same" if decision.same else "different": [decision.kept, decision.other]
    }
    texts = {"why": decision.why, "by": decision.by, "on": decision.on}
    return row | {"names": decision.names} | {key: text for key, text in texts.items() if text}


def _json(proposal: "Proposal") -> dict[str, Any]:
    sides = zip((proposal.kept, proposal.other), proposal.places, strict=True)
    return {
        "score": proposal.score,
        "reasons": proposal.reasons,
        "nodes": [
            {
                "id": thing.id,
                "names": thing.names,
                "types": thing.types,
                "known": thing.known,
                "sentences": [
                    {"document": p.document, "start": p.start, "end": p.end, "quote": p.quote}
                    for p in places
                ],
            }
            for thing, places in sides
        ],
    }


def _quoted(place: "Place") -> str:
    return f"{place.document}:{place.start}–{place.end} “{place.quote}”"
