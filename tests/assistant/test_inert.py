"""A document's words in Markdown: shown exactly as they are, whoever renders them, and nothing else with them."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.inert import inert, plain, without_hidden

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text(alphabet="[]()!<>&*_`#-+=|~:;/.1) \n\"'ahtpsw@\\#x", max_size=60)
TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=120) | MARKUP


def shown(markdown: str) -> str:
    """What somebody reads once Markdown is rendered."""
    return html.unescape(re.sub(r"<[^>]*>", "", COMMONMARK.render(markdown)))


def lines(text: str) -> str:
    """A text as it may be shown: without white space around its lines."""
    return "\n".join(line.strip() for line in text.split("\n"))


@given(TEXT)
def test_shown_words_are_exactly_the_documents(text: str) -> None:
    # A renderer may put a line break or a space where the document has other white space; no sign is lost and none comes in.
    assert shown(inert(text)).split() == without_hidden(text).replace("\0", "\ufffd").split()


@given(TEXT)
def test_the_words_come_back_as_they_were(text: str) -> None:
    assert plain(inert(text)) == lines(without_hidden(text))


@given(MARKUP)
def test_no_element_comes_out_of_words_but_paragraphs(text: str) -> None:
    assert set(re.findall(r"<(/?\w+)", COMMONMARK.render(inert(text)))) <= {"p", "/p"}


@given(TEXT)
def test_lines_stay_lines(text: str) -> None:
    assert inert(text).count("\n") == without_hidden(text).count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "Burglary fell by 3% (from 1,104 to 1,071).",
        "The board's “terms of reference” – see page 4; § 17, £5 & 6° C",
        "Cllr O’Neill and/or Ms Khan, e.g. in Marwick!",
        "a - b, 3.5 and 10:30",
        "",
    ],
)
def test_plain_words_are_not_touched(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# Not a heading", r"\# Not a heading"),
        ("1. first", r"1\. first"),
        ("2) second", r"2\) second"),
        ("- item", r"\- item"),
        ("> quote", r"\> quote"),
        ("--- ", r"\---"),
        ("https://evil.example", r"https\://evil.example"),
        ("www.evil.example", r"www\.evil.example"),
        ("a@b.example", r"a\@b.example"),
        ("![x](y)", r"\!\[x\](y)"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("|---|", r"\|---\|"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("**a** _b_ `c`", r"\*\*a\*\* \_b\_ \`c\`"),
        ("<b>", r"\<b\>"),
        ("a\\b", r"a\\b"),
    ],
)
def test_what_would_mean_something_is_escaped(text: str, markdown: str) -> None:
    assert inert(text) == markdown


def test_an_ampersand_between_words_needs_no_escape() -> None:
    assert inert("Fire & Rescue; AT&T") == "Fire & Rescue; AT&T"


@pytest.mark.parametrize(
    "hidden",
    ["\u200b", "\u2066", "\u202e", "\ufeff", "\u00ad", "\x00", "\x1b", "\U000e0041", "\ue000", "\u2060", "\x85"],
)
def test_what_shows_nothing_goes(hidden: str) -> None:
    assert without_hidden(f"safe{hidden}ly") == "safely"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_that_languages_need_stay(joiner: str) -> None:
    assert without_hidden(f"a{joiner}b") == f"a{joiner}b"


@pytest.mark.parametrize(("text", "kept"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\tb", "a b"), ("a\n\nb", "a\n\nb")])
def test_line_breaks_stay_and_tabs_become_spaces(text: str, kept: str) -> None:
    assert without_hidden(text) == kept


@given(st.text(max_size=120))
def test_nothing_hidden_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    seen = without_hidden(text)
    assert without_hidden(seen) == seen
    assert not [c for c in seen if c not in "\n\u200c\u200d" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co")]
