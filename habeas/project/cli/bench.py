from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import click

from habeas.project.bench import BENCHES, Measure, measures
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
        for measure in _in_a_process_of_its_own(name):
            row = measure.row()
            text = "{bench}: {value} {unit}; {ratio} of {limit} ({against})"
            emit(row, text.format(**row))


def _in_a_process_of_its_own(name: str) -> list[Measure]:
    """No bench may lean on what another has loaded, or on another's home."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measures, name).result()
