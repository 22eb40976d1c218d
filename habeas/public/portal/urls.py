from django.urls import path, re_path

from habeas.public.portal import (
    api,
    calendars,
    embeds,
    organisations,
    people,
    places,
    responses,
    sitemaps,
    views,
)

LANGUAGE = "<str:language>"

urlpatterns = [
    path("", views.choose),
    path("healthz", views.healthz),
    path("sitemap.xml", sitemaps.sitemap),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part),
    path("robots.txt", sitemaps.robots),
    path(".well-known/security.txt", views.security_txt),
    path("static/<str:digest>/<path:name>", views.asset),
    path("api/v1/openapi.json", api.openapi),
    path("api/v1/people", api.people),
    path("api/v1/sources", api.sources),
    path("api/v1/events", api.events),
    path("api/v1/editions", api.editions),
    re_path(r"^api/v1/(?P<kind>people|sources|events)/(?P<key>[\w-]+)$", api.document),
    re_path(r"^calendar/(?P<kind>[a-z]+)-(?P<language>\w+)\.ics$", calendars.calendar),
    path("oembed", embeds.oembed),
    path(f"embed/{LANGUAGE}/held/", embeds.counter, {"form": "frame"}),
    re_path(r"^embed/(?P<language>\w+)/held\.(?P<form>svg|json)$", embeds.counter),
    path(f"embed/{LANGUAGE}/people/<slug:slug>/", embeds.person, {"form": "frame"}),
    re_path(
        r"^embed/(?P<language>\w+)/people/(?P<slug>[\w-]+)\.(?P<form>svg|json)$", embeds.person
    ),
    path("feeds/changes-<str:language>.atom", views.changes_feed),
    path("feeds/people-<str:language>.atom", people.people_feed),
    path(f"{LANGUAGE}/", views.home),
    path(f"{LANGUAGE}/people/", people.people),
    re_path(r"^(?P<language>\w+)/people\.(?P<form>csv|json)$", people.download),
    path(f"{LANGUAGE}/people/<slug:slug>/", views.person),
    path(f"{LANGUAGE}/sources/<slug:id>/", views.source),
    path("feeds/international-<str:language>.atom", responses.responses_feed),
    path(f"{LANGUAGE}/international/", responses.international),
    re_path(r"^(?P<language>\w+)/international\.(?P<form>csv|json)$", responses.download),
    path(f"{LANGUAGE}/organisations/", organisations.organisations),
    path(f"{LANGUAGE}/organisations/<slug:slug>/", organisations.organisation),
    path(f"{LANGUAGE}/places/", places.places),
    path(f"{LANGUAGE}/places/<slug:slug>/", places.place),
    path(f"{LANGUAGE}/search/", views.search),
    path(f"{LANGUAGE}/changes/", views.changes),
    path(f"{LANGUAGE}/about/", views.about),
    path(f"{LANGUAGE}/tell/", views.tell),
]
