"""Webhooks of any sender: a file of the shop says which part of what they send fills which part of a call."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from parcours.collect.http.calls import Calls, check_size, read_json
from parcours.errors import InputError, StorageError

PREFIX = "/hooks/"
FILE = "hooks.json"

_EACH = "$each"
_TOLD = msgspec.json.Decoder(Any)


class Hook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes calls of a sender's words.

    In ``call`` a text that begins with ``$.`` stands for what is found there, any other for itself. An object
    with ``$each`` becomes a list: itself for each element found there, its paths beginning at the element.
    ``each`` does the same for the whole: one call for each. Who signs does so in ``header``, with ``secret``.
    """

    call: dict[str, Any]
    each: str = ""
    header: str = ""
    secret: str = ""


def read_hook(folder: Path, name: str) -> Hook | None:
    """Return the hook of a name; None where there is none.

    Raises
    ------
    StorageError
        The file says what no hook can.
    """
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Hook]).get(name)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise StorageError(f"{path} cannot be read: {error}.", advice="Correct it.") from error


def read_payload(hook: Hook, body: bytes) -> Calls:
    """Return the calls that a hook makes of what was sent.

    Raises
    ------
    InputError
        It is no JSON, or has no list where the hook says.
    """
    told, _ = read_json(_TOLD, body)
    things = _found(hook.each, told) if hook.each else [told]
    if not isinstance(things, list):
        raise InputError(f"There is no list at {hook.each}.")
    check_size(len(things))
    return Calls([msgspec.Raw(msgspec.json.encode(_filled(hook.call, each))) for each in things])


def is_signed(hook: Hook, body: bytes, signature: str) -> bool:
    """Return whether a signature is the hook's of a body: HMAC with SHA-256, in hex or Base64."""
    digest = hmac.digest(hook.secret.encode(), body, hashlib.sha256)
    told = signature.removeprefix("sha256=").encode()
    wanted = digest.hex().encode() if len(told) == 2 * len(digest) else base64.b64encode(digest)
    return bool(hook.secret) and hmac.compare_digest(told, wanted)


def _filled(template: Any, told: Any) -> Any:
    """Return a template with what was told; what is not found is left out.

    >>> _filled({"id": "$.a.0", "kind": "x", "no": "$.b"}, {"a": [7]})
    {'id': 7, 'kind': 'x'}
    >>> _filled({"$each": "$.lines", "sku": "$.code"}, {"lines": [{"code": "s1"}, {"code": "s2"}]})
    [{'sku': 's1'}, {'sku': 's2'}]
    """
    if isinstance(template, str):
        return _found(template, told) if template.startswith("$.") else template
    if not isinstance(template, Mapping):
        return template
    if _EACH in template:
        inner = {name: value for name, value in template.items() if name != _EACH}
        things = _found(template[_EACH], told)
        return [_filled(inner, each) for each in things] if isinstance(things, list) else None
    filled = {name: _filled(value, told) for name, value in template.items()}
    return {name: value for name, value in filled.items() if value is not None}


def _found(path: str, told: Any) -> Any:
    for part in path.split(".")[1:]:
        if isinstance(told, Mapping):
            told = told.get(part)
        elif isinstance(told, list) and part.isdecimal() and int(part) < len(told):
            told = told[int(part)]
        else:
            return None
    return told
