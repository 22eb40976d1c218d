"""Texts and pictures of Ruritania."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from habeas.desk.accounts.models import User
from habeas.desk.accounts.roles import Role
from habeas.desk.accounts.services import give_account
from habeas.desk.casefiles.tests.makers import editor
from habeas.desk.newsroom import services
from habeas.desk.newsroom.models import NewsPage, Picture

GPS = "Zenda, behind the mill"


def member(role: Role, name: str) -> User:
    user, _password = give_account(name, role, by=_manager())
    return user


def _manager() -> User:
    user, _ = User.objects.get_or_create(username="manager", defaults={"is_superuser": True})
    return user


def picture(*, size: tuple[int, int] = (1600, 1200), secret: str = GPS) -> Picture:
    """A photograph that says beside its pixels where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010E] = secret  # ImageDescription
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (50.0, 5.0, 17.0)
    out = io.BytesIO()
    Image.new("RGB", size, "#7a2").save(out, "JPEG", exif=exif, comment=secret.encode())
    file = ImageFile(io.BytesIO(out.getvalue()), name=f"{secret}.jpg")
    made: Picture = Picture.objects.create(
        title="The castle", file=file, credit="Photo: A. Nyquist"
    )
    return made


def article(slug: str = "verdict", *, by: User | None = None, **fields: Any) -> NewsPage:
    """A draft in English."""
    values = {"title": "Nine years", "summary": "A court in Strelsau has decided.", "body": []}
    return services.write_text(NewsPage, "en", values | {"slug": slug} | fields, by=by or editor())


def live_article(slug: str = "verdict", **fields: Any) -> NewsPage:
    made = article(slug, **fields)
    services.publish_text(made, by=editor())
    made.refresh_from_db()
    return made
