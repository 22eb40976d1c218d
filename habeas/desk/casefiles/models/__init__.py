from habeas.desk.casefiles.models.choice import Choice
from habeas.desk.casefiles.models.claim import Claim
from habeas.desk.casefiles.models.consent import Consent
from habeas.desk.casefiles.models.editing import Editing
from habeas.desk.casefiles.models.event import Event, Involvement
from habeas.desk.casefiles.models.finding import Attribute, Citation, Finding, Name, NameWord
from habeas.desk.casefiles.models.identity import KeptApart, Merge
from habeas.desk.casefiles.models.person import Case, Organisation, Person
from habeas.desk.casefiles.models.place import Place, PlaceAddress, PlaceName
from habeas.desk.casefiles.models.search import SavedSearch
from habeas.desk.casefiles.models.version import Version

__all__ = [
    "Attribute",
    "Case",
    "Choice",
    "Citation",
    "Claim",
    "Consent",
    "Editing",
    "Event",
    "Finding",
    "Involvement",
    "KeptApart",
    "Merge",
    "Name",
    "NameWord",
    "Organisation",
    "Person",
    "Place",
    "PlaceAddress",
    "PlaceName",
    "SavedSearch",
    "Version",
]
