"""Names of people across scripts: comparison, keys and romanisation.

`same_person_name` judges two spellings: given names by a list of names that are one in several
languages, family names by how they sound (`sounds`) without gender and case (`families`),
fathers' names by whose child they name. A *skeleton* is a key under which spellings of one name
lie together; it finds candidates. `lists` compares whole lists.
"""

from habeas.core.names.aliases import AliasBook
from habeas.core.names.compare import Match, Verdict, same_person_name, skeleton, word_key
from habeas.core.names.lists import Entry, Pair, match_lists
from habeas.core.names.scripts import (
    PersonName,
    guess_language,
    script_of,
    slugify,
    transliterate,
)

__all__ = [
    "AliasBook",
    "Entry",
    "Match",
    "Pair",
    "PersonName",
    "Verdict",
    "guess_language",
    "match_lists",
    "same_person_name",
    "script_of",
    "skeleton",
    "slugify",
    "transliterate",
    "word_key",
]
