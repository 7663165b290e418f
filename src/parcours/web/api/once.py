"""Doing once what was asked twice: the header ``Idempotency-Key``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from ninja import Status
from pydantic_core import to_jsonable_python

from parcours.errors import InputError
from parcours.web.accounts.marks import StaffRequest
from parcours.web.api.models import Done
from parcours.web.api.refusals import ConflictError

HEADER = "Idempotency-Key"
KEY = r"^[!-~]{1,100}$"
_KEPT = timedelta(days=1)


def once(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer what was asked under a key before as it was answered then, for a day.

    What is done and that it was done are one transaction: after a failure the key is free again.
    """

    @wraps(view)
    def repeated(request: StaffRequest, **given: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is None:
            return view(request, **given)
        _check(key)
        with transaction.atomic():
            return _first_or_again(request, key, lambda: view(request, **given))

    return repeated


def _first_or_again(request: StaffRequest, key: str, do: Callable[[], Any]) -> Any:
    now, asked, token = timezone.now(), _digest(request), request.actor.id or 0
    Done.objects.filter(at__lt=now - _KEPT).delete()
    before = Done.objects.filter(token=token, key=key).first()
    if before is not None:
        if before.asked != asked:
            raise InputError("Something else was asked with this key.", advice="Use a new key.")
        return Status(before.status, before.answer)
    row = Done(token=token, key=key, asked=asked, at=now)
    try:
        # The row first: of two at once, one waits here, and fails.
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ConflictError("A request with this key was being answered just now.") from error
    answer = do()
    row.status, row.answer = answer.status_code, to_jsonable_python(answer.value)
    row.save(update_fields=["status", "answer"])
    return answer


def _digest(request: StaffRequest) -> str:
    asked = b"\0".join((str(request.method).encode(), request.get_full_path().encode(), request.body))
    return hashlib.sha256(asked).hexdigest()


def _check(key: str) -> None:
    if not re.fullmatch(KEY, key):
        raise InputError(
            f"The header {HEADER} cannot be used.", expected="Up to 100 visible ASCII characters."
        )
