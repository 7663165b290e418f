"""Opening an account and coming back to it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.hashers import check_password, make_password

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.orders import Account


def join(desk: Desk, *, email: str, name: str, password: str) -> bool:
    """Open an account and sign in; false if the address has one already."""
    account = desk.house.store.sign_up(email=email, name=name, password=make_password(password))
    if account:
        _enter(desk, account)
    return account is not None


def enter(desk: Desk, *, email: str, password: str) -> bool:
    """Sign in; false if the address or the password is wrong: which of them, nobody is told."""
    account = desk.house.store.account_of(email)
    if account is None:
        make_password(password)  # takes as long as checking one, so that time does not tell either
        return False
    if not check_password(password, account.password):
        return False
    _enter(desk, account)
    return True


def leave(desk: Desk) -> None:
    """Sign out; the cart stays, the address does not."""
    desk.keep(lambda visit: replace(visit, account=0).filling(address=None, payment=None))
    desk.renew()


def _enter(desk: Desk, account: Account) -> None:
    desk.keep(lambda visit: replace(visit, account=account.number))
    desk.renew()
