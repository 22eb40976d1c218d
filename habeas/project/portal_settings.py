"""Settings of the public side: an edition to show, an intake to add to, nothing else.

There is no database, no session, no key but a public one, and none of the
desk's code. docs/reference/settings.md lists what the environment may say.
"""

from __future__ import annotations

import secrets

from habeas.project import env

HABEAS_EDITION = env.path("HABEAS_EDITION", default="var/edition.sqlite3")
HABEAS_INTAKE = env.store("HABEAS_INTAKE", default="var/intake.sqlite3")
# The organisation's public key (age1…); without it the portal takes no messages.
HABEAS_INTAKE_KEY = env.text("HABEAS_INTAKE_KEY", default="")
HABEAS_PORTAL_URL = env.text("HABEAS_PORTAL_URL", default="http://127.0.0.1:8000").rstrip("/")
HABEAS_PORTAL_NAME = env.text("HABEAS_PORTAL_NAME", default="Habeas")
# Where "leave quickly" leads: a page that nobody is suspected for.
HABEAS_PORTAL_LEAVE = env.text("HABEAS_PORTAL_LEAVE", default="https://www.wikipedia.org/")
HABEAS_DATA_LICENCE = env.text("HABEAS_DATA_LICENCE", default="CC-BY-4.0")
# The portal as an onion service (http://….onion), for those who must not be seen here.
HABEAS_PORTAL_ONION = env.text("HABEAS_PORTAL_ONION", default="").rstrip("/")
# For how many days a receipt code leads to its answer.
HABEAS_TELLING_DAYS = env.integer("HABEAS_TELLING_DAYS", default=90, least=1)
# The public key of whoever sends mail: mails wait sealed to it.
HABEAS_MAILER_KEY = env.text("HABEAS_MAILER_KEY", default="")
# How many proxies stand before the portal and add to X-Forwarded-For.
HABEAS_PORTAL_PROXIES = env.integer("HABEAS_PORTAL_PROXIES", default=0, least=0)
# From how many suspect signatures in ten minutes on a petition's form asks for a proof of work.
HABEAS_PETITION_ATTACK = env.integer("HABEAS_PETITION_ATTACK", default=100, least=0)
HABEAS_SECURITY_CONTACT = env.text("HABEAS_SECURITY_CONTACT", default="")

ALLOWED_HOSTS = env.words("HABEAS_PORTAL_HOSTS", default="localhost,127.0.0.1,[::1]")
# Nothing is signed and no cookie is set, so nobody needs to keep this.
SECRET_KEY = secrets.token_urlsafe(32)
DEBUG = False
INSTALLED_APPS: list[str] = []
MIDDLEWARE = [
    "habeas.public.portal.headers.security_headers",
    "habeas.public.portal.headers.onion_location",
]
ROOT_URLCONF = "habeas.project.portal_urls"
WSGI_APPLICATION = "habeas.project.portal_wsgi.application"
USE_TZ = True
TIME_ZONE = "UTC"
APPEND_SLASH = False
# No form's file is ever written as it came; the one form that takes files seals them.
FILE_UPLOAD_HANDLERS = ["habeas.public.portal.uploads.NoFiles"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# Addresses of readers are kept nowhere: the server writes no access log.
LOGGING_CONFIG = None
