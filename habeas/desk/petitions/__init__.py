"""Petitions at the desk: words that are frozen before they are signed, and who is given what.

Nobody's signature is here: those lie sealed in the intake. What passes the door is the frozen
text, the addressees, the recipients' public keys, and how it went on.
"""
