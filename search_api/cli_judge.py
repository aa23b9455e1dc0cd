"""`thutuc judge`: how good search is on judged queries, and what each part of it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from search_api.cli_index import Index, open_index
from search_api.cli_voice import AsJson, help_text, print_json, voice

if TYPE_CHECKING:
    from indexer.procedure import Procedure
    from search_api.engine import SearchEngine
    from search_api.judging import Judgement
    from search_api.judging.report import Report
    from search_api.judging.unnamed import Unnamed
    from search_api.live import Serving
    from search_api.ranking import Weights

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a run is to measure."""

    loo: bool
    bare: bool
    ablate: bool
    twins: bool
    tries: Sequence[str]
    names: bool
    order: Path | None
    goals: Path | None
    record: Path | None
    against: Path | None


def judge(  # noqa: PLR0917 - options of a command
    files: Annotated[list[Path] | None, typer.Argument(help=help_text("judge_file"))] = None,
    index: Index = None,
    as_json: AsJson = False,
    misses: Annotated[bool, typer.Option("--misses", help=help_text("misses"))] = False,
    loo: Annotated[bool, typer.Option("--loo", help=help_text("loo"))] = False,
    bare: Annotated[bool, typer.Option("--bare", help=help_text("bare"))] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help=help_text("ablate"))] = False,
    twins: Annotated[bool, typer.Option("--twins", help=help_text("twins"))] = False,
    tries: Annotated[list[str] | None, typer.Option("--try", help=help_text("try"))] = None,
    names: Annotated[bool, typer.Option("--names", help=help_text("names"))] = False,
    order: Annotated[Path | None, typer.Option("--order", help=help_text("order"))] = None,
    goals: Annotated[Path | None, typer.Option("--goals", help=help_text("goals"))] = None,
    record: Annotated[Path | None, typer.Option("--record", help=help_text("record"))] = None,
    against: Annotated[Path | None, typer.Option("--against", help=help_text("against"))] = None,
) -> None:
    """Measures search with judged queries, and rules that must hold."""
    from search_api.judging.printing import as_record, lines  # noqa: PLC0415

    if not (files or names or order):
        voice.err("nothing_to_judge")
        raise typer.Exit(2)
    asked = _Asked(loo, bare, ablate, twins, tries or (), names, order, goals, record, against)
    serving = open_index(index)
    report = _report(serving, _judgements(files or ()), asked)
    if as_json:
        print_json(as_record(report))
    else:
        typer.echo("".join(f"{line}\n" for line in lines(report, voice.text, names=misses)), nl=False)
    raise typer.Exit(1 if report.broken else 0)


def _judgements(files: Iterable[Path]) -> list[Judgement]:
    from search_api.judging import read_judgements  # noqa: PLC0415

    return [one for file in files for one in _read(read_judgements, file)]


def _read(reader: Callable[[Path], _T], file: Path) -> _T:
    """What a reader makes of a file; ends with 1 where it cannot be read."""
    from search_api.judging import JudgementError  # noqa: PLC0415

    try:
        return reader(file)
    except FileNotFoundError:
        typer.echo(f"{file}: {voice.text('no_such_file')}", err=True)
    except JudgementError as error:
        reason = voice.text(error.rule, columns=", ".join(error.columns))
        typer.echo(f"{error.path}:{error.line}: {reason}", err=True)
    raise typer.Exit(1)


def _report(serving: Serving, judgements: Sequence[Judgement], asked: _Asked) -> Report:
    from search_api.judging import judge  # noqa: PLC0415
    from search_api.judging.comparing import against, read_record, write_record  # noqa: PLC0415
    from search_api.judging.goals import reached, read_goals  # noqa: PLC0415
    from search_api.judging.report import Report  # noqa: PLC0415
    from search_api.judging.twins import judge_twins  # noqa: PLC0415

    # Everything is read before minutes go by.
    goals = _read(read_goals, asked.goals) if asked.goals else []
    recorded = _read(read_record, asked.against) if asked.against else None
    report = Report(outcomes=tuple(judge(serving.engine, judgements)))
    if judgements:
        _add_trials(report, serving, judgements, asked)
        _add_shorn(report, serving, judgements, asked)
        report.twins = tuple(judge_twins(serving.engine, report.outcomes)) if asked.twins else ()
        report.recorded = None if recorded is None else against(recorded, report.outcomes)
        if asked.record:
            write_record(asked.record, report.outcomes)
    _add_rules(report, serving, asked)
    report.goals = tuple(reached(goals, report.tables()))
    return report


def _add_trials(
    report: Report, serving: Serving, judgements: Sequence[Judgement], asked: _Asked, name: str = "full"
) -> None:
    """What other weights and less steps make of the figures of one index."""
    from search_api.judging.trials import WeightError, ablation, weighed  # noqa: PLC0415
    from search_api.ranking import WEIGHTS  # noqa: PLC0415

    whole = report.outcomes if name == "full" else report.shorn[name].outcomes
    engine_with = _weigher(serving)
    try:
        tries = [weighed(engine_with, WEIGHTS, judgements, whole, given) for given in asked.tries]
    except WeightError as error:
        voice.err("no_weight", given=error)
        raise typer.Exit(2) from None
    if tries:
        report.tries[name] = tuple(tries)
    if asked.ablate:
        report.ablation[name] = tuple(ablation(serving.engine, judgements, whole))


def _weigher(serving: Serving) -> Callable[[Weights], SearchEngine]:
    from search_api.clock import today_in_vietnam  # noqa: PLC0415
    from search_api.whoosh_engine import WhooshEngine  # noqa: PLC0415

    return lambda weights: WhooshEngine(serving.edition, today_in_vietnam, weights=weights)


def _add_shorn(report: Report, serving: Serving, judgements: Sequence[Judgement], asked: _Asked) -> None:
    """Runs over indexes without some names, built from what this index holds."""
    from search_api.clock import today_in_vietnam  # noqa: PLC0415
    from search_api.judging.report import judge_shorn, rebuilt  # noqa: PLC0415

    for name, data in _shorn(serving, judgements, asked).items():
        with rebuilt(data, today_in_vietnam) as other:
            report.shorn[name] = judge_shorn(other, data, judgements)
            if name == "loo":
                _add_trials(report, other, judgements, asked, name)


def _shorn(serving: Serving, judgements: Sequence[Judgement], asked: _Asked) -> dict[str, Unnamed]:
    from search_api.judging import unnamed  # noqa: PLC0415

    registers = serving.edition.catalog.registers
    procedures = _procedures(serving) if asked.loo or asked.bare else ()
    queries = [one.query for one in judgements]
    found: dict[str, Unnamed] = {}
    if asked.loo:
        found["loo"] = unnamed.leave_one_out(procedures, registers, queries)
    if asked.bare:
        found["bare"] = unnamed.bare(procedures, registers)
    return found


def _procedures(serving: Serving) -> list[Procedure]:
    edition = serving.edition
    return [edition.procedure(document) for document in range(edition.count)]


def _add_rules(report: Report, serving: Serving, asked: _Asked) -> None:
    from search_api.judging.rules import broken, named, read_order  # noqa: PLC0415

    rules = list(named(_procedures(serving), serving.edition.catalog)) if asked.names else []
    rules += _read(read_order, asked.order) if asked.order else []
    report.rules, report.broken = len(rules), tuple(broken(serving.engine, rules))
