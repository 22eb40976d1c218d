from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import click

from habeas.core.files import write_whole
from habeas.project.cli.output import StoreUnusable, common_options, emit, say


@click.command()
@click.argument("form", type=click.Choice(["csv", "jsonl", "ftm", "sqlite", "datapackage", "gold"]))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--restricted", is_flag=True, help="Gold of restricted sources, too.")
@common_options
def export(form: str, folder: Path, restricted: bool) -> None:
    """Write the edition that is shown into DIR: public data only, in one form.

    The form "gold" alone is private: texts of sources, with what reviewers decided.
    """
    if form == "gold":
        _gold(folder, restricted=restricted)
        return
    if restricted:
        raise click.UsageError(
            "--restricted goes with gold alone; an edition holds nothing restricted"
        )
    from habeas.project import env
    from habeas.project.home import Home
    from habeas.public.edition.export import files
    from habeas.public.edition.export.tables import Source
    from habeas.public.edition.store import Edition

    home = Home(env.path("HABEAS_HOME", default="var"))
    edition = Edition(home.edition)
    if edition.current() is None:
        raise StoreUnusable(f"there is no edition in {home.folder} yet; publish one first")
    root = env.text("HABEAS_PORTAL_URL", default="http://127.0.0.1:8000").rstrip("/")
    source = Source(edition, root, datetime.now(UTC).date())
    title = env.text("HABEAS_PORTAL_NAME", default="Habeas")
    licence = env.text("HABEAS_DATA_LICENCE", default="CC-BY-4.0")
    try:
        for one in files.write(source, form, folder, title=title, licence=licence):
            row = {"file": str(one.file), "rows": one.rows, "sha256": one.sha256}
            emit(row, f"{one.rows:>8}  {one.file}")
    except OSError as problem:
        raise StoreUnusable(f"{folder} cannot be written: {problem}") from None


def _gold(folder: Path, *, restricted: bool) -> None:
    """Decided texts as JSON Lines, whole or not at all, and for the owner's eyes alone."""
    from habeas.project.cli.django_side import start_desk

    start_desk()
    from habeas.desk.casefiles.gold import decided_texts

    texts = decided_texts(restricted=restricted)
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in texts]
    data, file = "".join(lines).encode(), folder / "gold.jsonl"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, data, replace=True)
    except OSError as problem:
        raise StoreUnusable(f"{folder} cannot be written: {problem}") from None
    sha256 = hashlib.sha256(data).hexdigest()
    emit({"file": str(file), "rows": len(lines), "sha256": sha256}, f"{len(lines):>8}  {file}")
    say("This file holds texts of sources. Keep it as you keep the desk's store.")
