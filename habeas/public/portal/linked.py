"""What search engines and link previews read: schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from habeas.core.documents import PersonDocument
from habeas.public.portal.edition import settings, shown


def script(values: Mapping[str, Any]) -> Markup:
    """JSON-LD for a page. It is data: no browser runs it, and no text can end the element."""
    text = json.dumps({"@context": "https://schema.org", **values}, ensure_ascii=False)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704


def person(document: PersonDocument, *, name: str, language: str, summary: str) -> Markup:
    """The page of a case: it is about a person, and nothing is said that the page does not say."""
    root = settings.HABEAS_PORTAL_URL
    url = f"{root}/{language}/people/{document.slug}/"
    others = [one.text for one in document.names if one.text != name]
    born = [one.date for one in document.attributes if one.kind == "birth" and one.date]
    about = {
        "@type": "Person",
        "@id": f"{root}/people/{document.slug}",
        "name": name,
        "alternateName": others,
        **({"birthDate": born[0]} if born and _is_iso(born[0]) else {}),
    }
    return script(
        {
            "@type": "ProfilePage",
            "url": url,
            "inLanguage": language,
            "description": summary,
            "mainEntity": about,
            "publisher": {"@type": "Organization", "name": settings.HABEAS_PORTAL_NAME},
        }
    )


def site(language: str) -> Markup:
    """The first page: whose site it is, and how it is searched."""
    root = f"{settings.HABEAS_PORTAL_URL}/{language}/"
    return script(
        {
            "@type": "WebSite",
            "url": root,
            "name": settings.HABEAS_PORTAL_NAME,
            "inLanguage": language,
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{root}search/?q={{q}}",
                "query-input": "required name=q",
            },
        }
    )


def dataset(language: str) -> Markup:
    """The data to take away, for search engines of data sets."""
    root, current = settings.HABEAS_PORTAL_URL, shown().current()
    forms = {"csv": "text/csv", "jsonl": "application/jsonl"}
    return script(
        {
            "@type": "Dataset",
            "name": settings.HABEAS_PORTAL_NAME,
            "description": "Case files of people in custody, each statement with its sources.",
            "url": f"{root}/{language}/data/",
            "license": settings.HABEAS_DATA_LICENCE,
            "version": str(current.number) if current else "0",
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": kind,
                    "contentUrl": f"{root}/data/people.{form}",
                }
                for form, kind in forms.items()
            ],
        }
    )


def _is_iso(edtf: str) -> bool:
    return len(edtf) in (4, 7, 10) and edtf.replace("-", "").isdecimal()
