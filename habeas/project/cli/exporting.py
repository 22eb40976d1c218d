from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from habeas.project.cli.output import StoreUnusable, common_options, emit


@click.command()
@click.argument("form", type=click.Choice(["csv", "jsonl", "ftm", "sqlite", "datapackage"]))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@common_options
def export(form: str, folder: Path) -> None:
    """Write the edition that is shown into DIR: public data only, in one form."""
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
