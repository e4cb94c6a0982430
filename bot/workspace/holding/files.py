"""Files that the app uploads: a place is asked for, the bytes are sent there, and then it is said where they belong."""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.workspace.holding.state import Json

mimetypes.add_type("text/vcard", ".vcf")


@dataclass(slots=True)
class File:
    """One file; `shape` is what the Web API and events say of it."""

    id: str
    name: str
    length: int
    owner: str
    title: str = ""
    body: bytes | None = None
    """None until it is uploaded."""
    complete: bool = False
    created: int = 0

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def shape(self, url: str) -> Json:
        """The file object; `url`: where the workspace is served."""
        extension = self.name.rpartition(".")[2].lower() if "." in self.name else "text"
        address = f"{url}/files/{self.id}/{quote(self.name)}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": extension,
            "pretty_type": extension.upper(),
            "user": self.owner,
            "size": len(self.body or b""),
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "url_private": address,
            "url_private_download": address,
            "permalink": address,
        }


@dataclass(slots=True)
class Files:
    """All files by id."""

    by_id: dict[str, File] = field(default_factory=dict)
    _tickets: dict[str, str] = field(default_factory=dict)

    def reserve(self, name: str, length: int, owner: str, created: int) -> tuple[File, str]:
        """A file to come, and the secret path segment its bytes are to be sent to."""
        file = File(f"F{secrets.token_hex(5).upper()}", name, length, owner, created=created)
        ticket = secrets.token_urlsafe(24)
        self.by_id[file.id] = file
        self._tickets[ticket] = file.id
        return file, ticket

    def receive(self, ticket: str, body: bytes) -> bool:
        """Take the bytes in; False: there is no such place, or it was promised another length."""
        file = self.by_id.get(self._tickets.get(ticket, ""))
        if file is None or len(body) != file.length:
            return False
        file.body = body
        return True
