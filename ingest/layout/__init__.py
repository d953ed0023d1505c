"""Glyphs -> lines -> reading order -> blocks of lines, for one page at a time."""
