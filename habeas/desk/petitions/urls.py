"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.petitions import views

urlpatterns = [
    path("petitions/", views.petitions, name="petitions"),
    path("petitions/begin/", views.begin, name="begin_petition"),
    path("petitions/<slug:petition_id>/", views.petition, name="petition"),
]
