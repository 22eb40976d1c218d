"""The public data to take away: tables, documents, entities; never more than the edition holds.

`tables` flattens documents into rows, `money` makes FollowTheMoney entities of
them, `package` describes the tables (Frictionless), `files` writes folders.
"""
