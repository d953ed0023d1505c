"""HTML -> Reading: the main content of a page as it is shown; what is hidden, and what is not content, is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.documents import Reading
from ingest.errors import UnreadableFile
from ingest.readers.characters import decoded, one_line, raised
from ingest.readers.draft import GridCell, PageDraft

_DROPPED = frozenset(
    "script style template noscript head title meta link nav svg math iframe object embed canvas audio video picture img map "
    "button input select textarea datalist option progress meter dialog".split()
)
_DROPPED_ROLES = frozenset("navigation banner contentinfo search menu menubar toolbar dialog alertdialog".split())
# Not part of what the page says, by the names that public-sector sites give them.
_FURNITURE = re.compile(r"cookie-?(?:banner|consent|notice)|skip-?link|breadcrumb|site-?(?:header|footer)|back-?to-?top", re.IGNORECASE)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body center details div fieldset figure footer form header hgroup html legend main p pre "
    "section summary search".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_APART = _BLOCKS | _HEADINGS.keys() | {"li", "td", "th", "tr", "dt", "dd", "table"}
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_LONGEST_SHEET = 200_000  # characters of a style sheet that are looked through
_DEEPEST = 120
_WIDEST = 1000  # columns that cells are placed in, as browsers limit it; further ones follow without a place of their own


def read_html(data: bytes) -> Reading:
    """Given an HTML file's bytes, return its main content as one unpaged page.

    Left out: scripts, styles, comments, navigation, the page's own header and footer, forms' controls, and
    whatever a browser would not show (hidden attribute, aria-hidden, display:none by style or by a simple class rule, ...).
    Raises UnreadableFile where the file declares entities or holds no words.
    """
    if _ENTITY.search(data):
        raise UnreadableFile(
            "The HTML declares entities of its own, which can be made to unpack without end: save the page again from a browser."
        )
    stated = _CHARSET.search(data[:4096])
    return read_markup(decoded(data, (stated.group(1) or stated.group(2)).decode("ascii", "replace") if stated else None))


def read_markup(markup: str, title: str | None = None) -> Reading:
    """Given HTML as text, return its main content as one unpaged page; `title` stands in for a missing title element."""
    root = _tree(markup)
    stated = root.find(".//title")
    named = one_line(stated.text or "") if stated is not None else ""
    draft = PageDraft()
    _Walk(draft, _hidden_names(root)).blocks(_main(root))
    if draft.empty:
        raise UnreadableFile("The file holds no words that a reader would see: check that the right file was chosen.")
    return Reading((draft.page(),), paged=False, title=named or title or None)


def _tree(markup: str) -> HtmlElement:
    # huge_tree allows 2,048 levels instead of 256; HTML knows no entities that could unpack.
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        # half characters cannot be encoded; they would be dropped later anyway
        root = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        why = one_line(str(error))[:100]
        raise UnreadableFile(f"The file is not HTML that can be read ({why}): save the page again from a browser.") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # libxml2 stops there without a word, and what stands behind would be missing
        raise UnreadableFile("The HTML is nested more than 2,000 levels deep: save it again, as PDF or plain text.")
    return root


def _main(root: HtmlElement) -> HtmlElement:
    """Given a document, return the one element that holds its main content, else its body."""
    for path in (".//main", ".//*[@role='main']", ".//body//article"):
        found = [element for element in root.iterfind(path) if len(one_line(element.text_content())) > 200]
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _hidden_names(root: HtmlElement) -> frozenset[str]:
    """Given a document, return the classes (".x") and ids ("#x") that its own style sheets hide outright."""
    names: set[str] = set()
    for style in root.iter("style"):
        sheet = re.sub(r"/\*.*?\*/", "", (style.text or "")[:_LONGEST_SHEET], flags=re.DOTALL)
        for part in _without_at_rules(sheet).split("}"):
            selectors, _, rule = part.partition("{")
            if _HIDING.search(rule):
                names.update(selector.strip() for selector in selectors.split(",") if re.fullmatch(r"[.#][\w-]+", selector.strip()))
    return frozenset(names)


def _without_at_rules(sheet: str) -> str:
    """Given a style sheet, return it without @media and the like: what is hidden in print only is shown."""
    kept: list[str] = []
    depth = skipping = 0
    for part in re.split(r"([{}]|@[\w-]+)", sheet):
        if part.startswith("@") and not skipping:
            skipping = depth + 1
        depth += (part == "{") - (part == "}")
        if not skipping:
            kept.append(part)
        elif (part == "}" and depth < skipping) or (skipping > depth and ";" in part):
            skipping = 0
    return "".join(kept)


class _Walk:
    """Goes through the elements in order and hands blocks to a draft; inline text is gathered until a block begins or ends."""

    def __init__(self, draft: PageDraft, hidden: frozenset[str]) -> None:
        self._draft = draft
        self._hidden = hidden
        self._line = ""
        self._depth = 0

    def blocks(self, element: HtmlElement) -> None:
        """Add everything inside an element."""
        self._inside(element)
        self._flush()

    def _inside(self, element: HtmlElement) -> None:
        self._depth += 1
        self._line += _collapsed(element.text)
        for child in element:
            if not self._is_left_out(child):
                self._element(child)
            self._line += _collapsed(child.tail)
        self._depth -= 1

    def _element(self, element: HtmlElement) -> None:
        tag = element.tag
        if self._depth > _DEEPEST:  # nested beyond any real page: its words without its structure
            self._line += " " + _collapsed(self._text(element))
        elif tag == "br":
            self._line += "\n"
        elif tag == "sup":
            self._line += _superscript(element, self._text(element))
        elif tag in _HEADINGS or element.get("role") == "heading":
            self._flush()
            self._draft.heading(self._text(element), _heading_level(element))
        elif tag in ("ul", "ol", "menu", "dl"):
            self._flush()
            self._list(element, 1)
        elif tag == "table":
            self._flush()
            self._table(element)
        elif tag in ("figcaption", "caption"):
            self._flush()
            self._draft.caption(self._text(element))
        elif tag in _BLOCKS:
            self._flush()
            self._inside(element)
            self._flush()
        elif tag == "hr":
            self._flush()
        else:
            self._inside(element)

    def _flush(self) -> None:
        words, self._line = self._line, ""
        if words.strip():
            self._draft.paragraph(words)

    def _is_left_out(self, element: HtmlElement) -> bool:
        if not isinstance(element.tag, str):  # a comment or a processing instruction
            return True
        return element.tag in _DROPPED or self._is_hidden(element) or _is_furniture(element)

    def _is_hidden(self, element: HtmlElement) -> bool:
        if "hidden" in element.attrib or (element.get("aria-hidden") or "").strip().lower() == "true":
            return True
        if _HIDING.search(element.get("style") or ""):
            return True
        return bool(self._hidden) and not self._hidden.isdisjoint(
            {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        )

    def _text(self, element: HtmlElement) -> str:
        """Given an element, return the words in it that are shown, line breaks kept."""
        return "".join(self._words(element, 0))

    def _words(self, element: HtmlElement, depth: int) -> Iterator[str]:
        yield _collapsed(element.text)
        for child in element:
            if not self._is_left_out(child):
                yield from self._child_words(child, depth)
            yield _collapsed(child.tail)

    def _child_words(self, child: HtmlElement, depth: int) -> Iterator[str]:
        if child.tag == "br":
            yield "\n"
        elif depth > _DEEPEST:
            yield f" {_collapsed(' '.join(child.itertext()))} "
        elif child.tag == "sup":
            yield _superscript(child, "".join(self._words(child, depth + 1)))
        else:
            # words of neighbouring blocks (two paragraphs in one cell) must not run together
            gap = " " if child.tag in _APART else ""
            yield gap
            yield from self._words(child, depth + 1)
            yield gap

    def _list(self, element: HtmlElement, level: int) -> None:
        number = _integer(element.get("start"), 1)
        for child in element:
            if self._is_left_out(child):
                continue
            if child.tag in ("ul", "ol", "menu", "dl"):  # a list put straight into a list
                self._list(child, level + 1)
            elif child.tag == "div":  # dl allows groups in div
                self._list(child, level)
            elif child.tag in ("li", "dt", "dd"):
                number = _integer(child.get("value"), number)
                self._item(child, level, _list_marker(element, number) if child.tag == "li" else "", child.tag == "dd")
                number += 1

    def _item(self, element: HtmlElement, level: int, marker: str, continues: bool) -> None:
        """Add one list item: its own words, then lists, tables and further paragraphs inside it."""
        words = _collapsed(element.text)
        for child in element:
            if self._is_left_out(child):
                words += _collapsed(child.tail)
                continue
            if child.tag in ("ul", "ol", "menu", "dl", "table"):
                continues = self._item_words(words, level, marker, continues)
                words = ""
                self._nested(child, level)
            elif child.tag in _BLOCKS or child.tag in _HEADINGS:
                continues = self._item_words(words, level, marker, continues)
                continues = self._item_block(child, level, marker, continues)
                words = ""
            else:
                words += "".join(self._child_words(child, self._depth))
            words += _collapsed(child.tail)
        self._item_words(words, level, marker, continues)

    def _item_block(self, element: HtmlElement, level: int, marker: str, continues: bool) -> bool:
        """Add a block inside an item; lists inside that block keep their own items."""
        if self._depth > _DEEPEST or not any(True for _ in element.iter("ul", "ol", "dl", "table")):
            return self._item_words(self._text(element), level, marker, continues)
        self._depth += 1
        self._item(element, level, "" if continues else marker, continues)
        self._depth -= 1
        return True

    def _item_words(self, words: str, level: int, marker: str, continues: bool) -> bool:
        """Add words of an item, and say whether the item has been begun: what follows in it has no marker of its own."""
        if not words.strip():
            return continues
        self._draft.item(words, level, "" if continues else marker, continues)
        return True

    def _nested(self, element: HtmlElement, level: int) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._draft.item(self._text(element), level, continues=True)
        elif element.tag == "table":
            self._table(element)
        else:
            self._list(element, level + 1)
        self._depth -= 1

    def _table(self, table: HtmlElement) -> None:
        rows = _rows(table)
        if _is_layout(table, rows):
            self._layout(table, rows)
            return
        for caption in table.iterchildren("caption"):
            if not self._is_left_out(caption):
                self._draft.caption(self._text(caption))
        self._draft.table(self._grid(rows))

    def _layout(self, table: HtmlElement, rows: list[HtmlElement]) -> None:
        """Add what stands in a table that only places things: block after block, row by row."""
        for row in rows:
            for cell in row.iterchildren("td", "th"):
                if not self._is_left_out(cell) and not self._is_left_out(row):
                    self._inside(cell)
                    self._flush()

    def _grid(self, rows: list[HtmlElement]) -> list[GridCell]:
        """Given a table's rows, return its cells in their places (the table algorithm of the HTML standard)."""
        cells: list[GridCell] = []
        taken: dict[int, int] = {}  # column -> first row in which it is free again
        number = 0
        for row in rows:
            if self._is_left_out(row):
                continue
            column = 0
            in_head = row.getparent().tag == "thead"
            for cell in row.iterchildren("td", "th"):
                if self._is_left_out(cell):
                    continue
                while column < _WIDEST and taken.get(column, 0) > number:
                    column += 1
                spread = min(max(_integer(cell.get("colspan"), 1), 1), max(_WIDEST - column, 1))
                down = _integer(cell.get("rowspan"), 1)
                down = min(down if down > 0 else len(rows) - number, len(rows) - number)
                cells.append(GridCell(self._text(cell), number, column, down, spread, in_head or cell.tag == "th"))
                taken.update(dict.fromkeys(range(column, column + spread), number + down))
                column += spread
            number += 1
        return cells


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """Given a table, return its own rows, head first and foot last, without those of tables inside it."""
    order = {"thead": 0, "tfoot": 2}
    parts = sorted(table.iterchildren("thead", "tbody", "tfoot", "tr"), key=lambda part: order.get(part.tag, 1))
    return [row for part in parts for row in ([part] if part.tag == "tr" else part.iterchildren("tr"))]


def _is_layout(table: HtmlElement, rows: list[HtmlElement]) -> bool:
    """Given a table, say whether it only places things: stated, one cell, or a table or heading inside a cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row in rows for cell in row.iterchildren("td", "th")]
    return len(cells) <= 1 or (table.find(".//th") is None and any(True for _ in table.iterdescendants("table", "h1", "h2", "h3")))


def _is_furniture(element: HtmlElement) -> bool:
    """Given an element, say whether it belongs to the site rather than to what the page says."""
    if (element.get("role") or "") in _DROPPED_ROLES:
        return True
    if element.tag in ("header", "footer"):
        return not any(parent.tag in ("article", "main", "section", "blockquote", "figure") for parent in element.iterancestors())
    return element.tag not in ("body", "main", "article") and bool(
        _FURNITURE.search(f"{element.get('id') or ''} {element.get('class') or ''}")
    )


def _heading_level(element: HtmlElement) -> int:
    stated = _integer(element.get("aria-level"), _HEADINGS.get(element.tag, 2))
    return min(max(stated, 1), 9)


def _superscript(element: HtmlElement, words: str) -> str:
    """Given a sup element and its words, return them; a reference to a note is left out, digits become superscript characters."""
    link = element.find(".//a")
    parent = element.getparent()
    link = parent if link is None and parent is not None and parent.tag == "a" else link
    if link is not None and (link.get("href") or "").startswith("#"):
        return ""
    return raised(words.strip())


def _list_marker(element: HtmlElement, number: int) -> str:
    """Given a list and an item's number, return what a browser prints in front of the item."""
    return f"{numeral(number, element.get('type') or '1')}." if element.tag == "ol" else "•"


def numeral(number: int, style: str) -> str:
    """Given a number and a style ("1", "a", "A", "i", "I"), return it as a list prints it."""
    if style in ("a", "A") and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if style == "A" else letters
    if style in ("i", "I") and 0 < number < 4000:
        parts = zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        )
        roman = ""
        for value, letters in parts:
            count, number = divmod(number, value)
            roman += letters * count
        return roman.upper() if style == "I" else roman
    return str(number)


def _collapsed(text: str | None) -> str:
    """Given text between tags, return it with white space folded as a browser does; only br breaks a line."""
    return re.sub(r"\s+", " ", text) if text else ""


def _integer(text: str | None, default: int) -> int:
    """Given an attribute, return its whole number, or `default` where it states none."""
    found = re.match(r"\s*([+-]?\d{1,6})(?!\d)", text or "")
    return int(found.group(1)) if found else default
