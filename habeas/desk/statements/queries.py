"""Finding joint statements and the organisations behind the names on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from habeas.desk.accounts.models import User
from habeas.desk.casefiles.models import Organisation
from habeas.desk.casefiles.queries import cases_visible_to
from habeas.desk.statements.models import Joining, Signatory, Statement, Wording
from habeas.desk.statements.rules import nearest, plain_name


def statements_visible_to(member: User) -> QuerySet[Statement]:
    found = Statement.objects.filter(case__in=cases_visible_to(member))
    return found.select_related("case")


def statements_begun() -> list[Statement]:
    """Every statement that was opened or issued, also when it was withdrawn since."""
    found = Statement.objects.exclude(state=Statement.State.DRAFT).select_related("case")
    parts = ("wordings", "signatories__parent__organisation", "signatories__organisation")
    return list(found.prefetch_related(*parts, "updates").order_by("pk"))


def is_embargoed(statement: Statement, *, now: datetime) -> bool:
    return statement.embargo_until is not None and now < statement.embargo_until


def wordings_now(statement: Statement) -> list[Wording]:
    """The words of the last version."""
    held = list(statement.wordings.all())
    last = max((one.version for one in held), default=0)
    return [one for one in held if one.version == last]


def joinings_waiting(
    statement: Statement,
) -> list[tuple[Joining, tuple[Organisation, bool] | None]]:
    """What came by invitations and nobody has looked at, with the organisation it may be."""
    held = Joining.objects.filter(
        invitation__statement=statement, state=Joining.State.WAITING
    ).select_related("invitation")
    bodies = [one.said["name"] for one in held if one.said["signs_as"] != Signatory.As.PERSONAL]
    like = organisations_like(bodies)
    return [(one, like.get(one.said["name"])) for one in held]


def key_of(signatory: Signatory) -> str:
    """What makes two lines one: the organisation, or for a person the name."""
    if signatory.organisation_id is None:
        return plain_name(signatory.name).replace(" ", "-") or signatory.public_id
    assert signatory.organisation is not None  # noqa: S101
    return str(signatory.organisation.public_id)


def organisations_like(names: Iterable[str]) -> dict[str, tuple[Organisation, bool]]:
    """For each name the organisation that it may be, and whether the names agree for certain."""
    held = {plain_name(one.name): one for one in Organisation.objects.all()}
    found = {}
    for name in names:
        if match := nearest(name, held):
            plain, is_sure = match
            found[name] = held[plain], is_sure
    return found
