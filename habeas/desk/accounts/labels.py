"""Texts of Wagtail's frame that its own Belarusian or Russian lacks; ours fill the gap."""

from django.utils.translation import gettext_noop

FRAME = (
    gettext_noop("Username"),
    gettext_noop("Enter your username"),
    gettext_noop("Forgotten password?"),
    gettext_noop("Remember me"),
    gettext_noop("Help"),
    gettext_noop("Keyboard shortcuts"),
    gettext_noop("All keyboard shortcuts"),
    gettext_noop("Skip to main content"),
    gettext_noop("Sidebar"),
    gettext_noop("Filter by"),
    gettext_noop("Choose another"),
)
