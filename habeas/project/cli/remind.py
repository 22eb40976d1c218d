from __future__ import annotations

import click

from habeas.project.cli.django_side import start_desk
from habeas.project.cli.output import common_options, emit, finish


@click.command()
@click.option("--within", type=click.IntRange(0), default=14, show_default=True, metavar="DAYS")
@click.option("--mail", is_flag=True, help="Send each member a mail about the own cases.")
@common_options
def remind(within: int, mail: bool) -> None:
    """Say which deadlines of proceedings are overdue or near."""
    start_desk()
    from django.utils import timezone

    from habeas.desk.advocacy import queries, reminding
    from habeas.desk.advocacy.models import Proceeding

    now = timezone.now()
    going_on = Proceeding.objects.filter(closed_on=None).prefetch_related("steps")
    near = reminding.near(queries.board(going_on, now=now), on=now.date(), within=within)
    for one in near:
        left = one.deadline.days_left(now.date())
        row = {
            "proceeding": one.proceeding.public_id,
            "procedure": one.proceeding.procedure,
            "deadline": one.deadline.code,
            "party": one.deadline.clock.party,
            "due": str(one.deadline.due),
            "days_left": left,
        }
        emit(row, f"{one.deadline.due}  {one.deadline.code} of {one.proceeding}: {left} days left")
    if mail:
        unsent = reminding.send(near, on=now.date())
        for name in unsent:
            emit({"unsent": name}, f"no mail could be sent to {name}")
        finish(refused=bool(unsent))
