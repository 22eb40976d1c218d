"""Our own screens, under the address of the desk."""

from django.urls import path

from habeas.desk.casefiles.views import (
    bodies,
    collecting,
    editing,
    finding,
    identities,
    inbox,
    people,
    reviewing,
)

CLAIM = "review/<slug:source_id>/<slug:claim_id>/"
FINDING = "findings/<slug:finding_id>/"

urlpatterns = [
    path("collect/", collecting.collect, name="collect"),
    path("collect/<slug:source_id>/read/", collecting.read, name="read_source"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/undo/", inbox.undo, name="inbox_undo"),
    path("inbox/going/", inbox.going, name="inbox_going"),
    path("review/", reviewing.next_source, name="review"),
    path("review/<slug:source_id>/", reviewing.source, name="review_source"),
    path(CLAIM, reviewing.claim, name="review_claim"),
    path(f"{CLAIM}accept/", reviewing.accept, name="accept_claim"),
    path(f"{CLAIM}file/", reviewing.file_under, name="file_claim"),
    path(f"{CLAIM}reject/", reviewing.reject, name="reject_claim"),
    path(f"{CLAIM}reopen/", reviewing.reopen, name="reopen_claim"),
    path(f"{CLAIM}correct/", reviewing.correct, name="correct_claim"),
    path("find/", finding.search, name="find"),
    path("find/keep/", finding.keep, name="keep_search"),
    path("bodies/<slug:public_id>/", bodies.organisation, name="organisation_page"),
    path("places/", bodies.places, name="places"),
    path("places/open/", bodies.open_place, name="open_place"),
    path("places/<slug:slug>/", bodies.place, name="place_page"),
    path("places/<slug:slug>/describe/", bodies.describe_place, name="describe_place"),
    path("duplicates/", identities.pairs, name="duplicates"),
    path("duplicates/<slug:one>/<slug:other>/", identities.decide, name="decide_pair"),
    path("merges/<slug:merge_id>/undo/", identities.undo, name="undo_merge"),
    path("people/<slug:slug>/", people.case_file, name="case_file"),
    path("people/<slug:slug>/events/", editing.add_event, name="add_event"),
    path("people/<slug:slug>/consents/", editing.give_consent, name="give_consent"),
    path("consents/<slug:consent_id>/withdraw/", editing.withdraw_consent, name="withdraw_consent"),
    path("cases/<slug:case_id>/team/", editing.set_team, name="set_team"),
    path("people/<slug:slug>/sensitivity/", editing.sensitivity_of_many, name="set_many"),
    path("people/<slug:slug>/sensitivity/undo/", editing.undo_many, name="undo_many"),
    path(f"{FINDING}sensitivity/", editing.sensitivity, name="set_sensitivity"),
    path(f"{FINDING}revise/", editing.revise, name="revise_event"),
    path(f"{FINDING}settle/", editing.settle, name="settle"),
    path(f"{FINDING}parties/", editing.add_party, name="add_party"),
    path(f"{FINDING}parties/remove/", editing.remove_party, name="remove_party"),
]
