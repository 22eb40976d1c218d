"""Reading: a text in, claims out. Plain Python, language packs as data.

Document → Passage → Mention → Proposal → Claim. `read` gives the claims of a
text, `passages` its blocks; `habeas.reading.evaluate` measures both. Nothing
here knows a database, fetches anything or decides what is so.
"""

from habeas.reading.claims import Claim, Quantity
from habeas.reading.documents import Passage, passages
from habeas.reading.reader import read
from habeas.reading.spans import sentence_spans

__all__ = ["Claim", "Passage", "Quantity", "passages", "read", "sentence_spans"]
