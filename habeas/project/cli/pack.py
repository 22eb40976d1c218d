from __future__ import annotations

from pathlib import Path

import click

from habeas.project.cli.output import StoreUnusable, common_options, emit, finish, say
from habeas.reading.checking import check_pack
from habeas.reading.pack import PackError, pack_languages
from habeas.reading.suggesting import suggest as suggest_patch


@click.group()
def pack() -> None:
    """The language packs that reading works with."""


@pack.command()
@click.argument("languages", nargs=-1, metavar="LANGUAGE…")
@common_options
def check(languages: tuple[str, ...]) -> None:
    """Whether packs load, hear their examples and pass their traps; with no name, all of them."""
    refused = False
    for code in languages or pack_languages():
        try:
            entries = list(check_pack(code))
        except PackError as problem:
            refused = True
            emit({"pack": code, "problems": [str(problem)]}, f"{code}: {problem}")
            continue
        problems = [f"{one.where} ({one.type}): {said}" for one in entries for said in one.problems]
        refused |= bool(problems)
        row = {
            "pack": code,
            "entries": len(entries),
            "patterns": sum(one.patterns for one in entries),
            "with_examples": sum(bool(one.examples) for one in entries),
            "with_traps": sum(bool(one.traps) for one in entries),
            "problems": problems,
        }
        told = "{pack}: {entries} entries, {patterns} patterns; {with_examples} entries have"
        told += " examples, {with_traps} have traps"
        emit(row, "\n".join((told.format(**row), *problems)))
    finish(refused=refused)


@pack.command()
@click.argument("gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@common_options
def suggest(gold: Path) -> None:
    """Print what decided texts would change in the packs, as a patch to look through."""
    try:
        patch = suggest_patch(gold)
    except (ValueError, KeyError, OSError) as problem:
        raise StoreUnusable(f"{gold} cannot be read as gold: {problem}") from None
    if patch:
        emit({"patch": patch}, patch.rstrip("\n"))
        say("Its examples are sentences of your sources: keep it as you keep those.")
    else:
        say("These texts speak for no change.")
