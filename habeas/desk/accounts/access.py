"""Who may open a page. What is forbidden looks like what is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from habeas.desk.accounts.models import User

Rest = ParamSpec("Rest")


class StaffRequest(HttpRequest):
    """A request of somebody who has logged in; Wagtail's frame has seen to that."""

    user: User


View = Callable[Concatenate[StaffRequest, Rest], HttpResponse]


def needs(permission: str) -> Callable[[View[Rest]], View[Rest]]:
    """A view for those with a permission; for all others the page is not there."""

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def checked(
            request: StaffRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return decorate
