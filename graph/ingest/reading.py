"""A file's bytes as text, or one plain line that says why not."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from graph.errors import InputError

MAX_BYTES = 1_000_000

_SIGNATURES = (
    (b"%PDF-", "a PDF", "save its text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x1f\x8b", "gzip-compressed", "unpack it first, e.g. with gunzip"),
    (b"\x89PNG", "a PNG picture", "give the article's text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the article's text"),
    (b"GIF8", "a GIF picture", "give the article's text"),
)
_WIDE_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# Anything below the space but tab, line feed, vertical tab, form feed, carriage return.
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13} | {127}
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


def shown(path: Path) -> str:
    """The path for a message: on one line and printable, whatever bytes the name is made of."""
    name = os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def read_text(path: Path) -> str:
    """The file decoded as UTF-8, its byte order mark dropped and all line ends as ``\\n``.

    Raises InputError, in one line, for whatever is not a text file of at most MAX_BYTES. Nothing
    but a regular file is opened, so that a pipe or a device cannot block.
    """
    content = _regular_file(path)
    _refuse_other_formats(path, content)
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + len(content) - len(body)
        raise InputError(_not_utf8(path, content, offset)) from error
    if not text.strip(_INVISIBLE + " \t\r\n\v\f\u00a0\u2028\u2029\u3000"):
        raise InputError(f"{shown(path)}: holds nothing but white space; give an article's text")
    if text.lstrip().lower().startswith(("<!doctype html", "<html")):
        raise InputError(f"{shown(path)}: is an HTML page; save the article's text as plain text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _regular_file(path: Path) -> bytes:
    name = shown(path)
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise InputError(f"{name}: no such file; check the path") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read ({_reason(error)}); check the path") from error
    if stat.S_ISDIR(status.st_mode):
        raise InputError(f"{name}: is a directory; name the text files in it, e.g. {name}/*.txt")
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{name}: is a pipe or a device; save the article to a text file first")
    if status.st_size > MAX_BYTES:
        raise InputError(
            f"{name}: has {status.st_size / 1e6:.1f} MB, more than the {MAX_BYTES / 1e6:.0f} MB "
            "that an article may have; give one file per article"
        )
    if status.st_size == 0:
        raise InputError(f"{name}: is empty; give an article's text")
    try:
        return path.read_bytes()
    except OSError as error:
        reason = _reason(error)
        raise InputError(f"{name}: cannot be read ({reason}); check its permissions") from error


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return str(reason).lower()


def _refuse_other_formats(path: Path, content: bytes) -> None:
    name = shown(path)
    for mark, encoding in _WIDE_ENCODINGS:
        if content.startswith(mark):
            raise InputError(_wide(name, encoding))
    for signature, kind, way_out in _SIGNATURES:
        if content.startswith(signature):
            raise InputError(f"{name}: is {kind}, not plain text; {way_out}")
    nul = content.find(0)
    if nul >= 0:
        # Wide text without a mark: every other byte of the Latin letters is zero.
        for zeros, letters, encoding in ((1, 0, "UTF-16LE"), (0, 1, "UTF-16BE")):
            if (
                2 * content[zeros::2].count(0) > len(content[zeros::2])
                and 0 not in content[letters::2]
            ):
                raise InputError(_wide(name, encoding))
        raise InputError(f"{name}: is binary (byte {nul} is NUL); give plain text in UTF-8")
    controls = sum(byte in _CONTROL for byte in content)
    if controls > max(8, len(content) // 50):
        raise InputError(f"{name}: is binary (control characters); give plain text in UTF-8")


def _wide(name: str, encoding: str) -> str:
    return (
        f"{name}: is {encoding}, not UTF-8; convert it: "
        f"iconv -f {encoding} -t UTF-8 {name} > utf8.txt"
    )


def _not_utf8(path: Path, content: bytes, offset: int) -> str:
    name = shown(path)
    high = sum(byte >= 0x80 for byte in content)
    if high > 0.3 * len(content):
        return (
            f"{name}: is not UTF-8 (byte 0x{content[offset]:02X} at offset {offset}) and looks "
            "binary; give plain text in UTF-8, or convert it with iconv"
        )
    return (
        f"{name}: is not UTF-8 (byte 0x{content[offset]:02X} at offset {offset}); convert it, "
        f"e.g.: iconv -f WINDOWS-1252 -t UTF-8 {name} > utf8.txt"
    )
