"""The one family of errors that Parcours raises on purpose."""

from __future__ import annotations


class ParcoursError(Exception):
    """Something went wrong that a person can act on.

    Parameters
    ----------
    what
        What happened, one sentence.
    expected
        What was expected instead, where that is not plain from ``what``.
    advice
        What to do now.
    retryable
        Whether the same call may succeed later without anybody changing anything.

    Examples
    --------
    >>> print(ParcoursError("No file 'a.csv'.", advice="Check the path."))
    No file 'a.csv'. Check the path.
    """

    def __init__(self, what: str, *, expected: str = "", advice: str = "", retryable: bool = False) -> None:
        super().__init__(" ".join(part for part in (what, expected, advice) if part))
        self.what = what
        self.expected = expected
        self.advice = advice
        self.retryable = retryable


class InputError(ParcoursError):
    """What the caller gave cannot be used; nothing was changed."""


class StorageError(ParcoursError):
    """The disk, the log or the index did not do what it must; nothing acknowledged was lost."""


class BusyError(ParcoursError):
    """Another process holds what this one needs."""

    def __init__(self, what: str, *, expected: str = "", advice: str = "") -> None:
        super().__init__(what, expected=expected, advice=advice, retryable=True)


class NewerFormatError(StorageError):
    """The files were written by a newer version of Parcours."""
