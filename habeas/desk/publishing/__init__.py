"""The door: the one way from the private side to the public one.

It **projects** private records into public documents, compares them with the
current edition, shows a person the difference in plain words and, on approval,
writes a new numbered, signed edition. What the shapes of
`habeas.core.documents` do not name cannot pass; what is kept back is listed
with its reason. The only part of the desk that meets `public.edition`.
"""
