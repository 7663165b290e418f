"""The menu: what the application has, in the order in which a shop's day needs it."""

from __future__ import annotations

from dataclasses import dataclass

from parcours.state.access import Permission


@dataclass(frozen=True)
class Entry:
    """One line of the menu.

    Parameters
    ----------
    feature
        Its name: the first screen is the address ``<feature>:home``, what it is called the phrase
        ``<feature>.nav``. A feature without that address is not in the menu.
    icon
        A symbol of ``design/parts/sprite.html``.
    needs
        Who sees it.
    group
        Entries of one group stand together.
    at_hand
        Whether a phone shows it at the bottom of every page; four do at most.
    """

    feature: str
    icon: str
    needs: Permission = "see"
    group: int = 0
    at_hand: bool = False


ENTRIES = (
    Entry("journey_map", "map", at_hand=True),
    Entry("overview", "gauge", at_hand=True),
    Entry("funnel", "funnel"),
    Entry("stages", "stages"),
    Entry("people", "people", group=1, at_hand=True),
    Entry("orders", "bag", group=1, at_hand=True),
    Entry("products", "tag", group=1),
    Entry("messages", "mail", "message", group=1),
    Entry("imports", "import", "import", group=2),
    Entry("accounts", "person", "manage", group=2),
    Entry("care", "settings", "manage", group=2),
)
