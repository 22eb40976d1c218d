"""A petition of Ruritania, and what a test of it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyrage import x25519

from habeas.core.documents import (
    PetitionDocument,
    PetitionText,
    PetitionVersion,
    Recipient,
    petition_sha256,
)
from habeas.public.intake.database import Target, connection
from habeas.public.intake.petitions import links, services
from habeas.public.intake.petitions.services import Desk
from habeas.public.intake.petitions.signing import Signing
from habeas.public.intake.together import Together

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
SLUG = "free-rupert"


@dataclass(frozen=True)
class Key:
    """An age key pair, as text."""

    secret: str
    public: str

    @classmethod
    def new(cls) -> Key:
        made = x25519.Identity.generate()
        return cls(str(made), str(made.to_public()))

    def file(self, folder: Path) -> Path:
        path = folder / f"{self.public[-8:]}.agekey"
        path.write_text(self.secret)
        return path


HOUSE, PARTNER, MAILER = Key.new(), Key.new(), Key.new()


def text(language: str, title: str, body: str) -> PetitionText:
    return PetitionText(
        language=language, title=title, text=body, sha256=petition_sha256(title, body)
    )


def petition(**fields: Any) -> PetitionDocument:
    version = PetitionVersion(
        number=1,
        frozen_on="2026-02-01",
        texts=(
            text("en", "Free Rupert Hentzau", "We ask the Governor to let him go."),
            text("be", "Волю Руперту Хэнцаў", "Просім губернатара адпусціць яго."),
        ),
    )
    values: dict[str, Any] = {
        "slug": SLUG,
        "state": "open",
        "versions": (version,),
        "addressees": ("The Governor of Zenda",),
        "goals": (3, 100),
        "opens_on": "2026-02-01",
        "recipients": (
            Recipient(slug="house", name="The House", key=HOUSE.public,
                      consent={"en": "may hold my name and hand it over."}),
            Recipient(slug="zenda-league", name="Zenda League", key=PARTNER.public,
                      consent={"en": "may write to me."}),
        ),
    }  # fmt: skip
    return PetitionDocument(**(values | fields))


def signing(**fields: Any) -> Signing:
    values: dict[str, Any] = {
        "name": "Flavia Elphberg",
        "email": "flavia@strelsau.example",
        "country": "AT",
        "consents": frozenset({"house"}),
    }
    return Signing(**(values | fields))


def desk_of(target: Target) -> Desk:
    return Desk(
        together=Together(target),
        secret=links.secret(target),
        mailer=MAILER.public,
        link=lambda token: f"https://portal.example/{token}",
    )


def sign(desk: Desk, *, suspect: bool = False, at: datetime = NOW, **fields: Any) -> None:
    services.sign(signing(**fields), petition(), "en", desk=desk, suspect=suspect, at=at)


def column(target: Target, statement: str) -> list[Any]:
    with connection(target) as held:
        return [row[0] for row in held.rows(statement)]


def ids(target: Target) -> list[str]:
    return column(target, "SELECT id FROM signatures ORDER BY signed_at, id")


def states(target: Target) -> list[str]:
    return column(target, "SELECT state FROM signatures ORDER BY signed_at, id")
