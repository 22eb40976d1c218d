from habeas.desk.casefiles.models.claim import Claim
from habeas.desk.casefiles.models.event import Event, Involvement
from habeas.desk.casefiles.models.finding import Attribute, Citation, Finding, Name
from habeas.desk.casefiles.models.person import Case, Organisation, Person

__all__ = [
    "Attribute",
    "Case",
    "Citation",
    "Claim",
    "Event",
    "Finding",
    "Involvement",
    "Name",
    "Organisation",
    "Person",
]
