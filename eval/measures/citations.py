"""Do the citations carry what is said, and are they where the gold says?

None of these says that an answer is right: copying the top passage whole is precise too. The report always prints them
beside the facts found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.contract import Answer, Citation, Claim, plain_text
from eval.measures.passages import Alternatives, GoldItem
from eval.words import fold, occurs, share_held, words

COMMON_SHARE = 0.5  # of a claim's longer words, where it holds neither figure nor name
SHORTEST_CONTENT_WORD = 4
FIGURE = re.compile(r"\d+(?:\.\d+)?")
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n)\W*$")
NAME = re.compile(r"\b[A-Z][\w'’&-]*")


def citation_precision(answer: Answer) -> float | None:
    """Given an answer, return the share of its cited claims whose citations carry them; None where no claim has a citation."""
    cited = [claim for claim in answer.claims if answer.cited_by(claim)]
    return sum(carries(answer.cited_by(claim), claim) for claim in cited) / len(cited) if cited else None


def carries(citations: Sequence[Citation], claim: Claim) -> bool:
    """Given a claim and its citations, say whether the quoted words hold the claim's figures and names.

    Figures must stand in the quotes; names there or in the cited section. A citation's own title and period in the claim ("Sutton's
    strategy 2021-24 says") need no support. `counted`: the count itself is the number of citations or stands nowhere, so figures up to
    that number are not asked for. `computed`: the result stands nowhere, so every quote must give the claim a figure.
    A claim with neither figure nor name needs half of its longer words in the quotes.
    """
    text = _without_labels(plain_text(claim.text), citations)
    quotes = "\n".join(citation.quote for citation in citations)
    if claim.basis == "computed":
        return all(_figures(citation.quote) & _figures(text) for citation in citations)
    figures = _figures(text) - (_small_numbers(len(citations)) if claim.basis == "counted" else frozenset())
    names = _names(text)
    sections = "\n".join(citation.section or "" for citation in citations)
    if not figures <= _figures(quotes) or not all(occurs(name, f"{quotes}\n{sections}") for name in names):
        return False
    return bool(figures or names) or claim.basis == "counted" or _common(text, quotes) >= COMMON_SHARE


def evidence_covered(answer: Answer, alternatives: Alternatives) -> float:
    """Given an answer, return how much of the gold evidence its citations' quotes cover, for the best alternative.

    Per item: the share of its three-word shingles in the quotes from the same document and page, put together in the page's order
    (a list or a table row may be cited piece by piece). Several items: their mean.
    """
    return max((sum(_covered(answer.citations, item) for item in items) / len(items) for items in alternatives), default=0.0)


def pages_right(answer: Answer, alternatives: Alternatives) -> float:
    """Given an answer, return the share of the items of evidence whose document and page it cites, for the best alternative."""
    cited = {(citation.document_id, citation.page or 1) for citation in answer.citations}
    return max((sum((item.document_id, item.page) in cited for item in items) / len(items) for items in alternatives), default=0.0)


def _covered(citations: Sequence[Citation], item: GoldItem) -> float:
    same_page = [citation for citation in citations if (citation.document_id, citation.page or 1) == (item.document_id, item.page)]
    in_order = sorted(same_page, key=lambda citation: (citation.start or 0, citation.number))
    return share_held("\n".join(citation.quote for citation in in_order), item.text)


def _without_labels(text: str, citations: Sequence[Citation]) -> str:
    """Given a claim's words, return them without its citations' titles and periods."""
    labels = {label for citation in citations for label in (citation.title, citation.period) if isinstance(label, str) and label}
    for label in sorted(labels, key=len, reverse=True):
        text = re.sub(re.escape(label), " ", text, flags=re.IGNORECASE)
    return text


def _figures(text: str) -> frozenset[str]:
    return frozenset(FIGURE.findall(fold(text)))


def _small_numbers(most: int) -> frozenset[str]:
    return frozenset(str(number) for number in range(most + 1))


def _names(text: str) -> frozenset[str]:
    """Given a text, return its words with a capital that do not begin a sentence, and its abbreviations anywhere."""
    found = [match for match in NAME.finditer(text) if len(match.group()) > 1]
    return frozenset(
        match.group().removesuffix("'s").removesuffix("’s")
        for match in found
        if match.group()[1].isupper() or not SENTENCE_START.search(text[: match.start()])
    )


def _common(text: str, quotes: str) -> float:
    """Given a claim's words and the quotes, return the share of its longer words that the quotes hold."""
    wanted = {word for word in words(text) if len(word) >= SHORTEST_CONTENT_WORD}
    return len(wanted & set(words(quotes))) / len(wanted) if wanted else 0.0
