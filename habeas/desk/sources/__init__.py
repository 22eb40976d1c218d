"""Who or what told us, and the preserved copies of it.

A **source** is a page, paper, letter or interview. A **capture** is one copy of
it: the original bytes under their SHA-256 and the text taken from them, in
numbered **passages**. Case files build on this app; it knows nothing of them.
"""
