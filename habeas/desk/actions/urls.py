"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.actions import views

urlpatterns = [
    path("actions/", views.appeals, name="appeals"),
    path("actions/embassies/", views.embassies, name="embassies"),
    path("actions/new/<slug:case_id>/<slug:person_slug>/", views.begin, name="begin_appeal"),
    path("actions/<slug:appeal_id>/", views.appeal, name="appeal"),
]
