"""Read PDFs from stdin, write what they say as JSON: run apart, because a hostile file can hang or crash pdfium.

Each file comes behind a line with its size, each answer is a line.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from .limits import MAX_GLYPHS, MAX_PAGES, limit_memory, limit_time


def main() -> None:
    """Answer each file ``{"pdf": …}``, or ``{"error": …}`` with the reason why nothing can be read."""
    limit_memory()
    while size := sys.stdin.buffer.readline():
        limit_time()
        answer = _answer(sys.stdin.buffer.read(int(size)))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _answer(data: bytes) -> dict[str, object]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    from .glyphs import TooManyGlyphs
    from .reading import pdf_to_text

    try:
        with pdfium.PdfDocument(data) as document:
            pages = len(document)
        if pages > MAX_PAGES:
            return {"error": "pages", "count": pages}
        return {"pdf": asdict(pdf_to_text(data, max_glyphs=MAX_GLYPHS)), "pages": pages}
    except pdfium.PdfiumError as error:
        return {"error": "locked" if error.err_code == c.FPDF_ERR_PASSWORD else "broken"}
    except TooManyGlyphs:
        return {"error": "glyphs"}
    except MemoryError:
        return {"error": "memory"}


if __name__ == "__main__":
    main()
