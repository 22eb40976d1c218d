"""The screens of this app, under the address of the desk."""

from django.urls import path

from habeas.desk.advocacy import views

urlpatterns = [
    path("advocacy/", views.board, name="advocacy"),
    path("advocacy/cases/<slug:case_id>/", views.case, name="advocacy_case"),
    path("advocacy/cases/<slug:case_id>/begin/", views.begin, name="begin_proceeding"),
    path("advocacy/proceedings/<slug:proceeding_id>/", views.proceeding, name="proceeding"),
    path("advocacy/drafts/<slug:draft_id>/", views.draft, name="draft"),
    path("advocacy/interventions/<slug:event_id>/", views.intervention, name="intervention"),
]
