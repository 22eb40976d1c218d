"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.statements import views

urlpatterns = [
    path("statements/", views.statements, name="statements"),
    path("statements/begin/", views.begin, name="begin_statement"),
    path("statements/<slug:statement_id>/", views.statement, name="statement"),
    path("statements/<slug:statement_id>/list/", views.take_list, name="take_list"),
]
