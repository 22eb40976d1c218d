"""Settings of the private side: the desk, its commands and its tests.

Every value comes from the environment; docs/reference/settings.md lists them.
"""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from habeas.core.vault import VaultIsLocked
from habeas.project import env
from habeas.project.home import Home

HOME = Home(env.path("HABEAS_HOME", default="var"))

# The key that seals the desk's store and the original bytes.
try:
    VAULT = HOME.vault(
        key=env.secret("HABEAS_VAULT_KEY"),
        passphrase=env.secret("HABEAS_VAULT_PASSPHRASE"),
    )
except VaultIsLocked as problem:
    raise ImproperlyConfigured(str(problem)) from None
SECRET_KEY = env.secret("HABEAS_DESK_SECRET") or HOME.desk_secret()
ALLOWED_HOSTS = env.words("HABEAS_DESK_HOSTS", default="localhost,127.0.0.1,[::1]")
DEBUG = False
HABEAS_MAX_FILE_BYTES = env.integer("HABEAS_MAX_FILE_MIB", default=50, least=1) * 1024 * 1024
# Where the portal keeps what the public sends: a file, or a PostgreSQL that both can reach.
HABEAS_INTAKE = env.store("HABEAS_INTAKE", default=HOME.intake)
# For how many days a receipt code leads to its answer.
HABEAS_TELLING_DAYS = env.integer("HABEAS_TELLING_DAYS", default=90, least=1)
HABEAS_PORTAL_URL = env.text("HABEAS_PORTAL_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "habeas.desk.accounts",
    "habeas.desk.sources",
    "habeas.desk.casefiles",
    "habeas.desk.advocacy",
    "habeas.desk.actions",
    "habeas.desk.petitions",
    "habeas.desk.statements",
    "habeas.desk.newsroom",
    "habeas.desk.actions.letters",
    "habeas.desk.imports",
    "habeas.desk.tellings",
    "habeas.desk.publishing",
    "habeas.desk.house",
    "wagtail_localize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "habeas.desk.accounts.entering.second_factor_required",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ROOT_URLCONF = "habeas.project.desk_urls"
WSGI_APPLICATION = "habeas.project.desk_wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "habeas.desk.store",
        "NAME": HOME.desk,
        "OPTIONS": {
            "key": VAULT.subkey("desk.sqlite3", 48),
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}
# Attempts to log in are counted in the store: for all processes, and through a restart.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Who reads lists of people: a module that fulfils `desk.imports.ports.Lists`.
HABEAS_LISTS = "habeas.exchange.people"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
# Staff need a second factor; the demo, which holds nothing secret, is let off by `habeas demo`.
HABEAS_SECOND_FACTOR = env.flag("HABEAS_SECOND_FACTOR", default=True)
ACCOUNT_ADAPTER = "habeas.desk.accounts.entering.AccountAdapter"
ACCOUNT_FORMS = {"login": "habeas.desk.accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}
MFA_ADAPTER = "habeas.desk.accounts.entering.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Habeas"
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("be", "Беларуская"), ("ru", "Русский")]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

STORAGES = {
    "default": {"BACKEND": "habeas.desk.newsroom.storage.SealedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_URL = "/desk/pictures/file/"

WAGTAIL_SITE_NAME = "Habeas"
WAGTAILADMIN_BASE_URL = env.text("HABEAS_DESK_URL", default="http://127.0.0.1:8001")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# A translation is a draft until somebody has translated it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

HABEAS_MAIL_FROM = env.text("HABEAS_MAIL_FROM", default="habeas@localhost")
EMAIL_HOST = env.text("HABEAS_MAIL_HOST", default="localhost")
EMAIL_PORT = env.integer("HABEAS_MAIL_PORT", default=25, least=1)
EMAIL_HOST_USER = env.text("HABEAS_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.secret("HABEAS_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("HABEAS_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 20

SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
# Not "no-referrer": with it browsers send "Origin: null", and no form would pass the CSRF check.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
HABEAS_DESK_TLS = env.flag("HABEAS_DESK_TLS", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HABEAS_DESK_TLS  # a browser allows it on localhost only
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HABEAS_DESK_TLS

# What was read from the environment, for the page that shows it.
HABEAS_READ = env.READ

LOCALE_PATHS = [Path(__file__).parent.parent / "desk" / "locale"]
