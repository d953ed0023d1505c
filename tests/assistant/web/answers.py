"""Answers as the assistant could give them: one for every way it can end, and some that nobody should send."""

from __future__ import annotations

from assistant.conversation import Answer, AnsweredBy, Basis, Citation, Claim, LookedIn, Signpost, Status
from ingest.documents import Source
from tests.assistant.web.conftest import HOSTILE


def citation(number: int = 1, **more: object) -> Citation:
    values: dict[str, object] = {
        "number": number,
        "document_id": "reading",
        "title": "Reading",
        "source": Source.PUBLISHED,
        "period": "2011-2013",
        "period_over": True,
        "page": 1,
        "page_label": "iii",
        "section": "Reading > Part One",
        "paragraph": "1.2",
        "quote": "Words of the document",
        "start": 0,
        "end": 20,
        "url": "/documents/reading/pages/1?start=0&end=20#marked",
    } | more
    return Citation(**values)  # type: ignore[arg-type]


def quoted(count: int = 1) -> Answer:
    claims = tuple(Claim(f"Claim {number} of the plan.", Basis.QUOTED, (number,)) for number in range(1, count + 1))
    return Answer(
        Status.ANSWERED,
        "\n\n".join(f"{claim.text} [{number}]" for number, claim in enumerate(claims, 1)),
        claims,
        tuple(citation(number) for number in range(1, count + 1)),
        suggestions=("What about Bridgeton?",),
        standalone_question="What does the plan say?",
        documents_searched=("reading", "bridgeton"),
        answered_by=AnsweredBy.EXTRACT,
    )


def of_status(status: Status) -> Answer:
    if status is Status.ANSWERED:
        return quoted(3)
    if status is Status.PARTLY_ANSWERED:
        looked = LookedIn(("reading",), "passages", 12, (("reading", 2),))
        counted = Claim("There are 2 of them:", Basis.COUNTED, (1,))
        return Answer(status, "…", (counted, Claim("The plan gives no budget.", Basis.ABSENT, (), looked)), (citation(),))
    if status is Status.UNCLEAR:
        return Answer(status, "Which area do you mean?", suggestions=("What about Bridgeton?", "What about Harbour?"))
    if status is Status.SIGNPOSTED:
        posts = (Signpost("Emergency services", "Call 999.", "Someone is in danger now."), Signpost("Police", "Call 101.", "It can wait."))
        return Answer(status, "Here is who can help.\n\n- Emergency services: Call 999.\n- Police: Call 101.", signposts=posts)
    return Answer(status, "Sorry, I could not find this.\n\nI looked in \\*everything\\*.", documents_searched=("reading",))


def hostile() -> Answer:
    return Answer(
        Status.ANSWERED,
        HOSTILE,
        (Claim(HOSTILE, Basis.QUOTED, (1, 2)), Claim("[here](javascript:alert(1))", Basis.QUOTED, (1,))),
        (
            citation(1, title=HOSTILE, quote=HOSTILE, section=HOSTILE, url="javascript:document.title='owned'"),
            citation(2, url="https://elsewhere.example/", published=HOSTILE, source=Source.DIGEST),
        ),
        suggestions=(HOSTILE,),
        documents_searched=(HOSTILE,),
    )
