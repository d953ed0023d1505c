"""A pack as Markdown: headings, tables, quotes, and the numbers of their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.briefing.briefing import Briefing, Chart, Heading, Line, Style, Table, references
from assistant.cite import escaped
from assistant.conversation import Citation

_BARS = "▁▂▃▄▅▆▇█"


def briefing_to_markdown(briefing: Briefing) -> str:
    """Given a pack, return it as Markdown."""
    lines = [f"# {escaped(briefing.title)}", ""]
    for line in briefing.preface:
        lines += [_plain(line, ()), ""]
    for chapter in briefing.chapters:
        lines += [f"## {escaped(chapter.title)}", ""]
        listing = False
        for block in chapter.blocks:
            item = isinstance(block, Line) and block.style is Style.ITEM
            if listing and not item:
                lines.append("")
            listing = item
            lines += _block(block, briefing.citations)
        lines += [""] if listing else []
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Heading | Line | Table | Chart, citations: Sequence[Citation]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_plain(Line(block.text, block.citations), citations)}"
        yield ""
    elif isinstance(block, Table):
        yield from _table(block, citations)
    elif isinstance(block, Chart):
        yield f"{escaped(block.text)} {_bars(block)} {escaped(references(block.citations, citations))}".rstrip()
        yield ""
    elif block.style is Style.ITEM:
        yield f"- {_plain(block, citations)}"
    elif block.style is Style.QUESTION:
        yield f"**{_plain(block, citations)}**"
        yield ""
    else:
        text = _plain(block, citations)
        yield f"*{text}*" if block.style is Style.QUIET else text
        yield ""


def _plain(line: Line, citations: Sequence[Citation]) -> str:
    text = "<br>".join(escaped(part.replace("\t", " | ")) for part in line.text.split("\n"))
    marks = escaped(references(line.citations, citations))
    return f"{text} {marks}".rstrip()


def _table(table: Table, citations: Sequence[Citation]) -> Iterator[str]:
    heads = table.heads or tuple("" for _ in (table.rows[0] if table.rows else ()))
    yield f"| {' | '.join(escaped(head) or ' ' for head in heads)} |"
    yield f"|{'|'.join(' --- ' for _ in heads)}|"
    for row in table.rows:
        yield f"| {' | '.join(_plain(cell, citations).replace('|', '&#124;') for cell in row)} |"
    yield ""


def _bars(chart: Chart) -> str:
    most = max(point.value for point in chart.points) or 1.0
    return "".join(_BARS[min(len(_BARS) - 1, int(point.value / most * (len(_BARS) - 1)))] for point in chart.points)
