"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.imports import views

urlpatterns = [
    path("import/", views.start, name="import"),
    path("import/runs/<slug:run_id>/", views.run, name="import_run"),
    path("import/runs/<slug:run_id>/go/", views.go_on, name="import_go"),
    path("import/lists/<slug:list_id>/", views.rows, name="import_rows"),
    path("import/lists/<slug:list_id>/open/", views.open_all, name="import_open_all"),
    path("import/rows/<slug:row_id>/", views.decide, name="import_decide"),
]
