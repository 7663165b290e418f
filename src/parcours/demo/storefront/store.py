"""Accounts, orders and visits in one small SQLite file; every write is one transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from parcours.demo.storefront.codec import decode, encode
from parcours.demo.storefront.orders import Account, Address, Order, ReturnRequest
from parcours.demo.storefront.visit import Visit

FILE = "storefront.db"
FIRST_ORDER = 10_001
_BUSY_SECONDS = 10
_SCHEMA = """
create table if not exists visit (session text primary key, content text not null, seen text not null);
create table if not exists account (
    number integer primary key, email text not null unique, name text not null, password text not null
);
create table if not exists address (
    account integer not null, content text not null, unique (account, content)
);
create table if not exists placed (
    number integer primary key, token text not null unique, account integer not null, content text not null
);
create index if not exists placed_by_account on placed (account);
create table if not exists return_request (content text not null, number integer not null);
"""


class Store:
    """The shop's memory; safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._local = threading.local()
        self._rows().executescript(_SCHEMA)

    def visit(self, session: str) -> Visit | None:
        """Return what a browser has with it; none if the session is unknown."""
        row = self._rows().execute("select content from visit where session = ?", (session,)).fetchone()
        return decode(Visit, row[0]) if row else None

    def change(self, session: str, change: Callable[[Visit], Visit], now: datetime) -> Visit:
        """Change a visit as it stands at this moment; a new session starts empty."""
        with self._writing() as rows:
            found = rows.execute("select content from visit where session = ?", (session,)).fetchone()
            visit = change(decode(Visit, found[0]) if found else Visit())
            rows.execute("replace into visit values (?, ?, ?)", (session, encode(visit), now.isoformat()))
        return visit

    def forget_visits(self, before: datetime) -> None:
        """Forget the browsers that have not been here since."""
        with self._writing() as rows:
            rows.execute("delete from visit where seen < ?", (before.isoformat(),))

    def rename(self, session: str, new: str) -> None:
        """Give a visit another session: the old name may be known to somebody."""
        with self._writing() as rows:
            rows.execute("update visit set session = ? where session = ?", (new, session))

    def sign_up(self, *, email: str, name: str, password: str) -> Account | None:
        """Open an account; none if the address has one."""
        with self._writing() as rows:
            done = rows.execute(
                "insert or ignore into account (email, name, password) values (?, ?, ?)",
                (email.lower(), name, password),
            )
        return Account(done.lastrowid or 0, email.lower(), name, password) if done.rowcount else None

    def account(self, number: int) -> Account | None:
        """Return an account."""
        return self._account("number", number)

    def account_of(self, email: str) -> Account | None:
        """Return the account of an e-mail address."""
        return self._account("email", email.lower())

    def addresses(self, account: int) -> tuple[Address, ...]:
        """Return the addresses of an account, the last used first."""
        query = "select content from address where account = ? order by rowid desc"
        return tuple(decode(Address, row[0]) for row in self._rows().execute(query, (account,)))

    def place(self, order: Order, session: str) -> Order:
        """Keep an order and empty the cart; a checkout that already ended gives the order that it made."""
        with self._writing() as rows:
            found = rows.execute(
                "select number, content from placed where token = ?", (order.token,)
            ).fetchone()
            if found:
                return replace(decode(Order, found[1]), number=found[0])
            number = rows.execute(
                "select coalesce(max(number) + 1, ?) from placed", (FIRST_ORDER,)
            ).fetchone()[0]
            _insert(rows, replace(order, number=number))
            left = rows.execute("select content from visit where session = ?", (session,)).fetchone()
            if left:
                content = encode(decode(Visit, left[0]).after_order())
                rows.execute("update visit set content = ? where session = ?", (content, session))
        return replace(order, number=number)

    def order(self, number: int) -> Order | None:
        """Return an order."""
        row = self._rows().execute("select content from placed where number = ?", (number,)).fetchone()
        return decode(Order, row[0]) if row else None

    def order_of(self, token: str) -> Order | None:
        """Return the order in which a checkout ended."""
        row = self._rows().execute("select content from placed where token = ?", (token,)).fetchone()
        return decode(Order, row[0]) if row else None

    def orders(self, account: int) -> tuple[Order, ...]:
        """Return the orders of an account, the latest first."""
        query = "select content from placed where account = ? order by number desc"
        return tuple(decode(Order, row[0]) for row in self._rows().execute(query, (account,)))

    def ask_return(self, request: ReturnRequest) -> None:
        """Note that something is to go back."""
        with self._writing() as rows:
            rows.execute("insert into return_request values (?, ?)", (encode(request), request.order))

    def returns(self, order: int) -> tuple[ReturnRequest, ...]:
        """Return what is to go back of an order."""
        query = "select content from return_request where number = ?"
        return tuple(decode(ReturnRequest, row[0]) for row in self._rows().execute(query, (order,)))

    def _account(self, column: str, value: int | str) -> Account | None:
        query = f"select number, email, name, password from account where {column} = ?"  # noqa: S608 - our own column
        row = self._rows().execute(query, (value,)).fetchone()
        return Account(*row) if row else None

    def _rows(self) -> sqlite3.Connection:
        if not hasattr(self._local, "rows"):
            rows = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            rows.execute("pragma journal_mode = wal")
            self._local.rows = rows
        connection: sqlite3.Connection = self._local.rows
        return connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        rows = self._rows()
        rows.execute("begin immediate")
        try:
            yield rows
        except BaseException:
            rows.execute("rollback")
            raise
        rows.execute("commit")


def _insert(rows: sqlite3.Connection, order: Order) -> None:
    rows.execute(
        "insert into placed values (?, ?, ?, ?)", (order.number, order.token, order.account, encode(order))
    )
    if order.account:
        kept = (order.account, encode(order.address))
        rows.execute("delete from address where account = ? and content = ?", kept)
        rows.execute("insert into address values (?, ?)", kept)
