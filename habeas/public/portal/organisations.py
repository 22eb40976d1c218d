"""Bodies: who belongs to them, what they did to people, what they did for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from habeas import vocabulary
from habeas.public.portal import memory, present
from habeas.public.portal.edition import shown
from habeas.public.portal.memory import remembered
from habeas.public.portal.page import known_language, render
from habeas.public.portal.responses import lines

MOST = 200


@dataclass(frozen=True)
class Body:
    """A body with how many people belong to it, on how many it acted, and its responses."""

    slug: str
    name: str
    members: int
    acted_on: int
    responses: int


def bodies(language: str) -> list[Body]:
    """Every body that a public document names, by name."""
    found = (body(slug, language) for slug in slugs())
    return sorted(found, key=lambda one: one.name.casefold())


def slugs() -> list[str]:
    people, responses = shown().index(), shown().response_index()
    known = (*people.codes("organisation"), *people.codes("body"), *responses.codes("body"))
    return sorted(set(known))


def body(slug: str, language: str) -> Body:
    """A body by its slug; one that nobody names has nothing but zeros."""
    people, responses = shown().index(), shown().response_index()
    words = (
        people.words.get(("organisation", slug))
        or responses.words.get(("body", slug))
        or people.words.get(("body", slug), slug)
    )
    return Body(
        slug,
        vocabulary.body_label(words, language),
        people.members("organisation", [slug]).bit_count(),
        people.members("body", [slug]).bit_count(),
        responses.members("body", [slug]).bit_count(),
    )


@remembered
def organisations(request: HttpRequest, language: str) -> HttpResponse:
    found = bodies(known_language(language))
    return render("organisations.html", language, request, bodies=found)


@remembered
def organisation(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    found = body(slug, known_language(language))
    if not (found.members or found.acted_on or found.responses):
        raise Http404
    members, acted_on = (_people(facet, slug) for facet in ("organisation", "body"))
    first = present.first_day([*members, *acted_on], on=memory.today())
    return render(
        "organisation.html",
        language,
        request,
        body=found,
        members=_listed(members, language, first),
        acted_on=_listed(acted_on, language, first),
        responses=lines(shown().responses({"body": slug}, limit=MOST).items, language),
        first=first,
    )


def _people(facet: str, slug: str) -> list[dict[str, Any]]:
    return shown().people({facet: slug}, limit=MOST).items


def _listed(summaries: Collection[dict[str, Any]], language: str, first: Any) -> list[Any]:
    return [present.listed(one, language, on=memory.today(), first=first) for one in summaries]
