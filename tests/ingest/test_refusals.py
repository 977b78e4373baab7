"""What is no English news text is refused in one line: the file, the reason, the way out."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.ingest import read_article
from graph.ingest.reading import MAX_BYTES

SENTENCE = "The envoys of both states returned to the table on Tuesday, the ministry said.\n"


def refusal(path: Path) -> str:
    """The message with which the file is refused, checked to be one line that names it."""
    with pytest.raises(InputError) as caught:
        read_article(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name.isprintable() is False or path.name in message
    assert ";" in message, "the way out comes after a semicolon"
    return message


Writer = Callable[[bytes | str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Writer:
    def write(content: bytes | str) -> Path:
        path = tmp_path / "story.txt"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write


def test_a_missing_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "story.txt")


def test_a_file_under_a_file(file: Writer) -> None:
    assert "cannot be read" in refusal(file(SENTENCE) / "story.txt")


def test_an_empty_file(file: Writer) -> None:
    assert "is empty" in refusal(file(b""))


@pytest.mark.parametrize("content", [" \n\t\r\n", "\ufeff", "\u200b \u00a0\n\u3000"])
def test_white_space_only(file: Writer, content: str) -> None:
    assert "nothing but white space" in refusal(file(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 words", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00 words", "an office document"),
        (b"\x89PNG\r\n\x1a\n words", "a PNG picture"),
        (b"\x1f\x8b\x08\x00 words", "gzip"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00 words", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"<!DOCTYPE html><html><body>The talks failed.</body></html>", "an HTML page"),
    ],
)
def test_other_formats_are_named(file: Writer, content: bytes, kind: str) -> None:
    assert kind in refusal(file(content))


def test_a_nul_byte_is_pointed_at(file: Writer) -> None:
    assert "byte 11 is NUL" in refusal(file(b"The envoys \x00 returned to the table."))


def test_another_encoding_is_pointed_at_with_the_command_that_mends_it(file: Writer) -> None:
    message = refusal(file("The café talks failed on Tuesday.".encode("latin-1")))
    assert "byte 0xE9 at offset 7" in message
    assert "iconv -f WINDOWS-1252 -t UTF-8" in message


def test_offsets_count_from_the_start_of_the_file(file: Writer) -> None:
    assert "at offset 7)" in refusal(file(b"\xef\xbb\xbfA b \xff c."))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(file: Writer, encoding: str) -> None:
    message = refusal(file(SENTENCE.encode(encoding)))
    assert encoding.upper()[:6] in message
    assert "iconv" in message


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    with path.open("wb") as sparse:
        sparse.truncate(50_000_000)
    assert "50.0 MB" in refusal(path)


def test_a_long_article_is_read(file: Writer) -> None:
    article = read_article(file(SENTENCE * (200_000 // len(SENTENCE))))
    assert len(article.text) < MAX_BYTES


def test_a_directory(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    assert "is a directory" in refusal(folder)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "story.txt"
    os.mkfifo(pipe)
    assert "a pipe or a device" in refusal(pipe)


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("story.txt")
        assert "a pipe or a device" in refusal(Path("story.txt"))


def test_a_device_is_refused_without_reading_it() -> None:
    assert "a pipe or a device" in refusal(Path("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file(file: Writer) -> None:
    path = file(SENTENCE)
    path.chmod(0)
    assert "permission denied" in refusal(path)


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.symlink_to(tmp_path / "gone.txt")
    assert "no such file" in refusal(path)


def test_a_file_name_cannot_break_the_line(tmp_path: Path) -> None:
    assert "\\n" in refusal(tmp_path / "a\nb.txt")


LANGUAGES = {
    "German": "Der Minister hat den Vorschlag am Mittwoch in Oslo zurückgewiesen, wie er sagte.",
    "French": "Le ministre a rencontré mercredi à Oslo les envoyés pour discuter de la pêche.",
    "Spanish": "El ministro se reunió el miércoles en Oslo con los enviados para hablar de la pesca.",
    "Italian": "Il ministro ha incontrato mercoledì a Oslo gli inviati per discutere della pesca.",
    "Portuguese": "O ministro reuniu-se na quarta-feira em Oslo com os enviados para discutir a pesca.",
    "Dutch": "De minister heeft woensdag in Oslo met de gezanten over de visserij gesproken.",
    "Swedish, Danish or Norwegian": "Ministern träffade på onsdagen sändebuden för att tala om fisket.",
    "Polish": "Minister spotkał się w środę w Oslo z wysłannikami, aby rozmawiać o rybołówstwie.",
    "Turkish": "Bakan çarşamba günü Oslo’da temsilciler ile bir araya geldi ve balıkçılık için görüştü.",
    "Cyrillic script": "Министр встретился в среду в Осло с посланниками.",
    "Greek script": "Ο υπουργός συναντήθηκε την Τετάρτη στο Όσλο με τους απεσταλμένους.",
    "Arabic script": "التقى الوزير المبعوثين يوم الأربعاء في أوسلو.",
    "Hebrew script": "השר נפגש ביום רביעי באוסלו עם השליחים.",
    "Chinese or Japanese script": "部长星期三在奥斯陆会见了使节。",
    "Korean script": "장관은 수요일 오슬로에서 사절들과 만났다.",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_another_language_is_named(file: Writer, language: str) -> None:
    assert f"in {language}; only English" in refusal(file(LANGUAGES[language]))


def test_prose_in_no_known_language(file: Writer) -> None:
    words = "Blorp snirk velt omra quist fenny drab. " * 6
    assert "an unknown language" in refusal(file(words))


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz met Holm in Oslo.",
        "Ana de la Ruiz, Per van der Holm, Ursula von der Lee and Omar al Din met in Oslo, Norway.",
        "The envoys left for the airport. „Wir haben nichts gelesen“, one of them said as she went.",
        "In La Paz, Los Angeles and Le Havre, ports were shut on Friday by strikes over pay.",
        "Participants:\n- Ursula von der Lee, Union\n- Omar bin Said Al Din, Oman\nThey met in Rome.",
    ],
)
def test_names_and_foreign_words_do_not_make_a_text_foreign(file: Writer, text: str) -> None:
    assert read_article(file(text)).text == text


FURNITURE_ONLY = {
    "cookie notice": (
        "We value your privacy\n"
        "We and our partners store and/or access information on a device, such as cookies.\n"
        "With your permission we and our partners may use precise geolocation data.\n"
        "You may click to consent to the processing, or refuse to consent.\n"
        "Your preferences will apply to this website only.\nAccept all\nReject all\n"
    ),
    "menu": "Home\nNews\nWorld\nPolitics\nSport\nContact us\nPrivacy policy\nSign in\n",
    "headlines": (
        "Minister resigns after vote\nEnvoys return to Oslo for talks\nArmy denies role in clash\n"
        "Union leaders call off the strike after a night of talks with the government over pay\n"
    ),
    "error page": "404\nPage not found\nThe page you are looking for could not be found.\n",
    "script notice": "Please enable JavaScript and cookies to continue.\nYour browser is out of date.\n",
    "paywall": "Subscribe to continue reading\nYou have read your last free article this month.\n",
    "adverts": "Advertisement\nSponsored content\n© 2025 Harbour Wire. All rights reserved.\n",
}


@pytest.mark.parametrize("name", sorted(FURNITURE_ONLY))
def test_a_page_without_its_article(file: Writer, name: str) -> None:
    message = refusal(file(FURNITURE_ONLY[name]))
    assert "no article" in message or "no sentence" in message


@pytest.mark.parametrize(
    "text",
    ["Ruiz", "1234 5678\n90", "... --- ...", "Envoys return to Oslo", "a,b\n1,2\n", '{"a": 1}'],
)
def test_a_text_without_a_sentence(file: Writer, text: str) -> None:
    assert "holds no sentence" in refusal(file(text))


def test_an_article_about_cookies_is_an_article(file: Writer) -> None:
    text = (
        "Parliament backs cookie law\n\nParliament voted on Tuesday to ban notices that trick users, "
        "the speaker said. Sites that use cookies must ask for consent once a year under the law. "
        "“We use cookies too, and you will see our notice change,” she told reporters.\n"
    )
    assert read_article(file(text)).title == "Parliament backs cookie law"


def test_notices_around_an_article_do_not_hide_it(file: Writer) -> None:
    article = read_article(file(FURNITURE_ONLY["cookie notice"] + SENTENCE * 4))
    assert len(article.text) > 0
