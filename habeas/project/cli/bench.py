from __future__ import annotations

import click

from habeas.project.bench import BENCHES, run
from habeas.project.cli.output import common_options, emit, say


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@common_options
def bench(names: tuple[str, ...]) -> None:
    """Measure speed, as ratios to limits taken in the same run."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        raise click.UsageError(f"no such bench: {', '.join(sorted(unknown))}")
    for name in names or BENCHES:
        say(f"measuring {name} …")
        for measure in run(name):
            row = measure.row()
            text = "{bench}: {value} {unit}; {ratio} of {limit} ({against})"
            emit(row, text.format(**row))
