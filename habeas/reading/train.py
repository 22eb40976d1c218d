"""Fit the small models of the reader on the development corpus. Takes about half a minute.

    python -m habeas.reading.train

Writes the weights beside the reader and says, by cross-validation over whole
texts, how well each holds on texts that it was not fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from habeas.core.dates import PartialDate
from habeas.reading import confidence, evaluate, lacinka, leading, sentence_model
from habeas.reading.confidence import LEAST
from habeas.reading.documents import passages
from habeas.reading.evaluate import Gold, Report
from habeas.reading.leading import Candidate
from habeas.reading.mentions import Document, Sentence, understand
from habeas.reading.modality import cues
from habeas.reading.models import Models
from habeas.reading.pack import Trigger
from habeas.reading.paths import CORPUS
from habeas.reading.reader import read_with_features
from habeas.reading.sentence_model import WORTH, Hits, SentenceModel

# Whole texts are held out in turn; short texts of the older sets only help to fit.
TEXTS, SPARE = CORPUS / "dev", (CORPUS / "dev.jsonl", CORPUS / "sentences.jsonl")
FOLDS = 5
# Of the penalties: smaller trusts the corpus less.
STRENGTH, TYPE_STRENGTH, WORTH_STRENGTH, LEADING_STRENGTH = 0.3, 20.0, 3.0, 2.0
# A feature of hardly any weight is not shipped.
_LEAST_WEIGHT = 0.05
Choice = tuple[list[Candidate], int]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the corpus."""

    text: str
    published: PartialDate | None
    language: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: its features and the types that it tells."""

    features: dict[str, float]
    types: frozenset[str]


def main() -> None:
    """Fit, report and write."""
    texts, spare = corpus()
    held_out = models_held_out(texts, spare)
    claims = [c for own, models in held_out for n in own for c in _claims(texts[n], n, models)]
    features, labels, groups = (list(part) for part in zip(*claims, strict=True))
    weights, likely = fit_confidence(features, labels, groups)
    say_how_likely(np.array(likely), np.array(labels))
    report = held_out_report(texts, held_out, weights)
    for row in report.rows():
        if row["group"] == "all":
            print("  ".join(f"{key} {value}" for key, value in row.items()))  # noqa: T201
    models = fit(texts, spare)
    sentence_model.save(models.sentences)
    _write(models.leading, leading.WEIGHTS)
    _write(weights, confidence.WEIGHTS)


def corpus() -> tuple[list[Text], list[Text]]:
    """The texts that are held out in turn, and those that only help."""
    return _texts(TEXTS), [one for path in SPARE for one in _texts(path)]


def _texts(path: Path) -> list[Text]:
    return [Text(*one[:3], tuple(one[3])) for one in evaluate.documents(path)]


def models_held_out(texts: list[Text], spare: list[Text]) -> list[tuple[list[int], Models]]:
    """For every fold the texts held out and the models fitted without them."""
    return [
        (own, fit([text for n, text in enumerate(texts) if n not in own], spare))
        for own in (list(range(start, len(texts), FOLDS)) for start in range(FOLDS))
    ]


def held_out_report(
    texts: list[Text], held_out: list[tuple[list[int], Models]], weights: dict[str, float]
) -> Report:
    """Every text read by models that have not seen it (the confidence apart)."""
    report = Report()
    for own, models in held_out:
        for text in (texts[n] for n in own):
            made = read_with_features(
                text.text,
                published=text.published,
                models=replace(models, confidence=weights, least=LEAST),
            )
            evaluate.score(report, text.text, [c for c, _ in made], list(text.gold), text.language)
    return report


def fit(texts: list[Text], spare: list[Text]) -> Models:
    """Fit everything but the confidence, which is fitted on texts held out of this."""
    sentences = fit_sentences([e for text in (*texts, *spare) for e in _examples(text)])
    choices = [c for text in texts for c in _choices(text, sentences)]
    return Models(sentences, fit_leading(choices), {"bias": 0.0}, least=0.0)


@cache
def _examples(text: Text) -> list[Example]:
    blocks = passages(text.text)
    if any(block.language == lacinka.CODE for block in blocks):
        return []
    document = understand(text.text, blocks, text.published)
    return [_example(sentence, document, text.gold) for sentence in document.sentences]


def _example(sentence: Sentence, document: Document, gold: tuple[Gold, ...]) -> Example:
    tokens, span = document.tokens, (sentence.first, sentence.last)
    found = [value for _, _, _, value in sentence.pack.triggers.find(tokens, *span)]
    hits = Hits(
        [(one.type, one.strength) for one in found if isinstance(one, Trigger)],
        cues(tokens, sentence),
    )
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    told = {
        one.type
        for one in gold
        if one.start < end and start < one.end and one.tier in ("core", "optional")
    }
    return Example(sentence_model.features_of(sentence, tokens, hits), frozenset(told - {"none"}))


def fit_sentences(examples: list[Example]) -> SentenceModel:
    """One logistic regression a type, and one for whether a sentence matters at all."""
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([example.features for example in examples])
    # A feature of one sentence only says nothing of others.
    seen = np.asarray((matrix > 0).sum(axis=0)).ravel() > 1
    matrix, names = matrix[:, seen], vectorizer.get_feature_names_out()[seen]
    types = sorted({type_ for example in examples for type_ in example.types})
    fitted = [
        LogisticRegression(C=strength, solver="liblinear").fit(matrix, answer)
        for strength, answer in [
            *((TYPE_STRENGTH, [type_ in e.types for e in examples]) for type_ in types),
            (WORTH_STRENGTH, [bool(e.types) for e in examples]),
        ]
    ]
    weights = np.stack([one.coef_[0] for one in fitted], axis=1).astype(np.float32)
    kept = np.abs(weights).max(axis=1) >= _LEAST_WEIGHT
    return SentenceModel(
        {str(name): n for n, name in enumerate(names[kept])},
        (*types, WORTH),
        weights[kept],
        np.array([one.intercept_[0] for one in fitted], np.float32),
    )


def _choices(text: Text, sentences: SentenceModel) -> list[Choice]:
    """Who might lead what the gold says, and which of them does."""
    found: list[Choice] = []

    def watch(
        trigger: Trigger, span: tuple[int, int], sentence: Sentence, candidates: list[Candidate]
    ) -> None:
        tokens = documents[-1].tokens
        right = _right(trigger.type, span, sentence, tokens, text.gold, candidates)
        if right is not None:
            found.append((candidates, right))

    documents: list[Document] = []
    models = Models(sentences, {}, {"bias": 0.0}, 0.0, watch)
    read_with_features(text.text, published=text.published, models=models, seen=documents.append)
    return found


def _right(  # noqa: PLR0917
    type_: str, span: tuple[int, int], sentence: Sentence, tokens: list[Any],
    gold: tuple[Gold, ...], candidates: list[Candidate],
) -> int | None:  # fmt: skip
    """The number of the candidate whom the gold names; None if it names none of them."""
    start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
    at = tokens[span[0]].start
    told = [g for g in gold if g.type == type_ and g.start < end and start < g.end
            and g.tier in ("core", "optional")]  # fmt: skip
    if not told:
        return None
    one = min(told, key=lambda g: max(g.start - at, at - g.end, 0))
    if not one.persons:
        return 0
    return next(
        (n for n, c in enumerate(candidates)
         if c.person and evaluate.same_name(c.person.name, one.persons[0])),
        None,
    )  # fmt: skip


def fit_leading(choices: list[Choice]) -> dict[str, float]:
    """A conditional logit: of the candidates of one choice, the right one weighs most."""
    vectorizer = DictVectorizer()
    rows = [dict.fromkeys(c.features, 1) for candidates, _ in choices for c in candidates]
    matrix = vectorizer.fit_transform(rows).tocsr()
    sizes = np.array([len(candidates) for candidates, _ in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = starts + np.array([number for _, number in choices])
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: Any) -> tuple[float, Any]:
        score = matrix @ weights
        score -= np.maximum.reduceat(score, starts)[owner]
        share = np.exp(score)
        share /= np.add.reduceat(share, starts)[owner]
        off = share.copy()
        off[right] -= 1
        value = -np.log(share[right] + 1e-12).sum() + (weights @ weights) / (2 * LEADING_STRENGTH)
        return float(value), matrix.T @ off + weights / LEADING_STRENGTH

    fitted = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B",
                      options={"maxiter": 200})  # fmt: skip
    return dict(zip(vectorizer.get_feature_names_out(), fitted.x.tolist(), strict=True))


def _claims(text: Text, number: int, models: Models) -> Iterator[tuple[dict[str, int], bool, int]]:
    """The features of every typed claim, whether it holds, and the text that it is of."""
    for claim, found in read_with_features(text.text, published=text.published, models=models):
        held = evaluate.holds(claim, list(text.gold)) if claim.type else None
        if held is not None:
            yield dict.fromkeys(found, 1), held, number


def fit_confidence(
    features: list[dict[str, int]], labels: list[bool], groups: list[int]
) -> tuple[dict[str, float], Any]:
    """The weights, and what models fitted without its text say of each claim."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(features)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    held_out = cross_val_predict(
        model, matrix, labels, groups=groups, cv=GroupKFold(n_splits=8), method="predict_proba"
    )[:, 1]
    model.fit(matrix, labels)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return {"bias": float(model.intercept_[0]), **weights}, held_out


def say_how_likely(likely: Any, labels: Any) -> None:
    """Calibration on held-out texts, and what share holds above each bar."""
    print(f"{len(labels)} claims, {labels.mean():.2f} of them hold")  # noqa: T201
    bins = np.minimum((likely * 10).astype(int), 9)
    error = sum(abs(likely[bins == b].sum() - labels[bins == b].sum()) for b in range(10))
    print(f"calibration error {error / len(labels):.3f}")  # noqa: T201
    for bar in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        taken = likely >= bar
        share = labels[taken].mean() if taken.any() else float("nan")
        print(f"at {bar}: {taken.sum()} claims, {share:.2f} of them hold")  # noqa: T201


def _write(weights: dict[str, float], path: Path) -> None:
    kept = {name: round(float(value), 3) for name, value in sorted(weights.items())}
    kept = {name: value for name, value in kept.items() if value}
    path.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
