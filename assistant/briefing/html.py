"""A pack as a page that stands alone: one file, its style inside, nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from assistant.briefing.briefing import Briefing
from assistant.web.render import assets, page


def briefing_to_html(briefing: Briefing) -> str:
    """Given a pack, return it as an HTML file."""
    return bytes(page("briefing.html", {"briefing": briefing, "style": Markup(_style())}).body).decode()


def content_security_policy() -> str:
    """Return what a browser may do with such a page: show it, in its own style, and nothing more."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _style() -> str:
    return assets()["briefing.css"].content.decode()
