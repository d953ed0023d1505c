"""The scrutiny pack: findings and register -> chapters of checked lines -> DOCX, Markdown or a printable page."""
