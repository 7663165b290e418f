"""How much anybody may send in a form: nothing is kept of what a stranger sends, whatever the form is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST = 50_000_000
"""Bytes of one file; those that are larger are imports, and take a way of their own."""


class Bounded(FileUploadHandler):
    """Stands before the handlers that keep files: these read a form before anybody asks who sent it."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Pass by what a stranger sends."""
        super().new_file(*args, **options)
        request: Any = self.request
        if getattr(request, "actor", None) is None and not request.user.is_authenticated:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let a piece through, up to the limit."""
        if start + len(raw_data) > MOST:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to who keeps it."""
