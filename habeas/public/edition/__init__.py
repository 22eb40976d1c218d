"""Editions: what was deliberately published, numbered, signed, never changed.

One SQLite file holds all of them. A document's bytes are stored once under
their SHA-256; `contents` says from which edition until which a path held it.
So an edition costs what it changes, and rolling back moves one pointer.
`writer` is for the door (`desk.publishing`) alone; everybody else reads
through `store`, which opens the file read-only.
"""
