from django.urls import path, re_path

from habeas.public.portal import api, people, views

LANGUAGE = "<str:language>"

urlpatterns = [
    path("", views.choose),
    path("healthz", views.healthz),
    path("sitemap.xml", views.sitemap),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_txt),
    path("static/<str:digest>/<path:name>", views.asset),
    path("api/v1/openapi.json", api.openapi),
    path("api/v1/people", api.people),
    path("api/v1/sources", api.sources),
    path("api/v1/events", api.events),
    path("api/v1/editions", api.editions),
    re_path(r"^api/v1/(?P<kind>people|sources|events)/(?P<key>[\w-]+)$", api.document),
    path("feeds/people-<str:language>.atom", people.people_feed),
    path(f"{LANGUAGE}/", views.home),
    path(f"{LANGUAGE}/people/", people.people),
    re_path(r"^(?P<language>\w+)/people\.(?P<form>csv|json)$", people.download),
    path(f"{LANGUAGE}/people/<slug:slug>/", views.person),
    path(f"{LANGUAGE}/sources/<slug:id>/", views.source),
    path(f"{LANGUAGE}/search/", views.search),
    path(f"{LANGUAGE}/changes/", views.changes),
    path(f"{LANGUAGE}/about/", views.about),
    path(f"{LANGUAGE}/tell/", views.tell),
]
