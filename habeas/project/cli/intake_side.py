"""The intake and the edition, for commands that need nothing of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from habeas.core.documents import ANY_DOCUMENT, PetitionDocument
from habeas.project import env
from habeas.project.cli.output import StoreUnusable
from habeas.project.home import Home
from habeas.public.edition.store import Edition
from habeas.public.intake.database import Errors, Target, without_password
from habeas.public.intake.store import make_store


@contextmanager
def open_intake() -> Iterator[Target]:
    """The intake that is set. Raises StoreUnusable (exit 3) when it cannot be used."""
    home = Home(env.path("HABEAS_HOME", default="var"))
    target = env.store("HABEAS_INTAKE", default=home.intake)
    try:
        make_store(target)
        yield target
    except Errors as problem:
        raise StoreUnusable(f"{without_password(target)} cannot be used: {problem}") from None


def petitions_shown() -> list[PetitionDocument]:
    """The petitions of the edition that is shown."""
    home = Home(env.path("HABEAS_HOME", default="var"))
    edition = Edition(env.path("HABEAS_EDITION", default=str(home.edition)))
    held = (ANY_DOCUMENT.validate_json(body) for _, body in edition.bodies("actions/"))
    return [one for one in held if isinstance(one, PetitionDocument)]
