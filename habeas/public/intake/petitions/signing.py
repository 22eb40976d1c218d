"""What a signer sends, before it is sealed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from habeas.core.documents import PetitionDocument, Recipient
from habeas.public.intake.petitions.addresses import cleaned

LONGEST_NAME, LONGEST_COMMENT = 100, 500
NOT_SAID = "ZZ"  # a country that the signer does not name
_LINK = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|net|org|ru|info|xyz|top|site|online)\b", re.I)
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, repr=False)
class Signing:
    """The fields of the form. `consents` holds the slugs of the recipients agreed to."""

    name: str
    email: str
    country: str
    comment: str = ""
    public_name: bool = False
    consents: frozenset[str] = field(default_factory=frozenset)

    def problems(self, petition: PetitionDocument) -> list[str]:
        """Codes of what is wrong; empty when it can be taken in."""
        found = []
        if not any(letter.isalpha() for letter in self.name) or len(self.name) > LONGEST_NAME:
            found.append("name")
        elif _LINK.search(self.name) or "@" in self.name:
            found.append("name_is_link")
        try:
            cleaned(self.email)
        except ValueError:
            found.append("email")
        if not _COUNTRY.fullmatch(self.country):
            found.append("country")
        if len(self.comment) > LONGEST_COMMENT or _LINK.search(self.comment):
            found.append("comment")
        if petition.recipients[0].slug not in self.consents:
            found.append("consent")
        return found

    def packed(self, petition: PetitionDocument, language: str, *, at: datetime) -> bytes:
        """As it is sealed, with the words signed and agreed to. Padded to whole kilobytes."""
        text = petition.text(language)
        fields: Mapping[str, object] = {
            "petition": petition.slug,
            "version": petition.versions[-1].number,
            "text_language": text.language,
            "text_sha256": text.sha256,
            "name": self.name.strip(),
            "email": cleaned(self.email),
            "country": self.country,
            "comment": self.comment.strip(),
            "public_name": self.public_name,
            "language": language,
            "signed_on": at.date().isoformat(),
            "consents": {
                one.slug: hashlib.sha256(consent_text(one, language).encode()).hexdigest()
                for one in agreed(self, petition)
            },
        }
        body = json.dumps(fields, ensure_ascii=False).encode()
        return body + b" " * (-len(body) % 1024)


def agreed(signing: Signing, petition: PetitionDocument) -> list[Recipient]:
    return [one for one in petition.recipients if one.slug in signing.consents]


def consent_text(recipient: Recipient, language: str) -> str:
    """What is agreed to, in the reader's language or else the first that there is."""
    texts = recipient.consent
    return texts.get(language) or next(iter(texts.values()), "")
