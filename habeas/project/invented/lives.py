"""Invented lives: from a seed and a number always the same person, coherent from birth on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from habeas.project.invented.country import full_name, ruritania

# Nothing is told beyond this day, so the same seed tells the same on any day.
UNTIL = date(2026, 6, 30)
FIRST_ARRESTS, LAST_ARRESTS = date(2016, 1, 10), date(2026, 4, 1)
# How judgments come out, of a hundred.
JUDGMENTS = (
    ("imprisonment", 72), ("open_facility", 8), ("home_confinement", 5), ("suspended", 5),
    ("fine", 6), ("acquittal", 4),
)  # fmt: skip


@dataclass(frozen=True)
class Happened:
    """One event of a life, in the fields of a claim."""

    type: str
    on: date
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    """One invented person. `names` by language; `own` is the language of the first of them."""

    number: int
    names: dict[str, str]
    own: str
    sex: str
    born: str
    birthplace: str
    work: dict[str, str]
    course: tuple[Happened, ...]


def life(seed: int, number: int) -> Life:
    """The person of that number; who else was made does not matter."""
    random = Random(f"ruritania {seed} {number}")  # noqa: S311 (no secret, and the same every time)
    sex = random.choices(("female", "male"), (3, 7))[0]
    arrested = _between(random, FIRST_ARRESTS, LAST_ARRESTS)
    age = min(82, max(18, round(random.gauss(38, 13))))
    born = arrested - timedelta(days=age * 365 + random.randrange(365))
    return Life(
        number=number,
        names=full_name(random, sex),
        own=("be", "en", "ru", "fa")[number % 4],
        sex=sex,
        # Of some only the year is known.
        born=str(born.year) if random.random() < 0.15 else born.isoformat(),
        birthplace=random.choice(ruritania()["towns"]),
        work=random.choice(ruritania()["work"]),
        course=tuple(sorted(_Course(random, sex, arrested).run(), key=lambda one: one.on)),
    )


def _between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange((last - first).days))


class _Course:
    """One case from arrest to what is known last; stops where the telling stops."""

    def __init__(self, random: Random, sex: str, arrested: date) -> None:
        self.random, self.sex, self.day = random, sex, arrested
        self.arrested = arrested
        self.article = random.choice(ruritania()["articles"])
        self.told: list[Happened] = []

    def run(self) -> list[Happened]:
        self._arrest()
        judgment = self._trial()
        if judgment == "imprisonment":
            self._serve()
        self._responses()
        return [one for one in self.told if one.on <= UNTIL]

    def _tell(self, type: str, on: date, **values: Any) -> None:
        self.told.append(Happened(type, on, values))

    def _after(self, least: int, most: int) -> date:
        self.day += timedelta(days=self.random.randint(least, most))
        return self.day

    def _charge(self) -> dict[str, str]:
        return {"charge": self.article["charge"], "code": ruritania()["code"]}

    def _place(self, kind: str) -> str:
        held: list[dict[str, Any]] = ruritania()["places"][kind]
        for_women = [one for one in held if one["name"].startswith("Women")]
        if for_women and self.sex == "female":
            held = for_women
        elif for_women:
            held = [one for one in held if one not in for_women]
        return str(self.random.choice(held)["name"])

    def _arrest(self) -> None:
        town = self.random.choice(ruritania()["towns"])
        self._tell("arrest", self.day, place=town, details={"kind": "police"})
        self._tell(
            "charge", self._after(3, 12), articles=[self.article["number"]], details=self._charge()
        )
        self._tell(
            "pretrial_detention", self._after(0, 3), place=self._place("pretrial"),
            details={"kind": "pretrial"},
        )  # fmt: skip

    def _trial(self) -> str:
        """The hearings and the judgment; says what it came to."""
        court = self.random.choice(ruritania()["courts"])
        self._tell("trial_hearing", self._after(60, 280), organisations=[court])
        kinds, weights = zip(*JUDGMENTS, strict=True)
        kind = str(self.random.choices(kinds, weights)[0])
        values: dict[str, Any] = {"organisations": [court], "articles": [self.article["number"]]}
        details = {"kind": kind, **self._charge()}
        self.years = self.random.randint(*self.article["years"])
        if kind in ("imprisonment", "open_facility", "home_confinement"):
            values["quantity"] = {"metric": "term", "value": f"P{self.years}Y", "unit": None}
        if kind == "imprisonment":
            details["regime"] = self.random.choice(("general", "general", "strict"))
        day = self._after(5, 60)
        self._tell("verdict_sentence", day, **values, details=details)
        if kind == "home_confinement":
            self._tell("release", day, place="Strelsau", details={"kind": kind})
        if kind == "open_facility":
            self._tell(
                "transfer", self._after(10, 30), place=self._place(kind), details={"kind": kind}
            )
        return kind

    def _serve(self) -> None:
        outcome = "upheld" if self.random.random() < 0.85 else "reduced"
        self._tell("appeal_decision", self._after(40, 100), details={"outcome": outcome})
        self._tell(
            "transfer", self._after(5, 30), place=self._place("colony"), details={"kind": "colony"}
        )
        self._hardship()
        if self.years >= 6 and self.random.random() < 0.4:
            self._tell(
                "transfer", self._after(300, 700), place=self._place("prison"),
                details={"kind": "prison"},
            )  # fmt: skip
        self._leave()

    def _hardship(self) -> None:
        """What happens to some of them inside."""
        told: tuple[tuple[float, str, dict[str, Any]], ...] = (
            (0.30, "disciplinary_punishment", {"details": {"kind": "isolator"}}),
            (0.25, "health", {"details": {"condition": self._one_of("conditions")}}),
            (0.15, "denial_of_contact", {"details": {"kind": "letters"}}),
            (0.06, "hunger_strike", {}),
        )
        for chance, type, values in told:
            if self.random.random() < chance:
                self._tell(type, self._after(20, 150), **values)

    def _leave(self) -> None:
        """By the end of the term, before it, or never: at the latest when the term is served."""
        end = self.arrested + timedelta(days=round(self.years * 365.25))
        chance = self.random.random()
        if chance < 0.012:
            self._tell("death_in_custody", self._after(30, 200))
            return
        ground = "term_served"
        if chance < 0.2:
            ground = self.random.choice(("pardon", "parole", "health"))
            end = max(
                self.day + timedelta(days=30), end - timedelta(days=self.random.randint(90, 700))
            )
        end = max(end, self.day + timedelta(days=1))
        self._tell("release", end, place="Strelsau", details={"ground": ground})
        if self.random.random() < 0.4:
            register = {"kind": "preventive_register"}
            self._tell("post_release_restriction", end + timedelta(days=5), details=register)

    def _responses(self) -> None:
        """What others did, in the year after the arrest."""
        acts: tuple[tuple[float, Callable[[], tuple[str, dict[str, Any]]]], ...] = (
            (0.55, self._recognition), (0.35, self._statement), (0.12, self._submission),
            (0.05, self._award),
        )  # fmt: skip
        for chance, act in acts:
            if self.random.random() < chance:
                type, values = act()
                on = self.arrested + timedelta(days=self.random.randint(8, 400))
                self._tell(type, on, **values)

    def _recognition(self) -> tuple[str, dict[str, Any]]:
        criterion = self.random.choice(("pace_a", "pace_b", "pace_e"))
        details = {"status": "political_prisoner", "criterion": criterion}
        return "recognition_as_political_prisoner", {
            "organisations": [self._one_of("defenders")],
            "details": details,
        }

    def _statement(self) -> tuple[str, dict[str, Any]]:
        return "statement_by_body", {"organisations": [self._one_of("bodies")]}

    def _submission(self) -> tuple[str, dict[str, Any]]:
        return "submission_to_body", {"organisations": [self._one_of("bodies")]}

    def _award(self) -> tuple[str, dict[str, Any]]:
        award = self.random.choice(ruritania()["awards"])
        details = {"award": award["name"], "outcome": "given"}
        return "award", {"organisations": [award["by"]], "details": details}

    def _one_of(self, key: str) -> str:
        return str(self.random.choice(ruritania()[key]))
