from habeas.desk.publishing.excerpts import excerpts, touches

SENTENCES = [(0, 50), (51, 100), (101, 150)]


def test_a_quote_is_shown_in_its_sentence() -> None:
    assert excerpts([(60, 70)], SENTENCES, private=[]) == [(51, 100)]


def test_a_sentence_that_also_carries_a_private_claim_is_not_shown() -> None:
    assert excerpts([(60, 70)], SENTENCES, private=[(80, 95)]) == [(60, 70)]


def test_a_private_claim_elsewhere_hides_nothing() -> None:
    assert excerpts([(60, 70)], SENTENCES, private=[(10, 20)]) == [(51, 100)]


def test_a_private_claim_around_the_quote_shows_only_the_quote() -> None:
    assert excerpts([(60, 70)], SENTENCES, private=[(51, 100)]) == [(60, 70)]


def test_quotes_of_one_sentence_make_one_excerpt() -> None:
    assert excerpts([(60, 70), (75, 90), (10, 20)], SENTENCES, private=[]) == [(0, 50), (51, 100)]


def test_a_quote_over_two_sentences_is_shown_with_both() -> None:
    assert excerpts([(40, 60)], SENTENCES, private=[]) == [(0, 100)]


def test_touching_means_sharing_a_letter() -> None:
    assert touches((0, 10), [(9, 12)])
    assert not touches((0, 10), [(10, 12)])
