"""The lines that a council's web editor copies: for plain HTML, LocalGov Drupal and WordPress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

# How the widget opens: its name, and what the web editor reads.
MODES = (
    ("floating", "A button at the corner of the window, which opens a dialog"),
    ("dialog", "A button where you put it, which opens a dialog"),
    ("inline", "A button where you put it, which opens the assistant in its place"),
)
SETTINGS = (
    ("documents", "Ids of the documents it answers from, separated by commas; without it, all public ones."),
    ("mode", "floating, dialog or inline."),
    ("open", "With inline, on the element: open from the beginning."),
    ("label", "The button’s words, and the title of what it opens."),
    ("contact", "How to reach a person, such as “Call the community safety team on 01234 567890”."),
    ("contact-link", "Where that leads: an address that begins with https:, mailto: or tel:."),
    ("exit", "The neutral page that “Exit this page” leads to; a weather page where there is none."),
    ("lang", "Language of the widget’s own words, where the page’s own is not meant; answers stay English."),
    ("strings", "Words of your own in place of the widget’s: JSON, or the address of a JSON file. docs/widget.md lists them."),
    ("theme", "light, dark, or auto to follow the system; without it, the page’s own color-scheme decides."),
    ("level", "Level of its first heading, 1 to 4; without it, 2."),
)
STYLE = """plan-assistant {
  --plan-assistant-accent: #00703c;
  --plan-assistant-on-accent: #ffffff;
  --plan-assistant-font: "Your font", Arial, sans-serif;
}
plan-assistant::part(launcher) {
  border-radius: 2em;
}"""


@dataclass(frozen=True, slots=True)
class Embedding:
    """What a web editor chose, and where the script is. `address` has no slash at its end."""

    address: str
    version: str
    integrity: str
    documents: Sequence[str]
    mode: str

    @property
    def pinned(self) -> str:
        """The address of the script, with its version."""
        return f"{self.address}/widget/{self.version}/widget.js"

    @property
    def script(self) -> str:
        """The element that loads the script."""
        pinned = f'\n  integrity="{self.integrity}"\n  crossorigin="anonymous"'
        return f'<script src="{escape(self.pinned)}"{pinned}{self._documents()} defer></script>'

    @property
    def unpinned(self) -> str:
        """The element that loads whatever script is the newest."""
        return f'<script src="{escape(self.address)}/widget.js"{self._documents()} defer></script>'

    @property
    def element(self) -> str:
        """The element where the assistant stands; empty where the script adds it by itself."""
        if self.mode == "floating":
            return ""
        return f'<plan-assistant mode="{self.mode}"><a href="{escape(self.address)}/">Ask about our plans</a></plan-assistant>'

    @property
    def library(self) -> str:
        """The library of a Drupal theme."""
        documents = f"        data-documents: {_quoted(','.join(self.documents))}\n" if self.documents else ""
        return (
            f"plan_assistant:\n  js:\n    {self.pinned}:\n      type: external\n      minified: true\n      preprocess: false\n"
            f"      attributes:\n        defer: true\n        crossorigin: anonymous\n{documents}        integrity: {self.integrity}"
        )

    @property
    def twig(self) -> str:
        """The lines of a Drupal template."""
        return "\n".join(part for part in ("{{ attach_library('YOURTHEME/plan_assistant') }}", self.element) if part)

    @property
    def wordpress(self) -> str:
        """The file of a WordPress plugin."""
        documents = f' data-documents="{escape(",".join(self.documents))}"' if self.documents else ""
        attributes = _quoted(f' crossorigin="anonymous" integrity="{self.integrity}"{documents} src=')
        shortcode = f"\nadd_shortcode( 'plan-assistant', function () {{\n\treturn {_quoted(self.element)};\n}} );" if self.element else ""
        return (
            "<?php\n/* Plugin Name: Plan Assistant */\nadd_action( 'wp_enqueue_scripts', function () {\n"
            f"\twp_enqueue_script( 'plan-assistant', {_quoted(self.pinned)}, array(), null, array( 'strategy' => 'defer' ) );\n}} );\n"
            "add_filter( 'script_loader_tag', function ( $tag, $handle ) {\n"
            f"\treturn 'plan-assistant' === $handle ? str_replace( ' src=', {attributes}, $tag ) : $tag;\n}}, 10, 2 );{shortcode}"
        )

    @property
    def policy(self) -> str:
        """What a Content-Security-Policy needs."""
        return f"script-src {self.address}\nconnect-src {self.address}"

    def _documents(self) -> str:
        return f'\n  data-documents="{escape(",".join(self.documents))}"' if self.documents else ""


def _quoted(text: str) -> str:
    """Given a text, return it as PHP and YAML both write it between single quotation marks, where it holds none."""
    return "'" + text.replace("'", "&#39;") + "'"
