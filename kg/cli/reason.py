"""``kg reason``: what follows from what the store asserts, and whether it can all be true."""

import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from kg.cli.session import Session, format_option, store_option
from kg.cli.why import show_quotes
from kg.errors import ReasonerMissing

if TYPE_CHECKING:
    from kg.graph.consistency import Finding
    from kg.graph.rules import Rule
    from kg.querying.contradictions import Contradiction
    from kg.querying.derivations import Step
    from kg.querying.sources import Source

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Inferred:
    """How many triples each rule infers, in how many rounds, and the generation that has them."""

    rules: dict[str, int]
    rounds: int
    generation: int


@click.command("reason")
@click.option("--closure/--no-closure", default=True, help="Infer what follows.  [default: yes]")
@click.option(
    "--consistency/--no-consistency",
    default=None,
    help="Look for contradictions.  [default: yes, by rules only where there is no Java]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Time for the reasoner.",
)
@click.option(
    "--why",
    nargs=3,
    metavar="SUBJECT PREDICATE OBJECT",
    help="Show how this comes to hold: CURIEs, IRIs or labels, `a` for “is a”. Changes nothing.",
)
@format_option("table", "json", about="How to print it.")
@store_option
@click.pass_obj
def command(
    session: Session,
    /,
    closure: bool,
    consistency: bool | None,
    timeout: float,
    why: tuple[str, str, str] | None,
    format_: str,
) -> None:
    """Infer what follows from what is stated, and look for contradictions.

    What follows by the rules of OWL 2 RL (ontology/rules) goes into the graph `inferred`, and what
    one rule finds into `inferred/RULE` too; queries see it with the rest. Once there, kg load keeps
    it up to date. HermiT then tells whether all that is stated can be true, and whether every class
    can have members; a contradiction is explained by the sentences and axioms that clash, and exits
    with 1.

    HermiT needs Java. Without it the rest is done all the same: the contradictions that the rules
    can see are told, and a notice says that there may be others. With --consistency, asked for in
    so many words, a missing Java is an error.

    \b
    Example:
      kg reason
      kg reason --no-consistency --format json
      kg reason --why 深圳 "cooperates with" 香港
    """  # noqa: D301 (click reads the backspace)
    from kg.graph import rules

    known = rules.load()
    if why:
        _show_steps(_steps(session, known, why), format_)
        return
    inferred = _infer(session, known) if closure else None
    if inferred and format_ == "table":
        _show_inferred(inferred, known)
    finding: Finding | None = None
    told: tuple[Contradiction, ...] = ()
    if consistency is not False:
        finding, told = _examine(session, known, timeout, asked=consistency is True)
        if format_ == "table":
            _show_finding(finding, told)
    if format_ == "json":
        _print_json(_report(inferred, finding, told))
    if finding and not finding.good:
        sys.exit(1)


def _infer(session: Session, known: Sequence["Rule"]) -> _Inferred:
    from kg.graph.closure import renew
    from kg.graph.store import open_primary

    session.open().close()  # a store that is not there is not made
    with open_primary(session.store) as primary:
        found = renew(primary, session.settings, known)
        generation = primary.publish().number
    counts = Counter(inference.rule.name for _, inference in found.kept())
    return _Inferred(dict(sorted(counts.items())), found.rounds, generation)


def _examine(
    session: Session, known: Sequence["Rule"], timeout: float, *, asked: bool
) -> tuple["Finding", tuple["Contradiction", ...]]:
    from kg.graph.consistency import examine
    from kg.querying.contradictions import contradictions

    with session.open() as snapshot:
        finding = examine(snapshot.store, session.settings, known, timeout)
        told = tuple(contradictions(snapshot.store, finding))
    if finding.missing and asked and finding.good:
        raise ReasonerMissing(finding.missing)
    return finding, told


def _steps(session: Session, known: Sequence["Rule"], why: tuple[str, str, str]) -> list["Step"]:
    from kg.graph.closure import close, stated
    from kg.querying.derivations import derive

    with session.open() as snapshot:
        found = close(stated(snapshot.store), known)
        return derive(snapshot.store, found, why, session.settings)


def _show_inferred(inferred: _Inferred, known: Sequence["Rule"]) -> None:
    from kg.cli.session import terminal_width
    from kg.querying.tables import Column, table

    columns = [Column("rule"), Column("inferred"), Column("what it says")]
    for rule in known:
        count = inferred.rules.get(rule.name, 0)
        if count:
            columns[0].add(rule.name)
            columns[1].add(f"{count:,}", number=True)
            columns[2].add(rule.summary)
    if inferred.rules:
        click.echo(table(columns, terminal_width()).rstrip("\n") + "\n")
    total = sum(inferred.rules.values())
    click.echo(f"{total:,} triples inferred in {inferred.rounds} rounds")
    click.echo(f"generation {inferred.generation}")


def _show_finding(finding: "Finding", told: Sequence["Contradiction"]) -> None:
    if finding.missing:
        click.echo(f"kg: {finding.missing}", err=True)
        click.echo("kg: contradictions that only a reasoner can see were not looked for", err=True)
    for each in told:
        explained = ":" if each.facts or each.axioms else ""
        click.echo(f"\n{each.title or 'these cannot all be true'}{explained}")
        for words, stating in each.facts:
            click.echo(f"{_INDENT}{words}")
            _show_sources(stating, _INDENT * 2)
        for axiom in each.axioms:
            click.echo(f"{_INDENT}{axiom}")
        if not each.minimal:
            click.echo(f"{_INDENT}(not all of it may be needed)")
    if told:
        click.echo()
    verdict = {True: "consistent", False: "not consistent", None: "no contradiction found by rules"}
    click.echo(verdict[finding.consistent])
    if finding.empty:
        click.echo(f"{len(finding.empty):,} classes can have no members")


def _show_sources(stating: Sequence["Source"], indent: str) -> None:
    for source in stating:
        if source.quotes:
            show_quotes(source.quotes, indent)
        else:
            click.echo(f"{indent}stated in <{source.graph}>")


def _show_steps(steps: Sequence["Step"], format_: str) -> None:
    if format_ == "json":
        _print_json([_step_as_json(step) for step in steps])
        return
    for step in steps:
        _show_step(step, "")
        click.echo()


def _show_step(step: "Step", indent: str) -> None:
    click.echo(f"{indent}{step.words}")
    if step.rule:
        click.echo(f"{indent}{_INDENT}by {step.rule}: {step.summary}")
    _show_sources(step.sources, indent + _INDENT)
    for premise in step.premises:
        _show_step(premise, indent + _INDENT * 2)


def _report(
    inferred: _Inferred | None, finding: "Finding | None", told: Sequence["Contradiction"]
) -> dict[str, Any]:
    report: dict[str, Any] = {}
    if inferred:
        report["closure"] = dataclasses.asdict(inferred)
    if finding:
        report["consistency"] = {
            "consistent": finding.consistent,
            "checked_by": "rules" if finding.missing else "HermiT",
            "unsatisfiable": [class_.value for class_, _ in finding.empty],
            "contradictions": [dataclasses.asdict(each) for each in told],
        }
        if finding.missing:
            report["consistency"]["notice"] = finding.missing
    return report


def _step_as_json(step: "Step") -> dict[str, Any]:
    said = dataclasses.asdict(dataclasses.replace(step, premises=()))
    subject, predicate, value = map(str, step.triple)
    said["triple"] = {"subject": subject, "predicate": predicate, "object": value}
    said["premises"] = [_step_as_json(premise) for premise in step.premises]
    return said


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
