"""Our own screens, under the address of the desk."""

from django.urls import path

from habeas.desk.casefiles.views import collecting, people, reviewing

CLAIM = "review/<slug:source_id>/<slug:claim_id>/"

urlpatterns = [
    path("collect/", collecting.collect, name="collect"),
    path("collect/<slug:source_id>/read/", collecting.read, name="read_source"),
    path("review/", reviewing.next_source, name="review"),
    path("review/<slug:source_id>/", reviewing.source, name="review_source"),
    path(CLAIM, reviewing.claim, name="review_claim"),
    path(f"{CLAIM}accept/", reviewing.accept, name="accept_claim"),
    path(f"{CLAIM}file/", reviewing.file_under, name="file_claim"),
    path(f"{CLAIM}reject/", reviewing.reject, name="reject_claim"),
    path(f"{CLAIM}reopen/", reviewing.reopen, name="reopen_claim"),
    path(f"{CLAIM}correct/", reviewing.correct, name="correct_claim"),
    path("people/<slug:slug>/", people.case_file, name="case_file"),
    path("findings/<slug:finding_id>/sensitivity/", people.sensitivity, name="set_sensitivity"),
]
