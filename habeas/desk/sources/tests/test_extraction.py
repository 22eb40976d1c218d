import pytest

from habeas.desk.sources.extraction import Refused, extract

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title>Two released in Strelsau</title><meta property="og:site_name" content="Strelsau Courier">
<meta property="article:published_time" content="2021-05-02"></head><body><nav>Home</nav><article>
<h1>Two released in Strelsau</h1>
<p>Rudolf Rassendyll was released from prison in Strelsau on 1 May 2021 after ninety days.</p>
<p>His lawyer said that the charges had not been dropped, and that a hearing was set for June.</p>
</article></body></html>"""


def test_plain_text_is_kept_to_the_letter() -> None:
    text = "Рудольф Расэндзіл\r\nбыў затрыманы\u00a01 мая 2021 года."

    found = extract(text.encode())

    assert found.text == text
    assert found.media_type == "text/plain"
    assert found.title == "Рудольф Расэндзіл"


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    found = extract(PAGE.encode())

    assert "released from prison in Strelsau on 1 May 2021" in found.text
    assert "Home" not in found.text
    assert (found.publisher, found.published) == ("Strelsau Courier", "2021-05-02")


def test_a_page_in_a_declared_encoding_is_decoded_by_it() -> None:
    page = PAGE.replace("utf-8", "windows-1251").replace("ninety days", "90 дней")

    assert "90 дней" in extract(page.encode("windows-1251")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        ("Арышт".encode("cp1251"), "not valid utf-8; save the file as UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        (b"text with a \0 in it", "byte 12"),
        (b"12345 67890", "holds no words"),
        (b'<html><meta charset="klingon"><p>nuqneH</p></html>', "unknown encoding"),
        (b"<html><body></body></html>", "no text was found"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        extract(data)


def test_a_page_that_takes_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("habeas.desk.sources.extraction.HTML_SECONDS", 0.01)

    with pytest.raises(Refused, match="could not be read within"):
        extract(PAGE.encode())
