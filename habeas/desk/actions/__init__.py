"""What anybody can do for a person: appeals, with their letters, addressees and updates.

An appeal takes its facts from the case file and passes the door as a document of its own. Its
letter is sent by the visitor's own mail program: nothing passes our server.
"""
