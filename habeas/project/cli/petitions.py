from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import click

from habeas.project import env
from habeas.project.cli.intake_side import open_intake, petitions_shown
from habeas.project.cli.output import common_options, emit, finish


@click.group()
def petitions() -> None:
    """Count signatures, look through suspect ones, forget in time."""


@petitions.command()
@click.option("--recount", is_flag=True, help="Count every row anew and say where it erred.")
@common_options
def count(recount: bool) -> None:
    """Bring every counter up to date. Run it every minute; two at once do no harm."""
    from habeas.public.intake.petitions import counting

    with open_intake() as target:
        erred = counting.recount(target) if recount else {}
        for slug, (said, true) in sorted(erred.items()):
            emit(
                {"petition": slug, "said": said, "total": true},
                f"{slug}: the counter said {said}; it is {true}",
            )
        changed = {} if recount else counting.count(target)
        goals = {one.slug: one.goals for one in petitions_shown()}
        reached = counting.note_goals(target, goals, at=_now())
        for slug, number in sorted(changed.items()):
            total = counting.totals(target, slug).total
            new = [goal for name, goal in reached if name == slug]
            emit(
                {"petition": slug, "changed": number, "total": total, "reached": new},
                f"{slug}: {number:+}, now {total}" + "".join(f"; goal {goal}" for goal in new),
            )
    finish(refused=bool(erred))


@petitions.command()
@common_options
def retain() -> None:
    """Destroy what its time has come for, and write a receipt of each."""
    from habeas.public.intake.petitions.retaining import Clocks
    from habeas.public.intake.petitions.retaining import retain as destroy

    clocks = Clocks(
        after_delivery=env.integer("HABEAS_KEEP_AFTER_DELIVERY", default=30, least=1),
        after_start=env.integer("HABEAS_KEEP_AFTER_START", default=639, least=1),
    )
    with open_intake() as target:
        for one in destroy(target, petitions_shown(), clocks, at=datetime.now(UTC)):
            emit(asdict(one), f"{one.petition}: {one.what}, {one.number} signatures")


@petitions.command()
@click.argument("petition")
@click.option("--clear", is_flag=True, help="Find suspects that shall count, not ones to take out.")
@click.option("--country", help="ISO 3166-1 alpha-2.")
@click.option("--domain", help="Of the e-mail address.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="UTC.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="UTC.")
@click.option("--suspect/--unsuspected", default=None, help="Only those, or only the others.")
@common_options
def find(
    *,
    petition: str,
    clear: bool,
    country: str | None,
    domain: str | None,
    since: datetime | None,
    until: datetime | None,
    suspect: bool | None,
) -> None:
    """Save a query of signatures and count what it finds; nothing is changed by it."""
    from habeas.public.intake.petitions import invalidating

    wanted = invalidating.Criteria(
        petition, country, domain, _seconds(since), _seconds(until), suspect
    )
    with open_intake() as target:
        try:
            verb = "clear" if clear else "invalidate"
            _tell(invalidating.save(target, verb, wanted, at=_now()))
        except LookupError as problem:
            raise click.UsageError(str(problem)) from None


@petitions.command()
@click.argument("verb", type=click.Choice(["run", "cancel", "undo"]))
@click.argument("id")
@common_options
def query(verb: str, id: str) -> None:
    """Run a saved query in batches of 100, cancel it, or undo what it changed."""
    from habeas.public.intake.petitions import invalidating

    work = {"run": invalidating.run, "cancel": invalidating.cancel, "undo": invalidating.undo}
    with open_intake() as target:
        try:
            invalidating.query(target, id)
        except LookupError as problem:
            raise click.UsageError(str(problem)) from None
        _tell(work[verb](target, id))


@petitions.command()
@common_options
def queries() -> None:
    """Every saved query, the newest first."""
    from habeas.public.intake.petitions import invalidating

    with open_intake() as target:
        for one in invalidating.queries(target):
            _tell(one)


def _tell(one: object) -> None:
    row = asdict(one)  # type: ignore[call-overload]
    text = "{id}  {verb} {petition}: {state}, {changed} of {matched} changed"
    emit(row, text.format(**row))


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.replace(tzinfo=UTC).timestamp()) if moment else None


def _now() -> int:
    return int(datetime.now(UTC).timestamp())
