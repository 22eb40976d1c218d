"""Lists of signatories: invented bodies of invented and real countries."""

from __future__ import annotations

import pytest

from habeas.reading.signatories import SignatoryList, read_signatories

NESTED = """Free Rudolf Rassendyll now

Eleven civil society organisations ask the court in Strelsau to let Rudolf Rassendyll go.
He has been held since May, and nobody has told his family why.

His trial begins on Monday. We shall be there.

Zenda Press Club

House of Rights Strelsau (on behalf of):

  • Ruritanian Law Society
  • Mothers of Hentzau (MoH)
  • B.e.L.L.
  • House of Rights Hofbau (on behalf of the following groups):
  • Hofbau Youth Forum
  • Association of Readers, named after F. Elphberg

The Tarlenheim Foundation (Norway)

Lantern Network, Tallinn, Estonia

Watch Group "Dawn" (Kyiv, Ukraine)

Read also:

Prison visits in Zenda
"""


def found_in(text: str) -> SignatoryList:
    found = read_signatories(text)
    assert found is not None
    return found


def test_members_stand_under_the_umbrella_through_which_they_sign() -> None:
    found = found_in(NESTED)

    under = [(signatory.name, signatory.heading) for signatory in found.signatories]
    assert under == [
        ("Zenda Press Club", None),
        ("Ruritanian Law Society", 0),
        ("Mothers of Hentzau (MoH)", 0),
        ("B.e.L.L.", 0),
        ("Hofbau Youth Forum", 1),
        ("Association of Readers, named after F. Elphberg", 1),
        ("The Tarlenheim Foundation", None),
        ("Lantern Network, Tallinn", None),
        ('Watch Group "Dawn"', None),
    ]
    assert [heading.name for heading in found.headings] == [
        "House of Rights Strelsau",
        "House of Rights Hofbau",
    ]


def test_a_country_is_taken_from_brackets_and_from_behind_a_comma() -> None:
    countries = {s.name: s.country for s in found_in(NESTED).signatories}

    assert countries["The Tarlenheim Foundation"] == "NO"
    assert countries["Lantern Network, Tallinn"] == "EE"
    assert countries['Watch Group "Dawn"'] == "UA"
    assert countries["Mothers of Hentzau (MoH)"] is None


def test_the_claimed_count_and_the_list_are_compared_in_words() -> None:
    found = found_in(NESTED)

    assert found.claimed is not None
    assert found.claimed.value == 11
    assert NESTED[found.claimed.start : found.claimed.end].endswith("organisations")
    assert (found.listed, found.lines, len(found.headings)) == (9, 11, 2)
    assert found.difference == "11 claimed, 9 listed (11 lines, 2 of them headings)"


def test_every_line_is_found_again_in_the_text() -> None:
    found = found_in(NESTED)

    places = [(s.name, s.start, s.end) for s in found.signatories]
    places += [(h.name, h.start, h.end) for h in found.headings]
    for name, start, end in places:
        assert NESTED[start:end].startswith(name)
        assert "\n" not in NESTED[start:end]


def test_countries_and_people_may_head_the_list() -> None:
    text = (
        "We ask for mercy.\n\nSIGNATORIES\n\nPoland\n1. Dawn\n2. League of Readers\n\n"
        "Germany:\n3. Freie Feder\n\nII. Individuals\n"
        "Flavia Elphberg, poet, Norway\nIvan Rook (Latvia)\n\n6 signatures in all\n"
    )

    found = found_in(text)

    assert [(s.name, s.country, s.kind, s.role) for s in found.signatories] == [
        ("Dawn", "PL", "organisation", ""),
        ("League of Readers", "PL", "organisation", ""),
        ("Freie Feder", "DE", "organisation", ""),
        ("Flavia Elphberg", "NO", "person", "poet"),
        ("Ivan Rook", "LV", "person", ""),
    ]
    assert [heading.kind for heading in found.headings] == ["country", "country", "section"]
    assert found.difference == "6 claimed, 5 listed (8 lines, 3 of them headings)"


@pytest.mark.parametrize(
    ("opener", "others", "difference"),
    [
        ("Signed by 4 organisations:", "", ""),
        ("Signed by 9 organisations, among them:", "", ""),
        ("Signed by more than 3 groups:", "", ""),
        ("Signed by at least 5 groups:", "", "at least 5 claimed, 4 listed"),
        ("Signed by 9 organisations:", "… and 5 others", ""),
        ("Signed by 9 organisations:", "and 3 more", "9 claimed, 4 listed and 3 not named"),
        ("Signed by about 4 groups:", "", ""),
        ("Signed by about 9 groups:", "", "about 9 claimed, 4 listed"),
        ("Signed:", "", ""),
    ],
)
def test_a_count_agrees_or_the_difference_is_said(
    opener: str, others: str, difference: str
) -> None:
    names = "Dawn Network\nZenda Press Club\nHofbau Youth Forum\nMothers of Hentzau\n"

    assert (
        found_in(f"In 2019 he was taken.\n\n{opener}\n{names}{others}\n").difference == difference
    )


@pytest.mark.parametrize(
    ("text", "names", "claimed"),
    [
        (
            "Пять организаций требуют свободы.\n\nПодписали:\n— Центр «Рассвет» (Польша)\n"
            "— Фонд Эльфберга\n— Союз читателей Зенды\n— Ада Рук, адвокат\n",
            ["Центр «Рассвет»", "Фонд Эльфберга", "Союз читателей Зенды", "Ада Рук"],
            5,
        ),
        (
            "Заяву 4 арганізацый перадалі суду.\n\nПадпісанты\n\nЦэнтр «Світанак» (Літва)\n"
            "Таварыства чытачоў\nСаюз друку Зенды\nХельсінкская група Хофбаў\n",
            [
                "Цэнтр «Світанак»",
                "Таварыства чытачоў",
                "Саюз друку Зенды",
                "Хельсінкская група Хофбаў",
            ],
            4,
        ),
        (
            "We plead.\nSigned by: Dawn; Zenda Press Club (Norway); Hofbau Forum; Ivan Rook.\n",
            ["Dawn", "Zenda Press Club", "Hofbau Forum", "Ivan Rook"],
            None,
        ),
    ],
)
def test_lists_are_read_in_three_languages_and_on_one_line(
    text: str, names: list[str], claimed: int | None
) -> None:
    found = found_in(text)

    assert [signatory.name for signatory in found.signatories] == names
    assert (found.claimed.value if found.claimed else None) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Home\nAbout us\nNews\nContact\nDonate\n\nRudolf Rassendyll was arrested on Monday.\n",
        "We demand:\n1. Free Rudolf Rassendyll and drop the case against the Press Club.\n"
        "2. Let the Law Society visit the prison of Zenda every week.\n"
        "3. Pay the family what the court of Strelsau awarded.\n"
        "4. Punish those who beat people at the House of Rights.\n",
        "He met the Zenda Press Club, the Hofbau Forum and two friends.\n" * 6,
    ],
)
def test_menus_demands_and_prose_are_no_lists(text: str) -> None:
    assert read_signatories(text) is None


def test_one_line_of_a_megabyte_and_broken_letters_do_no_harm() -> None:
    assert read_signatories("Центр � groups 12 " * 60_000) is None
    assert read_signatories("x" * 1_000_000) is None
