"""The mailer: opens what waits in the outbox with its secret key, and sends it by SMTP.

It runs apart from the portal, on a machine that may hold that key. A mail is sent once or not at
all: when nobody can tell whether the server took it, it is not tried again.
"""
