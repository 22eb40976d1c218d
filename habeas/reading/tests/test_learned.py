"""What the small models add to the rules: types that no pattern tells, and who leads."""

from dataclasses import replace

import numpy as np

from habeas.core.dates import PartialDate
from habeas.reading import leading, sentence_model
from habeas.reading.claims import Claim
from habeas.reading.leading import Candidate
from habeas.reading.models import Models, shipped
from habeas.reading.reader import read_with_features
from habeas.reading.sentence_model import SentenceModel


def read_with(text: str, models: Models) -> list[Claim]:
    published = PartialDate.parse("2031-03-12")
    return [claim for claim, _ in read_with_features(text, published=published, models=models)]


def hearing(word: str, type_: str) -> SentenceModel:
    """A model that knows one word."""
    weights = np.array([[40.0, 40.0]], np.float32)
    return SentenceModel({f"w:{word}": 0}, (type_, "worth"), weights, np.array([-3.0, -3.0]))


def test_what_no_pattern_tells_is_guessed_in_the_second_lane() -> None:
    text = "Nina Vogel waited. Nina Vogel lost eleven kilos."
    models = replace(shipped(), sentences=hearing("kilos", "health"), confidence={"bias": 0.0})

    [guess] = read_with(text, models)

    assert (guess.type, guess.lane, guess.persons) == ("health", "check", ("Nina Vogel",))
    assert guess.quote == "Nina Vogel lost eleven kilos"


def test_a_claim_that_hardly_holds_is_shown_as_a_sentence_only() -> None:
    text = "Nina Vogel was arrested on 4 March."

    choosy = replace(shipped(), least=1.0)

    assert [claim.type for claim in read_with(text, choosy)] == [None]


def test_the_heaviest_candidate_leads_and_ties_keep_their_order() -> None:
    nobody, other = Candidate(None, ("nobody",)), Candidate(None, ("here", "before"))

    chosen, margin = leading.best([nobody, other], {"here": 1.0, "before": 0.5, "nobody": 0.25})

    assert (chosen, margin) == (other, 1.25)
    assert leading.best([nobody, other], {})[0] is nobody


def test_a_model_that_was_saved_says_the_same(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "sentences.npz"

    sentence_model.save(shipped().sentences, path)
    again = sentence_model.load(path)

    assert again.types == shipped().sentences.types
    assert again.features == shipped().sentences.features
