from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from habeas.desk.casefiles.models import Citation, Event, Finding, Person
from habeas.desk.casefiles.services import accept_claim
from habeas.desk.casefiles.tests.makers import editor as anna
from habeas.desk.casefiles.tests.makers import make_claim
from habeas.desk.sources.models import Sensitivity
from habeas.desk.tests.makers import reader as make_reader

pytestmark = pytest.mark.django_db

PAGE = "/desk/people/rudolf-rassendyll/"


def hold(type: str, **fields: Any) -> Finding:
    finding = accept_claim(make_claim(type, **fields), by=anna()).finding
    assert finding is not None
    return finding


def section(page: str, name: str) -> str:
    start = page.index(f'aria-labelledby="{name}"')
    return page[start : page.index("</section>", start)]


def test_the_ledger_counts_the_days_and_names_its_events(editor: Client) -> None:
    arrest = hold("arrest", date="2021-05-04")
    hold("release", date="2021-08-12")

    page = editor.get(PAGE).content.decode()

    assert "<strong>Released</strong>" in page
    assert "100 days in custody" in page
    assert f'href="#finding-{arrest.public_id}"' in section(page, "ledger")
    assert '<rect class="surely"' in page


def test_partial_dates_give_a_range(editor: Client) -> None:
    hold("arrest", date="2021-05")
    hold("release", date="2021-08-12")

    page = editor.get(PAGE).content.decode()

    assert "between 73 and 103 days in custody" in page


def test_a_warning_leads_to_the_records_it_is_about(editor: Client) -> None:
    arrest = hold("arrest")

    page = editor.get(PAGE).content.decode()

    assert f'href="#finding-{arrest.public_id}"' in section(page, "warnings")
    assert f'id="finding-{arrest.public_id}"' in page


def test_names_stand_in_every_script(editor: Client) -> None:
    hold("arrest", date="2021-05-04", persons=["Ivan Karavai"])
    hold("arrest", date="2021-05-04", persons=["Іван Каравай"], language="be")

    page = editor.get("/desk/people/ivan-karavai/").content.decode()

    assert '<p class="other-names"><span lang="be">Іван Каравай</span></p>' in page


def test_sources_that_disagree_stand_side_by_side(editor: Client) -> None:
    event = hold("arrest", date="2021-05-04")
    assert isinstance(event, Finding)
    against = make_claim("arrest", date="2021-08-04", quote="seized in August")
    into = Event.objects.get()
    accept_claim(against, by=anna(), into=into, bearing=Citation.Bearing.CONTRADICTS)

    disputed = section(editor.get(PAGE).content.decode(), "contradictions")

    assert disputed.count("<q ") == 2
    assert "seized in August" in disputed
    assert "says otherwise, date: 2021-08-04" in disputed


def test_without_disagreement_there_is_no_such_section(editor: Client) -> None:
    hold("arrest", date="2021-05-04")

    assert 'id="contradictions"' not in editor.get(PAGE).content.decode()


def test_what_is_kept_back_is_told_with_its_reason(editor: Client) -> None:
    hold("arrest", date="2021-05-04")
    secret = hold("meeting", date="2021-06-04", sensitivity=Sensitivity.INTERNAL)

    public = section(editor.get(PAGE).content.decode(), "public")

    kept = re.search(rf'#finding-{secret.public_id}">.*?</li>', public, re.DOTALL)
    assert kept is not None
    assert "internal" in kept[0]
    assert "no accepted claim from a public source supports it" in kept[0]


def test_an_editor_decides_who_may_know(editor: Client) -> None:
    finding = hold("arrest", date="2021-05-04")

    answer = editor.post(
        f"/desk/findings/{finding.public_id}/sensitivity/",
        {"sensitivity": "restricted", "basis": "the family asked", "next": PAGE},
    )

    assert answer["Location"] == f"{PAGE}#finding-{finding.public_id}"
    finding.refresh_from_db()
    assert (finding.sensitivity, finding.basis) == ("restricted", "the family asked")


def test_nothing_becomes_public_without_a_basis(editor: Client) -> None:
    finding = hold("arrest", sensitivity=Sensitivity.INTERNAL)

    answer = editor.post(
        f"/desk/findings/{finding.public_id}/sensitivity/",
        {"sensitivity": "public", "basis": " "},
        follow=True,
    )

    finding.refresh_from_db()
    assert finding.sensitivity == "internal"
    assert "Say on what basis" in answer.content.decode()


def test_the_way_back_never_leads_to_another_host(editor: Client) -> None:
    finding = hold("arrest", date="2021-05-04")

    answer = editor.post(
        f"/desk/findings/{finding.public_id}/sensitivity/",
        {"sensitivity": "internal", "next": "https://elsewhere.example/"},
    )

    assert answer["Location"] == "/desk/"


def test_one_who_may_look_cannot_decide() -> None:
    finding = hold("arrest", date="2021-05-04")
    client = Client()
    client.force_login(make_reader("casefiles.view_person", "casefiles.view_event"))

    page = client.get(PAGE).content.decode()
    answer = client.post(
        f"/desk/findings/{finding.public_id}/sensitivity/", {"sensitivity": "restricted"}
    )

    assert 'method="post"' not in page[page.index('<div class="desk') :]
    assert answer.status_code == 404
    finding.refresh_from_db()
    assert finding.sensitivity == "public"


def test_a_person_unknown_and_a_person_forbidden_look_alike(reader: Client) -> None:
    hold("arrest", date="2021-05-04")

    assert reader.get(PAGE).status_code == 404
    assert reader.get("/desk/people/nobody/").status_code == 404


def test_people_are_found_across_scripts(editor: Client) -> None:
    hold("arrest", date="2021-05-04", persons=["Іван Каравай"], language="be")
    hold("arrest", date="2021-05-04", persons=["Rudolf Rassendyll"])

    page = editor.get("/desk/people/?q=Karavai").content.decode()

    assert "Іван Каравай" in page
    assert "Rudolf Rassendyll" not in page


def test_a_note_is_kept_by_the_service_and_stands_in_the_history(editor: Client) -> None:
    hold("arrest", date="2021-05-04")
    person = Person.objects.get()

    editor.post(f"/desk/people/edit/{person.pk}/", {"language": "en", "note": "Call the aunt"})

    person.refresh_from_db()
    assert (person.language, person.note) == ("en", "Call the aunt")
    assert "anna" in editor.get(f"/desk/people/history/{person.pk}/").content.decode()


def test_the_page_asks_no_more_for_more_events(
    editor: Client, django_assert_max_num_queries: Any
) -> None:
    for day in range(10, 25):
        hold("meeting", date=f"2021-06-{day}", organisations=["The Court"])
    editor.get(PAGE)

    with django_assert_max_num_queries(30):
        editor.get(PAGE)
