"""Files of lists as other monitors hand them out, about people who never lived."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from habeas.desk.casefiles.tests.makers import editor
from habeas.desk.imports import services
from habeas.desk.imports.models import Observation, PeopleList
from habeas.desk.imports.taking import Result
from habeas.desk.sources.models import Sensitivity

HEADER = ("id", "name", "name_be", "born", "arrested", "prison", "articles")
RUDOLF = ("1", "Rudolf Rassendyll", "Рудольф Расэндыл", "1985-02", "04.05.2021", "Zenda", "342")
FLAVIA = ("2", "Flavia Tarlenheim", "Флавія Тарленгайм", "1990", "May 2021", "Hofbau", "130; 342")
FRITZ = ("3", "Fritz Tarlenheim", "", "", "2020", "", "")


def write_csv(
    file: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER, delimiter: str = ","
) -> Path:
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, delimiter=delimiter).writerows([header, *rows])
    return file


def take_in(file: Path, **how: Any) -> list[Result]:
    return list(services.import_list(file, by=editor(), sensitivity=Sensitivity.PUBLIC, **how))


def outcomes(results: list[Result]) -> list[tuple[int | None, str]]:
    return [(result.row, result.outcome) for result in results]


def row_of(key: str, people_list: str = "") -> Observation:
    found = PeopleList.objects.filter(name=people_list) if people_list else PeopleList.objects.all()
    return Observation.objects.get(people_list=found.get(), key=key)
