"""Code lists and event types, with labels in every interface language.

The data are YAML files in `data/`; code stores codes and shows labels. A file
that is wrong stops the program with its name, the key and the reason.
Rules that read the text of sources live in `habeas.reading`, not here.
"""

from habeas.vocabulary.details import detail_code, detail_text, details_of, is_well_formed
from habeas.vocabulary.loader import (
    LANGUAGES,
    EventType,
    Named,
    Term,
    TermList,
    VocabularyError,
    event_types,
    list_names,
    term_list,
    terms,
)
from habeas.vocabulary.named import bodies, body_label, place_label, places
from habeas.vocabulary.shapes import Detail

__all__ = [
    "LANGUAGES",
    "Detail",
    "EventType",
    "Named",
    "Term",
    "TermList",
    "VocabularyError",
    "bodies",
    "body_label",
    "detail_code",
    "detail_text",
    "details_of",
    "event_types",
    "is_well_formed",
    "list_names",
    "place_label",
    "places",
    "term_list",
    "terms",
]
