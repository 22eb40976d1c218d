from __future__ import annotations

import importlib
import os
from keyword import iskeyword

import click

# A command's module is loaded only when the command is called, so that reading
# a file or serving the portal never loads the desk.
COMMANDS = {
    "init": "stores",
    "check": "stores",
    "demo": "serving",
    "serve": "serving",
    "sample": "sample",
    "collect": "collecting",
    "read": "reading",
    "accept": "collecting",
    "import": "importing",
    "inbox": "inbox",
    "match": "matching",
    "ledger": "ledger",
    "publish": "publishing",
    "edition": "publishing",
    "news": "news",
    "export": "exporting",
    "pack": "pack",
    "user": "user",
    "mail": "mail",
    "petitions": "petitions",
    "supporters": "supporters",
    "remind": "remind",
    "vault": "vault",
    "bench": "bench",
}


class Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"habeas.project.cli.{COMMANDS[cmd_name]}")
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=Lazy)
@click.version_option(package_name="habeas")
@click.option("--home", metavar="DIR", help="Folder with all stores (default ./var).")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
@click.pass_context
def main(context: click.Context, home: str | None, as_json: bool) -> None:
    """Case files on evidence, a public portal, and actions for political prisoners."""
    if home:
        os.environ["HABEAS_HOME"] = home
    if as_json:
        context.meta["json"] = True
