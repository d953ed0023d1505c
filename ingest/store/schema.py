"""The tables of the store, and the number of their layout."""

from __future__ import annotations

import sqlalchemy as sql

# Raised when a table or a column is added, so that an index of before is refused in words and not by the database.
SCHEMA = "3"
tables = sql.MetaData()
meta = sql.Table(
    "meta",
    tables,
    sql.Column("key", sql.String(40), primary_key=True),
    sql.Column("value", sql.Text, nullable=False),
)
locks = sql.Table(
    "locks",
    tables,
    sql.Column("name", sql.String(40), primary_key=True),
    sql.Column("owner", sql.String(64)),
    sql.Column("holder", sql.JSON),
    sql.Column("beat", sql.Float, nullable=False),
)
generations = sql.Table(
    "generations",
    tables,
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=True),
    sql.Column("document_id", sql.String(80), nullable=False, index=True),
    sql.Column("state", sql.String(10), nullable=False),
    sql.Column("entry", sql.JSON, nullable=False),  # the catalogue entry it was made from
    sql.Column("access", sql.String(10), nullable=False),
    sql.Column("file_sha256", sql.String(64), nullable=False),
    sql.Column("file_name", sql.Text, nullable=False),
    sql.Column("reader", sql.String(80), nullable=False),
    sql.Column("paged", sql.Boolean, nullable=False),
    sql.Column("pages", sql.Integer, nullable=False),
    sql.Column("unreadable", sql.JSON, nullable=False),
    sql.Column("passages", sql.Integer, nullable=False),
    sql.Column("warnings", sql.JSON, nullable=False),
    sql.Column("created", sql.DateTime(timezone=True), nullable=False),
)
documents = sql.Table(
    "documents",
    tables,
    sql.Column("id", sql.String(80), primary_key=True),
    sql.Column("generation", sql.ForeignKey("generations.id"), nullable=False, unique=True),
    sql.Column("title", sql.Text, nullable=False),
    sql.Column("authority", sql.Text),
    sql.Column("area", sql.Text),
    sql.Column("kind", sql.Text),
    sql.Column("period_start", sql.Date),
    sql.Column("period_end", sql.Date),
    sql.Column("period_label", sql.Text),
    sql.Column("published", sql.Date),
    sql.Column("follows", sql.String(80)),
    sql.Column("access", sql.String(10), nullable=False),
    sql.Column("licence", sql.Text),
    sql.Column("source", sql.String(10), nullable=False),
    sql.Column("digest_of", sql.String(80)),
    sql.Column("catalogue_sha256", sql.String(64)),
)
pages = sql.Table(
    "pages",
    tables,
    sql.Column("generation", sql.ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("label", sql.Text),
    sql.Column("readable", sql.Boolean, nullable=False),
    sql.Column("json", sql.LargeBinary, nullable=False),
)
passages = sql.Table(
    "passages",
    tables,
    sql.Column("generation", sql.ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("ordinal", sql.Integer, primary_key=True),
    sql.Column("id", sql.Text, nullable=False),
    sql.Column("digest", sql.String(64), nullable=False, index=True),
    sql.Column("kind", sql.String(10), nullable=False),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("lead", sql.Text, nullable=False),
    sql.Column("trail", sql.JSON, nullable=False),
    sql.Column("spans", sql.JSON, nullable=False),  # [page, start, end] each
    sql.Column("paragraph", sql.Text, nullable=False),
    sql.Column("published", sql.Text, nullable=False),
    sql.Column("anchor", sql.Text, nullable=False),
    sql.Column("unit", sql.Text, nullable=False),
)
token_vectors = sql.Table(
    "token_vectors",
    tables,
    sql.Column("digest", sql.String(64), primary_key=True),
    sql.Column("vectors", sql.LargeBinary, nullable=False),
)
entries = sql.Table(
    "entries",
    tables,
    sql.Column("generation", sql.ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True),
    sql.Column("kind", sql.String(20), primary_key=True),
    sql.Column("position", sql.Integer, primary_key=True),
    sql.Column("json", sql.LargeBinary, nullable=False),
)
amendments = sql.Table(
    "amendments",
    tables,
    sql.Column("id", sql.Integer, primary_key=True, autoincrement=True),
    # No foreign key: what an officer changed stays while the document is read again, and when it is removed and comes back.
    sql.Column("document_id", sql.String(80), nullable=False, index=True),
    sql.Column("change", sql.String(10), nullable=False),
    sql.Column("kind", sql.String(20), nullable=False),
    sql.Column("entry_id", sql.Text, nullable=False),
    sql.Column("json", sql.LargeBinary, nullable=False),
)
