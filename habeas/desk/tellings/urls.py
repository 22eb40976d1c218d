"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.tellings import views

urlpatterns = [
    path("told/", views.tellings, name="tellings"),
    path("told/<slug:telling_id>/", views.telling, name="telling"),
    path("told/file/<slug:capture_id>/", views.file, name="told_file"),
]
