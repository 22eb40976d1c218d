"""The house itself: whether its stores and keys are whole, and which settings it runs with.

Terms: *check*, one thing that is looked at and found whole or not. Neighbours: `accounts`,
whose administrators read this; `publishing`, which knows the edition.
"""
