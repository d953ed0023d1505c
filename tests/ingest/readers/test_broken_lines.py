"""Pages that pdfium takes for text set from top to bottom, so that it breaks the line behind every letter."""

from __future__ import annotations

import pypdfium2

from ingest.readers import read_bytes
from ingest.readers.format import Format

SIZE, STEP = 9, 8.5  # points: lines so close that no white strip runs across the page
WORDS = "Calls from people kept informed"


def letters_apart(rows: int) -> bytes:
    """A page of rows in Courier, a name and two shares in each, every letter placed by itself and no spaces between words."""
    shown: list[str] = []
    for row in range(rows):
        for left, text in ((40, WORDS), (340, f"{20 + row}%"), (440, f"{30 + row}%")):
            for place, letter in enumerate(text):
                if letter != " ":
                    shown.append(f"1 0 0 1 {left + place * 0.6 * SIZE:.2f} {800 - row * STEP:.2f} Tm ({letter}) Tj")
    content = f"BT /F1 {SIZE} Tf {' '.join(shown)} ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    body = "%PDF-1.4\n"
    places: list[int] = []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("latin-1")


def test_words_that_pdfium_breaks_into_letters_are_whole() -> None:
    data = letters_apart(88)
    with pypdfium2.PdfDocument(data) as pdf:
        assert "f\r\nr\r\no\r\nm" in pdf[0].get_textpage().get_text_range()
    (page,) = read_bytes(data, Format.PDF, 5).pages
    assert page.text.count(WORDS) == 88
    assert "107%" in page.text
