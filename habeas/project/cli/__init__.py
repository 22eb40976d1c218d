"""The `habeas` command. docs/reference/commands.md describes every part of it."""

from habeas.project.cli.main import main

__all__ = ["main"]
