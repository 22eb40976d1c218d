"""The list of joint statements, one statement on its screen, and taking a list of names in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from habeas.core.statements import numbers_of
from habeas.desk.accounts.access import StaffRequest, needs
from habeas.desk.accounts.taking import as_csv
from habeas.desk.casefiles.models import Organisation
from habeas.desk.casefiles.queries import cases_visible_to
from habeas.desk.statements import queries, services
from habeas.desk.statements.forms import (
    InviteForm,
    ListForm,
    NewStatementForm,
    SignatoryForm,
    StatementForm,
    UpdateForm,
    WordsForm,
)
from habeas.desk.statements.lists import ReadList, read_list
from habeas.desk.statements.models import Joining, Statement
from habeas.desk.statements.projection import signatories_of

MAY = services.MAY


@require_safe
@needs(MAY)
def statements(request: StaffRequest) -> HttpResponse:
    found = queries.statements_visible_to(request.user).prefetch_related("wordings", "signatories")
    rows = [(one, one.wordings.first(), len(one.signatories.all())) for one in found]
    return render(request, "statements/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def begin(request: StaffRequest) -> HttpResponse:
    cases = list(cases_visible_to(request.user).order_by("title"))
    form = NewStatementForm(request.POST or None, cases=cases)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        fields = {name: said[name] for name in form._meta.fields or ()}
        try:
            made = services.draft_statement(form.cases[said["case"]], fields, by=request.user)
        except services.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("statement", made.public_id)
    status = 422 if form.errors else 200
    return render(request, "statements/begin.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAY)
def statement(request: StaffRequest, statement_id: str) -> HttpResponse:
    held = _held(request, statement_id)
    if request.GET.get("export") == "csv":
        return _taken_away(held)
    made = _forms(request, held)
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in _DOING:
            raise Http404
        form = made.get(do)
        if form is None or form.is_valid():
            try:
                _DOING[do](request, held, form)
            except services.NotPossible as problem:
                messages.error(request, str(problem))
            else:
                messages.success(request, _("Noted."))
            return redirect("statement", held.public_id)
    is_wrong = any(form.is_bound and form.errors for form in made.values())
    signatories = list(held.signatories.select_related("organisation", "parent"))
    context = {
        "statement": held,
        "forms": made,
        "words": queries.wordings_now(held),
        "signatories": signatories,
        "numbers": numbers_of(signatories_of(held)),
        "is_embargoed": queries.is_embargoed(held, now=timezone.now()),
        "updates": held.updates.all(),
        "joinings": queries.joinings_waiting(held),
        "invitations": held.invitations.filter(is_open=True),
        "portal": settings.HABEAS_PORTAL_URL,
    }
    return render(request, "statements/statement.html", context, status=422 if is_wrong else 200)


@require_POST
@needs(MAY)
def take_list(request: StaffRequest, statement_id: str) -> HttpResponse:
    """How a pasted list was read, line by line; then, agreed to, the list itself."""
    held = _held(request, statement_id)
    form = ListForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Paste the list first."))
        return redirect("statement", held.public_id)
    found = read_list(form.cleaned_data["list"])
    like = queries.organisations_like(line.name for line in found.lines)
    if request.POST.get("do") == "take":
        same = _agreed(request, found, like)
        added = services.take_list(
            held, found.lines, same, by=request.user, on=form.cleaned_data["signed_on"]
        )
        if found.claimed and held.claimed is None:
            services.describe_statement(held, {"claimed": found.claimed}, by=request.user)
        messages.success(request, _("Added: {number}").format(number=len(added)))
        return redirect("statement", held.public_id)
    rows = [
        (place, line, found.lines[line.under].name if line.under is not None else "",
         like.get(line.name))
        for place, line in enumerate(found.lines)
    ]  # fmt: skip
    context = {"statement": held, "form": form, "read": found, "rows": rows}
    return render(request, "statements/take.html", context)


def _agreed(
    request: StaffRequest, found: ReadList, like: dict[str, tuple[Organisation, bool]]
) -> dict[int, Organisation]:
    """The organisation of each line that surely is one, or that somebody said is one."""
    return {
        place: like[line.name][0]
        for place, line in enumerate(found.lines)
        if line.name in like
        and (like[line.name][1] or f"same-{place}" in request.POST)
        and line.signs_as != "personal"
    }


def _held(request: StaffRequest, statement_id: str) -> Statement:
    return get_object_or_404(queries.statements_visible_to(request.user), public_id=statement_id)


def _forms(request: StaffRequest, held: Statement) -> dict[str, Any]:
    """Every form of the screen; only the one that was sent is filled."""
    do = request.POST.get("do", "")

    def data(name: str) -> Any:
        return request.POST if do == name else None

    return {
        "change": StatementForm(data("change"), instance=held, prefix="change"),
        "write": WordsForm(data("write"), prefix="write"),
        "sign": SignatoryForm(data("sign"), prefix="sign", statement=held),
        "update": UpdateForm(data("update"), prefix="update"),
        "withdraw": UpdateForm(data("withdraw"), prefix="withdraw"),
        "invite": InviteForm(data("invite"), prefix="invite"),
        "list": ListForm(),
    }


def _taken_away(held: Statement) -> HttpResponse:
    head = (
        _("Name"), _("Country"), _("Signs"), _("Represented by"), _("Organisation"),
        _("Who said yes, in which office"), _("Evidence"), _("Signed on"), _("Withdrawn on"),
    )  # fmt: skip
    rows = (
        (one.name, one.country, one.get_signs_as_display(), str(one.parent or ""),
         str(one.organisation or ""), one.authorised_by, one.evidence,
         str(one.signed_on or ""), str(one.withdrawn_on or ""))
        for one in held.signatories.select_related("organisation", "parent")
    )  # fmt: skip
    return as_csv(f"signatories-{held.slug}", head, rows)


def _one(request: StaffRequest, held: Statement) -> Any:
    return get_object_or_404(held.signatories, public_id=request.POST.get("one", ""))


def _today() -> Any:
    return timezone.now().date()


def _write(request: StaffRequest, held: Statement, form: Any) -> None:
    said = form.cleaned_data
    services.write_words(
        held, said["language"], title=said["title"], text=said["text"], by=request.user
    )


def _same(request: StaffRequest, held: Statement, _form: Any) -> None:
    name = request.POST.get("organisation", "").strip()
    found = Organisation.objects.filter(name=name).first()
    if found is None:
        raise services.NotPossible(f"no organisation is called {name!r}; write its name as kept")
    services.is_the_same(_one(request, held), found, by=request.user)


def _invite(request: StaffRequest, held: Statement, form: Any) -> None:
    said = form.cleaned_data
    names = said["names"].splitlines()
    services.invite(held, names, said["language"], by=request.user, on=_today())


def _close(request: StaffRequest, held: Statement, _form: Any) -> None:
    found = get_object_or_404(held.invitations, pk=request.POST.get("one", "0"))
    services.close_invitation(found, by=request.user)


def _joining(request: StaffRequest, held: Statement) -> tuple[Joining, Organisation | None]:
    """What came by an invitation, and the organisation that it is: surely, or as somebody said."""
    for joining, like in queries.joinings_waiting(held):
        if joining.public_id == request.POST.get("one"):
            is_same = like is not None and (like[1] or "same" in request.POST)
            return joining, like[0] if like and is_same else None
    raise Http404


def _take_over(request: StaffRequest, held: Statement, _form: Any) -> None:
    joining, same = _joining(request, held)
    services.take_over(joining, same, by=request.user)


_DOING: dict[str, Callable[[StaffRequest, Statement, Any], object]] = {
    "change": lambda request, held, form: services.describe_statement(
        held, form.cleaned_data, by=request.user
    ),
    "write": _write,
    "sign": lambda request, held, form: services.add_signatory(
        held, form.cleaned_data, by=request.user
    ),
    "same": _same,
    "withdraw_one": lambda request, held, _form: services.withdraw_signatory(
        _one(request, held), by=request.user, on=_today()
    ),
    "invite": _invite,
    "close": _close,
    "take_over": _take_over,
    "set_aside": lambda request, held, _form: services.set_aside(
        _joining(request, held)[0], by=request.user
    ),
    "open": lambda request, held, _form: services.let_through(
        held, "open", by=request.user, on=_today()
    ),
    "issue": lambda request, held, _form: services.let_through(
        held, "issued", by=request.user, on=_today()
    ),
    "update": lambda request, held, form: services.add_update(
        held, form.cleaned_data["text"], by=request.user, on=_today()
    ),
    "withdraw": lambda request, held, form: services.withdraw_statement(
        held, form.cleaned_data["text"], by=request.user, now=timezone.now()
    ),
}
