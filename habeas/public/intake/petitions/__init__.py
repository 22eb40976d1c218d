"""Signing a petition: sealed at once, confirmed by mail, counted exactly.

Name, address and comment are sealed to the keys of the organisation and of those partners that
the signer agreed to, before anything is stored. What stays open is a keyed hash of the address,
a country, a language and a state.
"""
