"""What visitors tell us, and what we answer.

A **telling** is a conversation with somebody whom we know by nothing but a receipt code, which
we do not know either. What they sent lies in `sources`, restricted. An **answer** is written
here; `habeas inbox` seals it to the key that follows from the code and hands it to the intake.
"""
