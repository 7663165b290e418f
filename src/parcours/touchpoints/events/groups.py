"""The touchpoints of the journey map, in the order in which it draws them.

Stages follow the list of touchpoints by stage that the shop owner reads: what belongs to the
decision to buy (cart, checkout, payment, stock, support) is conversion, what keeps a customer is
retention, what a customer does for the shop is advocacy.
"""

from __future__ import annotations

from parcours.touchpoints.events.event import Group

ADVERTISING = Group("Advertising", "awareness", "first_contact")
CONTENT = Group("Content", "awareness", "first_contact")
SITE = Group("Site", "consideration", "browsing")
SEARCH = Group("Search", "consideration", "browsing")
CATEGORY_PAGE = Group("Category page", "consideration", "browsing")
PRODUCT_PAGE = Group("Product page", "consideration", "browsing")
REVIEWS_READ = Group("Reviews read", "consideration", "browsing")
COMPARISON = Group("Comparison", "consideration", "browsing")
WISH_LIST = Group("Wish list", "consideration", "browsing")
OFFERS = Group("Offers", "consideration", "browsing")
ACCOUNT = Group("Account", "consideration", "browsing")
STOCK = Group("Stock", "conversion", "obstacles")
CART = Group("Cart", "conversion", "order")
CHECKOUT = Group("Checkout", "conversion", "order")
PAYMENT = Group("Payment", "conversion", "order")
ORDER = Group("Order", "conversion", "order")
SERVICE = Group("Service", "conversion", "obstacles")
DELIVERY = Group("Delivery", "conversion", "delivery")
RETURNS = Group("Returns", "retention", "delivery")
EMAIL = Group("E-mail", "retention", "loyalty")
MESSAGES = Group("SMS and push", "retention", "loyalty")
SURVEY = Group("Survey", "retention", "loyalty")
LOYALTY = Group("Loyalty programme", "retention", "loyalty")
REVIEW = Group("Review", "advocacy", "recommendation")
REFERRAL = Group("Referral", "advocacy", "recommendation")
COMMUNITY = Group("Community", "advocacy", "recommendation")

GROUPS: tuple[Group, ...] = (
    ADVERTISING,
    CONTENT,
    SITE,
    SEARCH,
    CATEGORY_PAGE,
    PRODUCT_PAGE,
    REVIEWS_READ,
    COMPARISON,
    WISH_LIST,
    OFFERS,
    ACCOUNT,
    STOCK,
    CART,
    CHECKOUT,
    PAYMENT,
    ORDER,
    SERVICE,
    DELIVERY,
    RETURNS,
    EMAIL,
    MESSAGES,
    SURVEY,
    LOYALTY,
    REVIEW,
    REFERRAL,
    COMMUNITY,
)
