"""Encodings: right, or refused with the reason; never silently wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest_samples import BODY, LEGACY, SHORT, UNICODE
from rasid.errors import InputError
from rasid.ingest.encodings import decode
from rasid.ingest.lexicon import THRESHOLD, common_words, fault, known_share


@pytest.mark.parametrize("encoding", [*UNICODE, "utf-16-le", "utf-16-be", "utf-32", *LEGACY])
def test_right_reading(encoding: str) -> None:
    text = BODY.replace("،", ",") if encoding == "mac_arabic" else BODY
    assert decode(text.encode(encoding), "f.txt")[0] == text


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
def test_short_text_in_old_encoding(encoding: str) -> None:
    assert decode(SHORT.encode(encoding), "f.txt")[0] == SHORT


def test_wrong_declaration_is_not_believed() -> None:
    assert decode(BODY.encode("cp1256"), "f.html", "iso-8859-1") == (BODY, "cp1256")
    assert decode(BODY.encode("cp1256"), "f.html", "no-such-charset") == (BODY, "cp1256")


@pytest.mark.parametrize(
    "data, reason",
    [
        (bytes(range(256)) * 20, "binary"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0" + b"\0" * 500, "NUL bytes"),
        ("Сегодня войска вошли в город после долгих боёв".encode("koi8-r"), "wrong encoding"),
        (BODY.encode("cp1256") + b"\x81" * 3 + "ПРИВЕТ".encode("cp866") * 900, "wrong encoding"),
        ("\ufeff".encode("utf-16-le") + b"\x00\xd8" * 9, "UTF-16"),
    ],
)
def test_refused_with_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        decode(data, "dir/f.txt")
    assert error.value.where == "dir/f.txt"


@pytest.mark.parametrize("written, read", [("utf-8", "cp1256"), ("utf-8", "latin-1"), ("cp1256", "latin-1"), ("cp1256", "iso8859_6")])
def test_mojibake_inside_utf8_is_refused(written: str, read: str) -> None:
    assert fault(BODY.encode(written).decode(read, "replace"))


def test_other_languages_are_refused() -> None:
    assert "no Arabic letters" in fault("Government forces took control of the village on Sunday.")
    persian = (
        "نیروهای دولتی روز یکشنبه کنترل روستا را به دست گرفتند و گفتند که درگیری هنوز ادامه دارد "
        "و مردم از خانه های خود گریختند تا در امان باشند"
    )
    assert "another language" in fault(persian)
    assert "no words" in fault("!!! 123 :-)")


def test_lists_of_names_pass() -> None:
    assert fault("قصف على كفرنبل وحاس ومعرة حرمة وحزارين") == ""


def test_common_words_file() -> None:
    lines = (Path(__file__).parents[1] / "src/rasid/knowledge/ar/common.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert all("\u0621" <= char <= "\u064a" for word in words for char in word), "one script, no marks"
    assert 400 <= len(common_words()) <= 800
    assert known_share(BODY)[0] > 2 * THRESHOLD


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "x")
    except InputError:
        return
    assert data.decode(encoding) == text
