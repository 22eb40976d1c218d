"""The documents say what is there: every command, setting and permission, and nothing else."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from habeas.desk.accounts.roles import Role, permissions_of
from habeas.project.bench import BENCHES
from habeas.project.cli import main
from tests.commands import ROOT, habeas

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*ROOT.glob("*.md"), ROOT / "sample" / "README.md", *DOCS.rglob("*.md")])
# Documented once, for every command.
EVERYWHERE = {"--home", "--json", "--help"}
BLOCK = re.compile(r"^ *```(\w*)(?: (\S+))?\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SETTING = re.compile(r"env\.\w+\(\s*\"(HABEAS_[A-Z_]+)\"")


def commands(
    group: click.Group = main, path: str = "habeas"
) -> Iterator[tuple[str, click.Command]]:
    """Every command that can be called, by its full name."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands())


def sections(page: Path) -> dict[str, str]:
    """The text under each second-level heading."""
    parts = re.split(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def section_of(name: str) -> str:
    return sections(REFERENCE / "commands.md").get(f"`{name}`", "")


def blocks(page: Path, language: str) -> Iterator[tuple[str, str]]:
    """The fenced blocks of a language: the file that each is to be saved as, and its text."""
    for kind, file, text in BLOCK.findall(page.read_text("utf-8")):
        if kind == language:
            yield file, text


def calls(page: Path) -> Iterator[list[str]]:
    """Every call of `habeas` in the shell examples of a page, without the program's name."""
    for _, text in blocks(page, "sh"):
        for line in text.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] == ".venv/bin/habeas":
                yield words[1:]


def called(words: list[str]) -> tuple[str, click.Command]:
    """The command that a call names, which may be a group's."""
    within_group = f"habeas {' '.join(words[:2])}"
    name = within_group if within_group in COMMANDS else f"habeas {words[0]}"
    return name, COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_its_options(name: str) -> None:
    text = section_of(name)
    options = {
        option
        for parameter in COMMANDS[name].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    written = set(re.findall(r"`(--[\w-]+)", text))

    assert text, f"no section for {name}"
    assert options - EVERYWHERE <= written
    assert written <= options


def test_no_command_is_documented_that_is_not_there() -> None:
    headings = {head.strip("`") for head in sections(REFERENCE / "commands.md")}

    assert {head for head in headings if head.startswith("habeas ")} == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_calls_only_commands_and_options_that_exist(page: Path) -> None:
    for words in calls(page):
        _, command = called(words)
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known | {"--help"}, words

    prose = BLOCK.sub("", page.read_text("utf-8"))
    groups = {name.rsplit(" ", 1)[0] for name in COMMANDS}
    for inline in re.findall(r"`habeas ((?:[a-z]+ ?)+)", prose):
        names = {f"habeas {inline}".strip(), f"habeas {inline.split()[0]}"}
        assert names & (COMMANDS.keys() | groups - {"habeas"}), inline


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_targets_that_make_knows(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = page.read_text("utf-8")
    named = re.findall(r"`make (\w+)", text) + re.findall(r"^make (\w+)", text, re.MULTILINE)

    assert set(named) <= targets


def test_every_target_of_make_is_documented() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = (REFERENCE / "commands.md").read_text("utf-8")

    assert {target for target in targets if f"`make {target}`" not in text} <= {"system"}


def test_every_bench_is_documented() -> None:
    for name in BENCHES:
        assert f"`{name}`" in section_of("habeas bench")


def test_settings_are_documented_and_documented_settings_exist() -> None:
    read = {
        name
        for file in (ROOT / "habeas").rglob("*.py")
        if "tests" not in file.parts
        for name in SETTING.findall(file.read_text("utf-8"))
    }
    written = re.findall(
        r"^\| `(HABEAS_[A-Z_]+)`", (REFERENCE / "settings.md").read_text("utf-8"), re.MULTILINE
    )

    assert read
    assert set(written) == read
    assert len(written) == len(set(written))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_settings_that_exist(page: Path) -> None:
    known = (REFERENCE / "settings.md").read_text("utf-8")

    for name in re.findall(r"\bHABEAS_[A-Z_]*[A-Z]\b", page.read_text("utf-8")):
        assert name in known


def test_permissions_are_documented_and_documented_permissions_exist() -> None:
    text = (REFERENCE / "permissions.md").read_text("utf-8")

    every = {permission for role in Role for permission in permissions_of(role)}
    documented = re.findall(r"^\| `(\w+\.\w+)` \|[^|]*\| ([a-z, ]+) \|$", text, re.MULTILINE)
    assert {name for name, _ in documented} == every
    for name, roles in documented:
        assert set(roles.split(", ")) == {str(r) for r in Role if name in permissions_of(r)}, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_somewhere(page: Path) -> None:
    dead = []
    for target in LINK.findall(BLOCK.sub("", page.read_text("utf-8"))):
        path, _, anchor = target.partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)

    assert not dead


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("folder", [DOCS / "how-to", DOCS / "explanation", REFERENCE])
def test_every_page_is_in_the_index(folder: Path) -> None:
    index = (DOCS / "README.md").read_text("utf-8")

    for page in folder.glob("*.md"):
        assert f"({page.relative_to(DOCS)})" in index


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    index = (DOCS / "decisions" / "README.md").read_text("utf-8")

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert f"({page.name})" in index
        for part in ("Situation", "Choice", "Price"):
            assert f"**{part}.**" in page.read_text("utf-8")


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What each command of the tutorial answered, done from beginning to end."""
    folder = tmp_path_factory.mktemp("tutorial")
    for file, text in blocks(DOCS / "tutorial.md", "text"):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text)
    rows: dict[str, list[dict[str, Any]]] = {}
    for words in calls(DOCS / "tutorial.md"):
        name, _ = called(words)
        if name == "habeas serve":
            continue
        here = [str(folder / word) if word.startswith("ruritania/") else word for word in words]
        run = habeas(*here, home=folder / "var")
        assert run.status == 0, run.messages
        rows.setdefault(name, []).extend(run.rows)
    for words in (["check"], ["edition", "show", "1"], ["edition", "rollback", "1"]):
        rows[called(words)[0]] = habeas(*words, home=folder / "var").rows
    return rows


def test_the_tutorial_comes_to_its_end(tutorial: dict[str, list[dict[str, Any]]]) -> None:
    ledger = tutorial["habeas ledger"][0]

    assert (ledger["status"], ledger["days_min"], ledger["days_max"]) == ("released", 89, 89)
    assert [row["edition"] for row in tutorial["habeas publish"]] == [None, 1]
    assert "skipped" in {row["outcome"] for row in tutorial["habeas accept"]}


@pytest.mark.parametrize(
    "name",
    [
        "habeas init",
        "habeas check",
        "habeas collect",
        "habeas read",
        "habeas accept",
        "habeas ledger",
        "habeas publish",
        "habeas edition list",
    ],
)
def test_the_documented_shape_is_the_shape_of_the_answer(
    tutorial: dict[str, list[dict[str, Any]]], name: str
) -> None:
    shown = [
        json.loads(text) for kind, _, text in BLOCK.findall(section_of(name)) if kind == "json"
    ]

    assert len(shown) == 1
    assert {tuple(row) for row in tutorial[name]} == {tuple(shown[0])}
