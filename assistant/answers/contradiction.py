"""What does not add up: the findings asked about, and the other reading beside a quote that a document contradicts elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answers.meant import named_in
from assistant.answers.standing import asks_period, tell_period
from assistant.answers.two_figures import two_figures
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim
from assistant.findings.finding import Finding, FindingType
from assistant.findings.noticed import contradictions_in
from assistant.findings.script import script_of
from assistant.prompts import Prompts
from assistant.understand import NUMBERS, Intent, Understood
from assistant.weights import Weights, weights_of
from ingest.documents import BlockKind, Document, Span
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import Entry, EntryKind
from ingest.sentences import sentences_of

MOST = 8  # findings told to somebody who asks for all of them
MOST_ABOUT = 2  # findings told to somebody who asks about one thing
ABOUT = 0.4  # share of the weight of a question's words that a finding must hold to be about it
_TWO_READINGS = frozenset({FindingType.SAME_QUANTITY, FindingType.COUNT_AND_LIST, FindingType.DATES})
# A reference to one of the document's own lists, which a reader may take for what it is called; no page or section.
_ENTRY = re.compile(r"(?:priorit|theme|objective|aim|goal|action|outcome|indicator|measure|target|strand|pillar|commitment)", re.I)
# Words of such questions that name no subject.
_NO_NAME = stems_of("plan strategy report document the of and for")
_YEARS = re.compile(r"\b20\d\d\s?[-–/]\s?\d\d")
_NO_SUBJECT = frozenset(
    words_of(
        "contradict contradiction contradicts itself add up adds figures numbers sums inconsistent inconsistency inconsistencies disagree"
        " conflict conflicting muddled wrong right two different totals match tally anywhere anything something seem seems paperwork"
        " paper pack get give given gives say says seem there which what where when does day date dates month year years number make"
        " page pages one another other later elsewhere clash tally it right correct true now they"
        " don't doesn't do not isn't aren't agree agrees agreed square squares consistent last previous i've i seen see saw read noticed"
        " notice found both each what's why actual actually"
        " appear appears claim claims state states drop drops dropped fall falls fell rise rises rose set out would could please tell"
        " come across"
        " answer answers reading readings version versions"
        " data performance statistics spotted hear hearing heard"
        " unsure undecided minds mind decide kind kinds type types sort sorts many much match matches"
    )
)
NAMED = 2  # words of a document's title by which another name is taken for its own
NEARLY = 0.9  # of the best finding's score: another that fits nearly as well is told too
WRITTEN = 0.15  # what one of the documents' words for the question's everyday ones adds to that share
MOST_WRITTEN = 3
MOST_OF_SORT = 3  # findings of the sort that is asked about, told to somebody whose other words none of them holds
LONGEST_SAID = 200  # characters of a finding's own sentence that is about one thing
ASKED_OF = 0.15  # the same share where the finding is of the sort that is asked about: two dates for "which day"
_SORTS: tuple[tuple[re.Pattern[str], frozenset[FindingType]], ...] = (
    (re.compile(r"\b(?:dates?|days?|when|months?)\b", re.I), frozenset({FindingType.DATES})),
    (
        re.compile(r"\b(?:years?|period|run|runs|covers?(?! (?:report|paper|sheet|page|letter|note)\b))\b", re.I),
        frozenset({FindingType.DATES, FindingType.SAME_QUANTITY, FindingType.REFERENCE_MISSING}),
    ),
    (
        re.compile(r"\b(?:how many|number of|numbers|totals?|counts?|figures?)\b", re.I),
        frozenset(
            {
                FindingType.SAME_QUANTITY,
                FindingType.COUNT_AND_LIST,
                FindingType.TOTAL_AND_PARTS,
                FindingType.SHARE_AND_COUNT,
                FindingType.CHANGE_AND_FIGURES,
            }
        ),
    ),
    (re.compile(r"\b(?:names?|called|spelt|titles?|titled)\b", re.I), frozenset({FindingType.NAMES, FindingType.SAME_QUANTITY})),
)

_TOLD_BY_SORT: tuple[tuple[re.Pattern[str], frozenset[FindingType]], ...] = (
    (re.compile(r"\b(?:dates?|(?:what|which) day)\b", re.I), frozenset({FindingType.DATES})),
    (
        re.compile(r"\b(?:contents|front list|list at the (?:front|start)|index|headings?|chapter titles?)\b", re.I),
        frozenset({FindingType.REFERENCE_MISSING}),
    ),
)


def tell_contradictions(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return what does not add up in them, all of it or what is asked about;
    None where that is not asked or nothing was found."""
    if understood.intent is not Intent.CONTRADICTION:
        return None
    claims: list[DraftClaim] = []
    among = named_in([document for document in documents if document.id in understood.scope.documents], understood)
    if asks_period(understood.standalone):
        period = tell_period(understood, documents, snapshot, prompts, audience)
        own = [claim for document in among for claim in _of_its_years(document, snapshot)]
        return Draft((*(period.claims if period is not None else ()), *own), AnsweredBy.REGISTER) if own else period
    for document in among:
        found = _asked_about(document, understood, snapshot)
        claims.extend(claim for finding in found for claim in finding.claims())
    claims = claims or [claim for document in among for claim in _two_figures(document, understood, snapshot, prompts, audience)]
    claims = claims or [
        claim for document in among for finding in _of_the_sort(document, understood, snapshot) for claim in finding.claims()
    ]
    return Draft(tuple(claims), AnsweredBy.REGISTER) if claims else None


def _of_its_years(document: Document, snapshot: Snapshot) -> Iterator[DraftClaim]:
    """That a document is called by different years: which time it is for is then told in two ways."""
    title = stems_of(document.plain_title) - _NO_NAME
    for finding in contradictions_in(document.id, snapshot):
        called = [finding.values.get(name, "") for name in ("first", "second")]
        if all(_YEARS.search(name) and len(title & stems_of(name)) >= NAMED for name in called):
            yield from finding.claims()


def _two_figures(
    document: Document, understood: Understood, snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Iterator[DraftClaim]:
    """Two figures of a document that differ a little for what is asked about: nobody says that they are meant to be one."""
    subject = _subject(document, understood)
    two = two_figures(understood.standalone, subject, script_of(document.id, snapshot), weights_of(snapshot)) if subject else None
    if two is not None:
        whose = prompts.whose(document.area, document.plain_title)
        values = {"whose": whose, "first": two[0].figure.text, "second": two[1].figure.text}
        spans = tuple(dict.fromkeys(span for one in two for span in one.spans))
        yield DraftClaim(Basis.COUNTED, spans, prompts.say("contradiction.two_figures", audience, values))
        yield from (DraftClaim(Basis.QUOTED, one.spans, item=True) for one in two)


def with_other_readings(draft: Draft, snapshot: Snapshot) -> Draft:
    """Given a draft of quotes, return it with the other reading added where the document says something else elsewhere of what
    they say: that of what is told aside stands there too."""
    led = [claim for claim in draft.claims if claim.basis is Basis.QUOTED]
    said = {span for claim in draft.claims for span in claim.spans}
    added: list[DraftClaim] = []
    told: list[Finding] = []
    for claim in led:
        for finding in contradictions_in(claim.spans[0].document_id, snapshot):
            if (
                (finding.type in _TWO_READINGS or _ENTRY.match(finding.values.get("reference", "")))
                and finding not in told
                and any(span.overlaps(mine) for span in finding.spans for mine in claim.spans)
            ):
                statement, *quotes = finding.claims()
                fresh = [quote for quote in quotes if not any(quote.spans[0].overlaps(mine) for mine in said)]
                added.extend(replace(one, above=claim.above) for one in (statement, *fresh))
                said.update(finding.spans)
                told.append(finding)
                break
    near, far = ([claim for claim in added if bool(claim.above) is aside] for aside in (False, True))
    draft = draft.joined_by(near)
    return replace(draft, claims=(*draft.claims, *far))


def _subject(document: Document, understood: Understood) -> frozenset[str]:
    """The stems of what a question is about: neither that something does not add up, nor the name of the document."""
    return stems_of(understood.subject) - _NO_SUBJECT - stems_of(f"{document.plain_title} {document.area or ''}")


def _asked_about(document: Document, understood: Understood, snapshot: Snapshot) -> Sequence[Finding]:
    findings, subject = contradictions_in(document.id, snapshot), _subject(document, understood)
    if not subject:
        return findings[:MOST]
    weights = weights_of(snapshot)
    sorts = frozenset[FindingType]().union(*(types for pattern, types in _SORTS if pattern.search(understood.standalone)))
    # What "numbers" is written as tells that a finding may be meant, and not which.
    telling = [phrase for phrase in understood.written if stems_of(phrase) - _NO_SUBJECT]
    ranked: list[tuple[float, int]] = []
    for place, finding in enumerate(findings):
        held = _held(finding, snapshot)
        if max(_share(subject, understood.written, one, weights) for one in held) >= (ASKED_OF if finding.type in sorts else ABOUT):
            share = max(_share(subject, telling, one, weights) for one in held)
            ranked.append((share + (ABOUT if finding.type in sorts else 0), -place))
    best = max(ranked, default=(0.0, 0))[0]
    return [findings[-place] for score, place in sorted(ranked, reverse=True)[:MOST_ABOUT] if score >= NEARLY * best]


def _of_the_sort(document: Document, understood: Understood, snapshot: Snapshot) -> list[Finding]:
    """The findings of the sort that a question names, where a document has only a few: who words the rest quite differently is told of each
    event with two dates, or of whatever the contents and the headings do not share."""
    named = [types for pattern, types in _TOLD_BY_SORT if pattern.search(understood.standalone)]
    found = [finding for finding in contradictions_in(document.id, snapshot) if any(finding.type in types for types in named)]
    return found if len(found) <= MOST_OF_SORT else []


def _share(subject: frozenset[str], written: Sequence[str], held: frozenset[str], weights: Weights) -> float:
    """The share of the weight of a question's words that stands in a finding; the documents' words for them count too."""
    own = sum(weights.of(stem) for stem in subject if stem in held or str(NUMBERS.get(stem, "")) in held)
    meant = sum(1 for stems in {stems_of(phrase) for phrase in written} if stems and stems <= held)
    return own / (weights.total(subject) or 1.0) + min(MOST_WRITTEN, meant) * WRITTEN


def _held(finding: Finding, snapshot: Snapshot) -> list[frozenset[str]]:
    """The stems of what a finding says and of each sentence that it stands on, with what their abbreviations stand for."""
    said = [*([finding.says] if len(finding.says) <= LONGEST_SAID else []), *(_sentence(span, snapshot) for span in finding.spans)]
    terms = snapshot.entries(finding.spans[0].document_id, EntryKind.TERM)
    return [stems_of(f"{words} {_spelt_out(words, terms)}") for words in said]


def _spelt_out(words: str, terms: Sequence[Entry]) -> str:
    shorts = set(re.findall(r"\w+", words))
    return " ".join(term.fields.get("expansion", "") for term in terms if term.fields.get("short") in shorts)


def _sentence(span: Span, snapshot: Snapshot) -> str:
    page = snapshot.page(span.document_id, span.page)
    for block in page.blocks:
        if block.start <= span.start < block.end and block.kind is not BlockKind.TABLE:
            within = page.text[block.start : block.end]
            said = [
                within[start:end]
                for start, end in sentences_of(within)
                if block.start + end > span.start and block.start + start < span.end
            ]
            return " ".join(said)
    return page.text[span.start : span.end]
