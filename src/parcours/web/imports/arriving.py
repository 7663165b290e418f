"""Files on their way in: written to the shop's folder as they come, by nobody who may not."""

from __future__ import annotations

import secrets
import shutil
import weakref
from pathlib import Path
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.urls import reverse

from parcours.shop.artificial import is_artificial
from parcours.stream.erasing import UPLOADS
from parcours.web.design.place import this_shop

REFUSED = "parcours.upload_refused"
"""Where a request says, in its environment, why its file was not taken: a word of ``imports.errors``."""

_LONGEST_NAME = 200


def place_of(token: str) -> Path:
    """Return where a file lies."""
    return this_shop().folder / UPLOADS / token


def room() -> int:
    """Return how large a file may be: half of what is free, as the log needs room for what it says."""
    return shutil.disk_usage(this_shop().folder).free // 2


class Arrived(UploadedFile):  # type: ignore[type-arg]  # it takes none when it runs
    """A file in the shop's folder; it goes with the request unless it is kept."""

    def __init__(self, file: IO[bytes], token: str, name: str, size: int) -> None:
        super().__init__(file, "file", None, size)
        self.token = token
        self.shown_name = _readable(name)
        self.kept = False

    def close(self) -> None:
        """Close it, and forget what nobody wanted."""
        super().close()
        if not self.kept:
            place_of(self.token).unlink(missing_ok=True)


class ToShop(FileUploadHandler):
    """Takes the file of the imports' screen; leaves all others to the handlers after it."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin to write, or let the file pass by."""
        super().new_file(*args, **options)
        self._file: IO[bytes] | None = None
        if self._request.path not in (reverse("imports:home"), reverse("api:bring_import")):
            return
        if why := self._refusal():
            self._request.META[REFUSED] = why
            raise SkipFile
        self._token, self._size = secrets.token_hex(16), 0
        place_of(self._token).parent.mkdir(mode=0o700, exist_ok=True)
        self._file = place_of(self._token).open("xb")
        # Django does not say when what comes is cut off or cannot be read.
        self._left = weakref.finalize(self, _forget, self._file, place_of(self._token))
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece."""
        del start
        if self._file is None:
            return raw_data
        try:
            self._file.write(raw_data)
        except OSError as error:
            self.upload_interrupted()
            self._request.META[REFUSED] = "full"
            raise SkipFile from error
        self._size += len(raw_data)
        return None

    def file_complete(self, file_size: int) -> Arrived | None:
        """Hand it to the view."""
        if self._file is None:
            return None
        file, self._file = self._file, None
        self._left.detach()
        file.flush()
        return Arrived(file, self._token, self.file_name or "", file_size)

    def upload_interrupted(self) -> None:
        """Forget what came."""
        if getattr(self, "_file", None) is not None:
            self._file = None
            self._left()

    @property
    def _request(self) -> Any:
        return self.request

    def _refusal(self) -> str:
        """Return why no file is taken. It comes before the view is asked, so this asks as the view would."""
        actor = getattr(self._request, "actor", None) or getattr(self._request.user, "actor", None)
        if actor is None or not actor.may("import"):
            return "denied"
        if is_artificial(this_shop().folder):
            return "artificial"
        return "large" if int(self._request.META.get("CONTENT_LENGTH") or 0) > room() else ""


def _forget(file: IO[bytes], place: Path) -> None:
    file.close()
    place.unlink(missing_ok=True)


def _readable(name: str) -> str:
    """Return a name without signs that are not seen or turn the text around them."""
    return "".join(sign for sign in name if sign.isprintable()).strip()[:_LONGEST_NAME] or "?"
