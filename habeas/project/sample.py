"""The sample case, by the real road: collect, read, accept, publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import make_editor
from habeas.desk.casefiles.models import Claim
from habeas.desk.casefiles.services import accept_all, propose_claims
from habeas.desk.publishing.services import draft_edition, publish_edition
from habeas.desk.sources.models import Capture, Sensitivity
from habeas.desk.sources.services import collect_file

USERNAME = "editor"


def load_sample(folder: Path, *, say: Callable[[str], None]) -> str:
    """Load the sample into an empty desk; a desk with sources is left as it is.

    Returns the demo login as text.
    """
    login = _demo_login()
    if Capture.objects.exists():
        say("the desk has sources already; nothing was loaded")
        return login
    editor = User.objects.get(username=USERNAME)
    for file in sorted(folder.glob("*.txt")) + sorted(folder.glob("*.html")):
        found = collect_file(file, by=editor, sensitivity=Sensitivity.PUBLIC)
        propose_claims(found.capture)
        say(f"collected and read {file.name}: {found.capture.claims.count()} claims")
    waiting = Claim.objects.filter(state=Claim.State.PROPOSED).select_related("capture__source")
    results = accept_all(list(waiting.order_by("capture_id", "start", "pk")), by=editor)
    accepted = sum(result.outcome != "skipped" for result in results)
    say(f"accepted {accepted} claims; {len(results) - accepted} wait for you at the desk")
    info = publish_edition(draft_edition(), by=editor, message="The sample case")
    say(f"published edition {info.number}: {info.documents} documents")
    return login


def _demo_login() -> str:
    """The demo login, made once and kept in the home folder for its owner alone."""
    file = settings.HOME.folder / "demo-login"
    if not file.exists():
        _, password = make_editor(USERNAME)
        file.touch(mode=0o600)
        file.write_text(f"{USERNAME} / {password}")
    return file.read_text()
