"""Fit the small models of the reader on the development corpus. Takes seconds.

    python -m habeas.reading.train [FOLDER …]

Writes the weights beside the reader and says, by cross-validation over whole
texts, how well each holds on texts that it was not fitted on.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import GroupKFold, cross_val_predict  # type: ignore[import-untyped]

from habeas.reading import confidence, evaluate
from habeas.reading.reader import read_with_features

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = (CORPUS / "dev",)
STRENGTH = 0.3  # of the penalty: smaller trusts the corpus less


def main(folders: list[Path]) -> None:
    """Fit, report and write."""
    features, labels, groups = _claims(folders)
    model, held_out = _fit(features, labels, groups)
    _report(np.array(held_out), np.array(labels))
    weights = dict(zip(model[0].get_feature_names_out(), model[1].coef_[0], strict=True))
    _write({"bias": float(model[1].intercept_[0]), **weights})


def _claims(folders: list[Path]) -> tuple[list[dict[str, int]], list[bool], list[int]]:
    """The features of every typed claim, whether it holds, and the text that it is of."""
    features, labels, groups = [], [], []
    texts = [one for folder in folders for one in evaluate.documents(folder)]
    for number, (text, published, _language, gold) in enumerate(texts):
        for claim, found in read_with_features(text, published=published):
            if claim.type is None:
                continue
            held = evaluate.holds(claim, gold)
            if held is not None:
                features.append(dict.fromkeys(found, 1))
                labels.append(held)
                groups.append(number)
    return features, labels, groups


def _fit(features: list[dict[str, int]], labels: list[bool], groups: list[int]) -> tuple[Any, Any]:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(features)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    folds = GroupKFold(n_splits=8)
    held_out = cross_val_predict(
        model, matrix, labels, groups=groups, cv=folds, method="predict_proba"
    )[:, 1]
    return (vectorizer, model.fit(matrix, labels)), held_out


def _report(likely: Any, labels: Any) -> None:
    print(f"{len(labels)} claims, {labels.mean():.2f} of them hold")  # noqa: T201
    bins = np.minimum((likely * 10).astype(int), 9)
    error = sum(abs(likely[bins == b].sum() - labels[bins == b].sum()) for b in range(10))
    print(f"calibration error {error / len(labels):.3f}")  # noqa: T201
    for bar in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        taken = likely >= bar
        share = labels[taken].mean() if taken.any() else float("nan")
        print(f"at {bar}: {taken.sum()} claims, {share:.2f} of them hold")  # noqa: T201


def _write(weights: dict[str, float]) -> None:
    kept = {name: round(float(value), 3) for name, value in sorted(weights.items())}
    confidence.WEIGHTS.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or list(FOLDERS))
