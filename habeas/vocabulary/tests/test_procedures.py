from __future__ import annotations

from pathlib import Path

import pytest

from habeas.core.clocks import Length
from habeas.vocabulary import procedures as module
from habeas.vocabulary.loader import VocabularyError
from habeas.vocabulary.procedures import procedures

ONE = """
x:
  {en: A, be: B, ru: C, body: united_nations, zone: Europe/Zurich, submitters: [ngo],
   steps: {submitted: {en: A, be: B, ru: C}}, %s}
"""


@pytest.mark.parametrize("code", sorted(procedures()))
def test_every_rule_has_a_source_and_every_clock_a_length_that_can_be_read(code: str) -> None:
    procedure = procedures()[code]

    for rule in (*procedure.clocks.values(), *procedure.windows.values(), *procedure.limits):
        assert rule.source
    for clock in procedure.clocks.values():
        assert clock.length is None or Length.parse(clock.length)
    assert "submitted" in procedure.steps


def test_what_was_not_held_against_the_text_is_not_verified() -> None:
    clocks = procedures()["wgad_regular"].clocks

    assert clocks["reply"].is_verified
    assert not clocks["follow_up"].is_verified


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("concerns: [picnic]", "x.concerns: there is no picnic"),
        ("excludes: [y]", "x.excludes: there is no y"),
        (
            "clocks: {c: {en: A, be: B, ru: C, from: sent, until: submitted, party: state, "
            "source: S}}",
            "there is no step sent",
        ),
        ("latest: {after: remedies, length: 4 months, source: S}", "is no period"),
        ("windows: {BY: {closes: 2023-02-08}}", "x.windows.BY.source"),
        ("held: perhaps", "x.held"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_code_and_reason(
    part: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "procedures.yaml"
    file.write_text(ONE % part)
    monkeypatch.setattr(module, "FILE", file)
    module.procedures.cache_clear()

    with pytest.raises(VocabularyError, match=r"procedures\.yaml") as problem:
        procedures()
    assert reason in str(problem.value)
    monkeypatch.undo()
    module.procedures.cache_clear()
