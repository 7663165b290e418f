"""Messages as rows, and what servers answered to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from parcours.charts.formats import UNKNOWN
from parcours.messaging.selectors import KINDS, STATES, Listed, Tried, Wanted
from parcours.state.paging import Page
from parcours.web.design import formats
from parcours.web.design.books import books, language, say
from parcours.web.design.components import (
    Badge,
    Column,
    Empty,
    Filter,
    FilterBar,
    LinkButton,
    Option,
    Pager,
    Row,
    Search,
    Table,
    Tone,
)
from parcours.web.explore.numbers import count

_TONES: Mapping[str, Tone] = {
    "sent": "good",
    "waiting": "info",
    "sending": "info",
    "captured": "info",
    "failed": "danger",
    "unknown": "danger",
    "withheld": "warn",
    "expired": "warn",
}
_RESULTS: Mapping[str, Tone] = {"delivered": "good", "later": "warn", "refused": "danger", "lost": "danger"}
_LONGEST = 200


def parse(query: Mapping[str, str]) -> Wanted:
    """Return what an address asks for; what makes no sense there is left out."""
    state, kind = query.get("state", ""), query.get("kind", "")
    return Wanted(
        state=state if state in STATES else "",
        kind=kind if kind in KINDS else "",
        text=query.get("q", "").replace("\0", "").strip()[:_LONGEST],
    )


def filter_bar(wanted: Wanted, counts: Mapping[str, int], *, may_search: bool) -> FilterBar:
    """Return what messages are chosen by."""
    states = tuple(
        Option(name, f"{say(f'messages.states.{name}')} · {count(counts.get(name, 0))}") for name in STATES
    )
    kinds = tuple(Option(name, say(f"messages.kinds.{name}")) for name in KINDS)
    filters = (
        Filter("state", say("messages.filters.state"), states, wanted.state),
        Filter("kind", say("messages.filters.kind"), kinds, wanted.kind),
    )
    return FilterBar(filters, Search(say("messages.search"), wanted.text) if may_search else None)


def messages_table(found: Page[Listed], *, asked: bool) -> Table:
    """Return a page of messages."""
    columns = (
        Column(say("messages.columns.subject")),
        Column(say("messages.columns.to")),
        Column(say("messages.columns.kind")),
        Column(say("messages.columns.state")),
        Column(say("messages.columns.made")),
    )
    pager = Pager(found.next, found.previous)
    return Table(say("messages.tabs.list"), columns, found.of(_row).rows, _nothing(asked=asked), pager=pager)


def tries_table(tries: Sequence[Tried]) -> Table:
    """Return what servers answered."""
    columns = (
        Column(say("messages.columns.tried")),
        Column(say("messages.columns.result")),
        Column(say("messages.columns.answer")),
    )
    rows = [
        Row((formats.instant(each.at), _result(each), answer_of(each.code, each.answer))) for each in tries
    ]
    empty = Empty(say("messages.tries.none"), say("messages.tries.none_why"), icon="mail")
    return Table(say("messages.tries.title"), columns, rows, empty)


def standing(message: Listed) -> Badge:
    """Return how a message stands."""
    return Badge(say(f"messages.states.{message.state}"), _TONES[message.state])


def why(message: Listed) -> str:
    """Say why it stands so; empty where there is nothing to say."""
    if not message.reason:
        return say(f"messages.means.{message.state}")
    if _is_said(f"reasons.{message.reason}"):
        return say(f"messages.reasons.{message.reason}")
    return say(f"messages.troubles.{message.reason}.what")


def answer_of(code: int | None, answer: str) -> str:
    """Return a server's own words; they are English, mostly."""
    return " ".join(str(each) for each in (code, answer) if each) or UNKNOWN


def _row(message: Listed) -> Row:
    return Row(
        (
            message.subject or say("messages.erased"),
            message.to or UNKNOWN,
            say(f"messages.kinds.{message.kind}"),
            standing(message),
            formats.instant(message.made_at),
        ),
        reverse("messages:message", args=[message.number]),
    )


def _result(each: Tried) -> Badge:
    return Badge(say(f"messages.results.{each.result}"), _RESULTS[each.result])


def _nothing(*, asked: bool) -> Empty:
    if asked:
        everything = LinkButton(say("messages.nothing.all"), reverse("messages:home"), icon="close")
        return Empty(say("messages.nothing.title"), say("messages.nothing.filtered"), everything, "mail")
    return Empty(say("messages.nothing.title"), say("messages.nothing.text"), icon="mail")


def _is_said(name: str) -> bool:
    return any(name in book.phrases(language()) for book in books("messages"))
