"""Word and PDF files: the text in reading order, a day only where the head prints one, OCR where the letters are unusable."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from pypdf.generic import NameObject

from ingest_samples import BODY, TITLE
from rasid.ingest.pdf import unwrap
from rasid.text import fold
from test_ingest import one, reasons

PDF = Path(__file__).parent / "data" / "report.pdf"  # TITLE, 18/04/2022 and BODY of ingest_samples in DejaVu Sans, shaped


def word_file(path: Path, *, table: bool = False) -> Path:
    document = docx.Document()
    document.core_properties.author = "مراسل"
    document.add_heading(TITLE, 1)
    for line in BODY.split("\n"):
        document.add_paragraph(line)
    if table:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "القتلى", "3"
    document.add_paragraph("")
    document.save(str(path))
    return path


@pytest.mark.parametrize("table", [True, False])
def test_word(tmp_path: Path, table: bool) -> None:
    report = one(word_file(tmp_path / "a.docx", table=table))
    assert report.text == f"{TITLE}\n{BODY}" + ("\nالقتلى 3" if table else "")
    assert (report.title, report.author, report.published) == (TITLE, "مراسل", None)


def test_word_day_at_its_head(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("نشر بتاريخ 18/4/2022")
    document.add_paragraph(BODY)
    document.save(str(tmp_path / "a.docx"))
    assert one(tmp_path / "a.docx").published == date(2022, 4, 18)


def test_word_day_of_an_event_is_not_that_of_publication(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("في الخامس من آذار 2020 انسحبت القوات من البلدة بعد اتفاق مع الأهالي على وقف إطلاق النار")
    document.save(str(tmp_path / "a.docx"))
    assert one(tmp_path / "a.docx").published is None


def test_broken_word(tmp_path: Path) -> None:
    data = word_file(tmp_path / "a.docx").read_bytes()
    (tmp_path / "b.docx").write_bytes(data[: len(data) // 2])
    (bad,) = reasons(tmp_path / "b.docx")
    assert "Word" in bad.reason
    docx.Document().save(str(tmp_path / "c.docx"))
    (bad,) = reasons(tmp_path / "c.docx")
    assert "empty" in bad.reason


def test_pdf() -> None:
    report = one(PDF)
    assert report.text == f"{TITLE}\n18/04/2022\n{BODY}"
    assert report.published == date(2022, 4, 18)
    assert "tool=pypdf" in report.origin


def without_letters(path: Path) -> Path:
    """The same pages, but their fonts no longer say which letters their glyphs are: what many Arabic PDFs look like."""
    writer = pypdf.PdfWriter(clone_from=str(PDF))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            font.get_object().pop(NameObject("/ToUnicode"), None)
    writer.write(str(path))
    return path


@pytest.mark.skipif(not (shutil.which("tesseract") and shutil.which("pdftoppm")), reason="tesseract and poppler not installed")
def test_pdf_by_ocr(tmp_path: Path) -> None:
    report = one(without_letters(tmp_path / "a.pdf"))
    assert "tool=OCR tesseract" in report.origin
    wanted = set(fold(BODY).replace(",", " ").replace("،", " ").replace(".", " ").split())
    read = set(fold(report.text).replace("،", " ").replace(".", " ").split())
    assert len(wanted & read) / len(wanted) > 0.9


def test_pdf_without_letters_is_refused_where_ocr_is_off(tmp_path: Path) -> None:
    (bad,) = reasons(without_letters(tmp_path / "a.pdf"), ocr=False)
    assert "cannot be used" in bad.reason and "OCR is off" in bad.reason


def test_broken_pdf(tmp_path: Path) -> None:
    data = PDF.read_bytes()
    for name, content in (("a.pdf", b"%PDF-1.7\nnothing"), ("b.pdf", data[: len(data) // 3])):
        (tmp_path / name).write_bytes(content)
        (bad,) = reasons(tmp_path / name, ocr=False)
        assert "PDF" in bad.reason


def test_pdf_with_too_many_pages(tmp_path: Path) -> None:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(301):
        writer.add_blank_page(100, 100)
    writer.write(out)
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    (bad,) = reasons(tmp_path / "a.pdf")
    assert "301 pages" in bad.reason


def test_wrapped_lines_are_joined_and_others_are_not() -> None:
    assert unwrap(["عنوان", "سطر طويل ينتهي بانتهاء الصفحة", "ثم يكتمل.", "سطر طويل آخر ينتهي بنقطة تماما.", "بداية"]) == (
        "عنوان\nسطر طويل ينتهي بانتهاء الصفحة ثم يكتمل.\nسطر طويل آخر ينتهي بنقطة تماما.\nبداية"
    )
