"""Wiring: settings per side, addresses, and the `habeas` command."""
