"""Who is asking, from a credential alone, and what they may see.

A credential is a key as a bearer token, the cookie that our own pages exchange a key for, or the name of a user in a header
from a listed proxy. None of them means: the public. What somebody may see is what their kind of access opens, without
the digests of published documents that they may see as well.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address

from pydantic import SecretStr

from assistant.conversation import Asker
from assistant.errors import NotAllowed, NotKnown
from assistant.settings import AssistantSettings
from ingest.catalogue import hidden_digests
from ingest.documents import Access
from ingest.errors import UnknownDocument
from ingest.library import Snapshot
from ingest.shelf import Shelf

COOKIE = "plan_assistant_session"

Network = IPv4Network | IPv6Network

PUBLIC = Asker()
STAFF = Asker(frozenset(Access), staff=True)
ADMINISTRATOR = Asker(frozenset(Access), staff=True, administrator=True)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What came with a request: its headers in small letters, the session cookie, and the address of whoever is at the other end."""

    headers: Mapping[str, str]
    cookie: str | None = None
    peer: str | None = None


class Gate:
    """Turns credentials into askers. Sessions are signed with a key's own digest: changing the key ends them."""

    def __init__(self, settings: AssistantSettings) -> None:
        self._settings = settings
        keys = ((settings.admin_key, "admin", ADMINISTRATOR), (settings.staff_key, "staff", STAFF))
        self._roles = {role: (_digest(key), asker) for key, role, asker in keys if key is not None}

    @property
    def session_seconds(self) -> int:
        """How long a session lasts."""
        return int(self._settings.session_hours * 3600)

    def asker(self, credentials: Credentials) -> Asker:
        """Given credentials, return who asks. Raises NotKnown for a bearer token that no key equals."""
        authorization = credentials.headers.get("authorization")
        if authorization is not None:
            return self.holder(_bearer(authorization))
        return self._proxied(credentials) or self._in_session(credentials.cookie) or PUBLIC

    def holder(self, key: str) -> Asker:
        """Given a key, return whose it is. Raises NotKnown. Takes as long for a wrong key as for a right one."""
        return self._roles[self._role(key)][1]

    def session(self, key: str, now: float | None = None) -> str:
        """Given a key, return a signed session for a cookie. Raises NotKnown."""
        role = self._role(key)
        text = f"{role}.{int((time.time() if now is None else now) + self.session_seconds)}"
        return f"{text}.{self._signature(role, text)}"

    def _role(self, key: str) -> str:
        given = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
        matches = [role for role, (digest, _) in self._roles.items() if hmac.compare_digest(digest, given)]
        if not matches:
            raise NotKnown("This key is not known here; check it, or ask without one to see what is public.")
        return matches[0]

    def _in_session(self, cookie: str | None, now: float | None = None) -> Asker | None:
        """Given a cookie, return whose session it is; None where it is forged, over, or there is none: a cookie is sent unasked."""
        role, _, rest = (cookie or "").partition(".")
        ends, _, signature = rest.partition(".")
        if role not in self._roles or not (ends.isascii() and ends.isdigit() and len(ends) < 20):
            return None
        if not hmac.compare_digest(self._signature(role, f"{role}.{ends}").encode(), signature.encode("utf-8", "replace")):
            return None
        return self._roles[role][1] if int(ends) > (time.time() if now is None else now) else None

    def _signature(self, role: str, text: str) -> str:
        return hmac.new(self._roles[role][0], f"session:{text}".encode(), hashlib.sha256).hexdigest()

    def _proxied(self, credentials: Credentials) -> Asker | None:
        """Given credentials, return whom a listed proxy says it has signed in, None where none says so."""
        header = self._settings.proxy_header
        user = credentials.headers.get(header.lower(), "").strip() if header else ""
        if not user or not is_listed(credentials.peer, self._settings.trusted_proxies):
            return None
        return ADMINISTRATOR if user in self._settings.proxy_administrators else STAFF


def is_listed(address: str | None, networks: Sequence[Network]) -> bool:
    """Given an address as it is written, say whether it lies in one of some networks; what is no address lies in none."""
    try:
        plain = ip_address(address or "")
    except ValueError:
        return False
    mapped = getattr(plain, "ipv4_mapped", None) or plain
    return any(mapped in network for network in networks)


def visible(snapshot: Snapshot, asker: Asker) -> frozenset[str]:
    """Given what is published and who asks, return the ids of the documents they may see."""
    documents = [shelf.document for shelf in snapshot.shelves.values() if shelf.document.access in asker.access]
    return frozenset(document.id for document in documents) - hidden_digests(documents)


def seen(snapshot: Snapshot, asker: Asker, document_id: str) -> Shelf:
    """Given an id, return its document. Raises UnknownDocument, with the same words whether it is hidden or not there."""
    if document_id not in visible(snapshot, asker):
        raise UnknownDocument(f"No document has the id “{document_id[:100]}”; the list of documents has those there are.")
    return snapshot.document(document_id)


def scope(snapshot: Snapshot, asker: Asker, wanted: tuple[str, ...] | None) -> frozenset[str]:
    """Given the ids a question is limited to (None: all), return those to search. Raises UnknownDocument, naming one that is not there."""
    allowed = visible(snapshot, asker)
    if wanted is None:
        return allowed
    for document_id in wanted:
        if document_id not in allowed:
            raise UnknownDocument(f"No document has the id “{document_id[:100]}”; the list of documents has those there are.")
    return frozenset(wanted)


def require_staff(asker: Asker) -> None:
    """Given who asks, raise NotKnown for the public."""
    if not asker.staff:
        raise NotKnown("Changing a register needs the staff key; give it as a bearer token.")


def require_administrator(asker: Asker, what: str = "Adding and removing documents") -> None:
    """Given who asks, and for what, raise NotKnown for the public and NotAllowed for staff."""
    if asker.administrator:
        return
    if asker.staff:
        raise NotAllowed(f"{what} is for administrators only; give the administrator's key.")
    raise NotKnown(f"{what} needs the administrator's key; give it as a bearer token.")


def _bearer(authorization: str) -> str:
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise NotKnown("The Authorization header is not of the form “Bearer KEY”; correct it, or leave it out to see what is public.")
    return key.strip()


def _digest(key: SecretStr) -> bytes:
    return hashlib.sha256(key.get_secret_value().encode()).digest()
