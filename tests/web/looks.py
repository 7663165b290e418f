"""Looks of a screen: every language in every scheme and size, in six instead of twelve."""

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
LOOKS = (
    ("en", "light", PHONE),
    ("en", "dark", DESK),
    ("fr", "light", DESK),
    ("fr", "dark", PHONE),
    ("he", "light", DESK),
    ("he", "dark", PHONE),
)
