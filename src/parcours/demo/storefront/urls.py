"""Every address of the shop."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from parcours.demo.storefront.desk import Desk
from parcours.demo.storefront.views import (
    account,
    browse,
    cart,
    checkout,
    entry,
    errors,
    files,
    journal,
    lists,
    orders,
    pages,
    payment,
    switches,
)

_SLOW_SECONDS = 2.0
View = Callable[..., HttpResponse]


def _page(route: str, view: View, name: str) -> URLPattern:
    def answer(request: HttpRequest, language: Any, **parts: Any) -> HttpResponse:
        desk = Desk(request, language)
        if "slow_pages" in desk.faults:
            time.sleep(_SLOW_SECONDS)
        return desk.remember(view(desk, **parts))

    return re_path(rf"^(?P<language>en|fr|he)/{route}$", answer, name=name)


_SLUG, _KEY = r"(?P<slug>[\w-]+)", r"(?P<number>\d+)/(?P<key>[\w-]+)"

urlpatterns = [
    path("", files.root),
    path("robots.txt", files.robots),
    path("sitemap.xml", files.sitemap),
    path("favicon.ico", files.favicon),
    path("static/<slug:version>/<str:name>", files.static),
    path("picture/<str:product_id>/<int:view>.svg", files.product_picture, name="picture"),
    path("picture/shelf/<str:code>.svg", files.shelf_picture, name="shelf_picture"),
    path("faults", switches.faults),
    _page("", browse.home, "home"),
    _page(rf"c/{_SLUG}/", browse.category, "category"),
    _page("search/", browse.search, "search"),
    _page(rf"p/{_SLUG}/", browse.product, "product"),
    _page("compare/", lists.compare, "compare"),
    _page("compare/change/", lists.change_comparison, "change_comparison"),
    _page("wishes/", lists.wishes, "wishes"),
    _page("wishes/change/", lists.change_wishes, "change_wishes"),
    _page("cart/", cart.cart, "cart"),
    _page("cart/add/", cart.add, "add"),
    _page("cart/change/", cart.change, "change"),
    _page("cart/coupon/", cart.take_coupon, "coupon"),
    _page("checkout/", checkout.start, "checkout"),
    _page("checkout/address/", checkout.address, "checkout_address"),
    _page("checkout/delivery/", checkout.delivery, "checkout_delivery"),
    _page("checkout/payment/", payment.payment, "checkout_payment"),
    _page("checkout/review/", checkout.review, "checkout_review"),
    _page("checkout/provider/(?P<method>wallet|instalments)/", payment.confirm, "provider"),
    _page(f"orders/{_KEY}/thanks/", orders.thanks, "thanks"),
    _page(f"orders/{_KEY}/", orders.order, "order"),
    _page(f"orders/{_KEY}/return/", orders.send_back, "send_back"),
    _page("account/", account.account, "account"),
    _page("account/sign-in/", entry.sign_in, "sign_in"),
    _page("account/sign-up/", entry.sign_up, "sign_up"),
    _page("account/sign-out/", entry.sign_out, "sign_out"),
    _page("journal/", journal.journal, "journal"),
    _page(rf"journal/{_SLUG}/", journal.post, "post"),
    _page("help/", pages.answers, "help"),
    _page("delivery/", pages.delivery, "delivery"),
    _page("sizes/", pages.sizes, "sizes"),
    _page("privacy/", pages.privacy, "privacy"),
    _page("privacy/consent/", pages.consent, "consent"),
]
handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error
