"""The case file: what sources claim, and what the organisation finds.

A **claim** is what one source asserts; a **finding** is what we hold, resting
on claims by **citations** that support or contradict it. Findings are names,
attributes and events. An event involves persons and organisations in roles and
belongs to a **case**. Status, custody and day counts are never stored: they
follow from events (`habeas.core.custody`). Builds on sources; the door
(`desk.publishing`) reads from here.
"""
