"""What does not add up: the findings asked about, and the other reading beside a quote that a document contradicts elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.finding import Finding, FindingType
from assistant.findings.noticed import contradictions_in
from assistant.prompts import Prompts
from assistant.understand import Intent, Understood
from assistant.weights import weights_of
from ingest.documents import Document, Span
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot

MOST = 8  # findings told to somebody who asks for all of them
MOST_ABOUT = 2  # findings told to somebody who asks about one thing
ABOUT = 0.4  # share of the weight of a question's words that a finding must hold to be about it
_TWO_READINGS = frozenset({FindingType.SAME_QUANTITY, FindingType.COUNT_AND_LIST, FindingType.DATES})
# Words of such questions that name no subject.
_NO_SUBJECT = frozenset(
    words_of(
        "contradict contradiction contradicts itself add up adds figures numbers sums inconsistent inconsistency inconsistencies disagree"
        " conflict conflicting muddled wrong right two different totals match tally anywhere anything something seem seems paperwork"
        " paper get there which what where does"
    )
)


def tell_contradictions(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return what does not add up in them, all of it or what is asked about;
    None where that is not asked or nothing was found."""
    if understood.intent is not Intent.CONTRADICTION:
        return None
    claims: list[DraftClaim] = []
    for document in documents:
        if document.id not in understood.scope.documents:
            continue
        found = _asked_about(contradictions_in(document.id, snapshot), understood, snapshot)
        claims.extend(claim for finding in found for claim in finding.claims())
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def with_other_readings(draft: Draft, snapshot: Snapshot) -> Draft:
    """Given a draft of quotes, return it with the other reading added where the document says something else elsewhere of what
    they say."""
    led = [claim for claim in draft.claims if claim.basis is Basis.QUOTED]
    said = {span for claim in draft.claims for span in claim.spans}
    added: list[DraftClaim] = []
    for claim in led:
        for finding in contradictions_in(claim.spans[0].document_id, snapshot):
            if finding.type in _TWO_READINGS and any(_overlap(span, mine) for span in finding.spans for mine in claim.spans):
                statement, *quotes = finding.claims()
                fresh = [quote for quote in quotes if not any(_overlap(quote.spans[0], mine) for mine in said)]
                added.extend([statement, *fresh])
                said.update(finding.spans)
                break
    return replace(draft, claims=(*draft.claims, *added)) if added else draft


def _asked_about(findings: Sequence[Finding], understood: Understood, snapshot: Snapshot) -> Sequence[Finding]:
    subject = stems_of(understood.subject) - _NO_SUBJECT
    if len(subject) < 2:
        return findings[:MOST]
    weights = weights_of(snapshot)
    total = weights.total(subject) or 1.0
    ranked = sorted(
        ((weights.total(subject & _stems(finding, snapshot)) / total, -place) for place, finding in enumerate(findings)), reverse=True
    )
    return [findings[-place] for share, place in ranked[:MOST_ABOUT] if share >= ABOUT]


def _stems(finding: Finding, snapshot: Snapshot) -> frozenset[str]:
    words = " ".join(snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in finding.spans)
    return stems_of(f"{finding.says} {words}")


def _overlap(one: Span, two: Span) -> bool:
    return one.document_id == two.document_id and one.page == two.page and min(one.end, two.end) > max(one.start, two.start)
