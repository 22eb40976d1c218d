"""The public process. Its guard comes first: it can then load and open only what is public."""

import os

from habeas.public.portal import guard

guard.refuse_private_code()

os.environ["DJANGO_SETTINGS_MODULE"] = "habeas.project.portal_settings"

from django.core.wsgi import get_wsgi_application  # noqa: E402

_django = get_wsgi_application()

from habeas.public.portal.edition import settings, shown  # noqa: E402
from habeas.public.portal.memory import Memory, today  # noqa: E402

application = Memory(_django, state=lambda: (shown().number(), today()))

guard.refuse_other_databases(settings.HABEAS_EDITION, settings.HABEAS_INTAKE)
