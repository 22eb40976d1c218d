"""What there is to try things with, by the real road: collect, read or claim, accept, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from habeas.desk.accounts.models import User
from habeas.desk.accounts.services import make_editor
from habeas.desk.casefiles.models import Claim, Person
from habeas.desk.casefiles.services import accept_all, propose_claims
from habeas.desk.publishing.services import draft_edition, publish_edition
from habeas.desk.sources.models import Capture, Sensitivity
from habeas.desk.sources.services import collect_file
from habeas.project.invented import campaign, loading

USERNAME = "editor"
SEED = 7
EVERY = 100


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


def load_invented(
    people: int, *, seed: int, by: User, say: Callable[[str], None]
) -> Iterator[tuple[int, Person | None]]:
    """Bring in people of a country that does not exist, and publish them with all that is ready.

    Yields the number of each and the person, None for whoever was there already.
    """
    for number, person in loading.invent(people, seed=seed, by=by):
        if number % EVERY == EVERY - 1:
            say(f"{number + 1} invented people")
        yield number, person
    info = publish_edition(draft_edition(), by=by, message="People of an invented country")
    say(f"published edition {info.number}: {info.documents} documents")


def load_invented_once(people: int, *, say: Callable[[str], None]) -> None:
    """Beside the sample case, for the demo; once they are there, nothing happens."""
    if loading.is_loaded():
        return
    by = User.objects.get(username=USERNAME)
    brought = [one for _, one in load_invented(people, seed=SEED, by=by, say=say) if one]
    key = settings.HOME.intake_public.read_text().strip()
    if campaign.begin(brought, key=key, by=by, on=timezone.now().date()):
        info = publish_edition(draft_edition(), by=by, message="A campaign for one of them")
        say(f"published edition {info.number}: {info.documents} documents")


def _demo_login() -> str:
    """The demo login, made once and kept in the home folder for its owner alone."""
    file = settings.HOME.folder / "demo-login"
    if not file.exists():
        _, password = make_editor(USERNAME)
        file.touch(mode=0o600)
        file.write_text(f"{USERNAME} / {password}")
    return file.read_text()
