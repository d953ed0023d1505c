"""The catalogue: what it says becomes documents; what is wrong in it is named with its line, its value and the next step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ingest.catalogue import documents_in, hidden_digests, load_catalogue
from ingest.documents import Access, Document, Source
from ingest.errors import CatalogueError
from ingest.period_label import period_of

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Given a catalogue's text and names of files, write them into a folder and return it."""

    def to(catalogue: str, *names: str) -> Path:
        folder = tmp_path / "plans"
        folder.mkdir()
        (folder / "catalogue.toml").write_text(catalogue, encoding="utf-8")
        for name in names:
            (folder / name).write_text("words", encoding="utf-8")
        return folder

    return to


def entry(**keys: str) -> str:
    """Given keys as TOML writes them, return an entry; id, title and file stand unless given."""
    stated = {"id": '"a"', "title": '"A plan"', "file": '"a.txt"'} | keys
    return "[[document]]\n" + "".join(f"{key} = {value}\n" for key, value in stated.items() if value)


def test_every_key_is_taken_over(write: Write) -> None:
    checksum = hashlib.sha256(b"words").hexdigest()
    folder = write(
        entry()
        + entry(
            id='"b"',
            file='"b.txt"',
            authority='"Exampleton Council"',
            area='"Exampleton"',
            kind='"strategy"',
            period='"2021-24"',
            published="2021-03-02",
            follows='"a"',
            access='"internal"',
            licence='"OGL 3.0"',
            sha256=f'"{checksum.upper()}"',
            source='"note"',
        ),
        "a.txt",
        "b.txt",
    )
    first, second = load_catalogue(folder)
    assert first == Document(id="a", title="A plan", file=folder / "a.txt")
    assert second == Document(
        id="b",
        title="A plan",
        file=folder / "b.txt",
        authority="Exampleton Council",
        area="Exampleton",
        kind="strategy",
        period=period_of("2021-24"),
        published=date(2021, 3, 2),
        follows="a",
        access=Access.INTERNAL,
        licence="OGL 3.0",
        sha256=checksum,
        source=Source.NOTE,
    )


@pytest.mark.parametrize(
    ("keys", "line", "words"),
    [
        ({"autority": '"X"'}, 5, "unknown key 'autority'. The keys are id, title, file, authority"),
        ({"title": ""}, 1, 'no title. Add title = "…"'),
        ({"title": "7"}, 3, "title = 7 is not a text"),
        ({"title": '"  "'}, 3, "is not a text"),
        ({"id": '"A plan"'}, 2, "id = 'A plan' is not an id. Use 1 to 80 small letters"),
        ({"id": f'"{"a" * 81}"'}, 2, "is not an id"),
        ({"file": '"b.txt"'}, 4, "file = 'b.txt' is not there. Put it into"),
        ({"file": '"../a.txt"'}, 4, "leads out of the catalogue's folder"),
        ({"file": '"/etc/passwd"'}, 4, "leads out of the catalogue's folder"),
        ({"file": '"..\\\\a.txt"'}, 4, "leads out of the catalogue's folder"),
        ({"file": '"a\\u0000.txt"'}, 4, "leads out of the catalogue's folder"),
        ({"file": '"."'}, 4, "is not there"),
        ({"file": '"a.doc"'}, 4, "is of no format that can be read. The endings are .pdf, .docx"),
        ({"published": '"15/02/2023"'}, 5, "published = '15/02/2023' is not a date. Write it as year-month-day"),
        ({"published": "2023"}, 5, "published = 2023 is not a text"),
        ({"period": '"2020-2017"'}, 5, "it ends (2017-12-31) before it starts (2020-01-01)"),
        ({"period": '"soon"'}, 5, "period = 'soon' cannot be used"),
        ({"access": '"secret"'}, 5, "access = 'secret' is unknown. It may be public or internal"),
        ({"source": '"copy"'}, 5, "It may be published or digest or note"),
        ({"source": '"published"', "digest_of": '"p"'}, 5, "source = 'published' with a digest_of"),
        ({"sha256": '"abc"'}, 5, "is not a checksum"),
        ({"sha256": f'"{"0" * 64}"'}, 5, "a.txt has the checksum"),
        ({"follows": '"b"'}, 5, "follows = 'b' is no document's id. The ids are a"),
        ({"follows": '"a"'}, 5, "leads in a circle"),
        ({"digest_of": '"a"'}, 5, "digest_of = 'a' is its own id"),
        ({"digest_of": '"../p"'}, 5, "digest_of = '../p' is not an id"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(write: Write, keys: dict[str, str], line: int, words: str) -> None:
    folder = write(entry(**keys), "a.txt", "a.doc")
    with pytest.raises(CatalogueError) as wrong:
        load_catalogue(folder)
    assert words in str(wrong.value)
    assert str(wrong.value).startswith(f"{folder / 'catalogue.toml'}, line {line}, entry ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "lists no document"),
        ("title = 'x'\n" + entry(), "unknown key 'title' outside an entry"),
        ("[document]\nid = 'a'", "lists no document"),
        ("[[document]]\nid = a\n", "is not valid TOML: Invalid value (at line 2, "),
        ("[[document]]\nid = 'a'\nid = 'b'", "is not valid TOML"),
        (entry() + entry(), "line 6, entry 'a': an entry with this id stands on line 2 already"),
        (entry(follows='"b"') + entry(id='"b"', follows='"a"'), "leads in a circle"),
        (entry(digest_of='"b"') + entry(id='"b"', source='"note"'), "digest_of = 'b' is a note"),
    ],
)
def test_a_wrong_catalogue_is_refused(write: Write, text: str, words: str) -> None:
    with pytest.raises(CatalogueError) as wrong:
        load_catalogue(write(text, "a.txt"))
    assert words in str(wrong.value)
    assert "catalogue.toml" in str(wrong.value)


def test_a_catalogue_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="is not there"):
        load_catalogue(tmp_path)
    (tmp_path / "catalogue.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match="is not UTF-8"):
        load_catalogue(tmp_path)


def test_links_out_of_the_folder_are_refused(write: Write, tmp_path: Path) -> None:
    folder = write(entry())
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(CatalogueError, match="is a link that leads out of the catalogue's folder"):
        load_catalogue(folder)
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to(folder / "a.txt")
    with pytest.raises(CatalogueError, match=r"file = 'a\.txt'"):
        load_catalogue(folder)


def test_links_within_the_folder_are_followed(write: Write) -> None:
    folder = write(entry(), "real.txt")
    (folder / "a.txt").symlink_to("real.txt")
    assert load_catalogue(folder)[0].file == folder / "real.txt"


DIGEST = entry(id='"a-digest"', title='"Digest: A plan"', digest_of='"a"', area='"Exampleton"', period='"2021"', file='"a-digest.md"')


def test_a_digest_alone(write: Write) -> None:
    (digest,) = load_catalogue(write(DIGEST, "a-digest.md"))
    assert (digest.source, digest.digest_of) == (Source.DIGEST, "a")
    assert hidden_digests([digest]) == set()


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.md", "a.txt"])
def test_a_published_document_dropped_in_takes_over_its_digests_entry(write: Write, name: str) -> None:
    folder = write(DIGEST + entry(id='"b"', file='"b.txt"', follows='"a"'), "a-digest.md", "b.txt", name)
    published, digest, after = load_catalogue(folder)
    assert published == Document(
        id="a", title="A plan", file=folder / name, area="Exampleton", period=period_of("2021"), source=Source.PUBLISHED
    )
    assert hidden_digests([published, digest, after]) == {"a-digest"}
    assert hidden_digests([digest, after]) == set()  # someone who may not see the published document sees the digest


def test_an_internal_entry_stays_internal_when_its_document_is_dropped_in(write: Write) -> None:
    text = DIGEST + 'access = "internal"\n'
    assert [document.access for document in load_catalogue(write(text, "a-digest.md", "a.txt"))] == [Access.INTERNAL] * 2


def test_a_published_document_with_an_entry_of_its_own_keeps_it(write: Write) -> None:
    folder = write(DIGEST + entry(title='"Its own title"'), "a-digest.md", "a.txt")
    assert [(document.id, document.title) for document in load_catalogue(folder)] == [
        ("a-digest", "Digest: A plan"),
        ("a", "Its own title"),
    ]


def test_two_files_for_one_published_document_are_an_error(write: Write) -> None:
    with pytest.raises(CatalogueError, match=r"a\.pdf and a\.txt are both there for digest_of = 'a'\. Keep one of them\."):
        load_catalogue(write(DIGEST, "a-digest.md", "a.txt", "a.pdf"))


def test_files_that_are_not_listed_are_named(write: Write) -> None:
    folder = write(DIGEST, "a-digest.md", "a.txt", "other.pdf", ".hidden")
    (folder / "sources").mkdir()
    documents, skipped = documents_in(folder)
    assert [document.id for document in documents] == ["a", "a-digest"]
    assert skipped == [
        "other.pdf was skipped: catalogue.toml does not list it.",
        "sources/ was skipped: catalogue.toml does not list it.",
    ]


def test_a_folder_without_a_catalogue(tmp_path: Path) -> None:
    for name in ("Safer_Town plan (2021).pdf", "Straße & Æ.txt", "notes.doc"):
        (tmp_path / name).write_text("words")
    documents, skipped = documents_in(tmp_path)
    assert [(document.id, document.title, document.period) for document in documents] == [
        ("safer-town-plan-2021", "Safer Town plan (2021)", None),
        ("strae", "Straße & Æ", None),
    ]
    assert len(skipped) == 1
    assert skipped[0].startswith("notes.doc was skipped")


def test_two_files_of_one_name_need_a_catalogue(tmp_path: Path) -> None:
    for name in ("plan.pdf", "Plan.txt"):
        (tmp_path / name).write_text("words")
    with pytest.raises(CatalogueError, match=r"Plan\.txt and plan\.pdf would both get the id 'plan'"):
        documents_in(tmp_path)


def test_a_single_file_uses_the_entry_beside_it(write: Write) -> None:
    folder = write(entry(area='"Exampleton"'), "a.txt", "other.txt")
    assert documents_in(folder / "a.txt")[0][0].area == "Exampleton"
    assert documents_in(folder / "other.txt") == ([Document(id="other", title="Other", file=folder / "other.txt")], [])
    with pytest.raises(CatalogueError, match="is not there"):
        documents_in(folder / "nothing.txt")
