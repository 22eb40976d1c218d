"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.actions.letters import views

urlpatterns = [
    path("letters/", views.cards, name="letter_cards"),
    path("letters/labels.pdf", views.print_labels, name="letter_labels"),
    path("letters/to/<slug:person_slug>/", views.card, name="letter_card"),
]
