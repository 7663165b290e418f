"""Browsing, cart, checkout and orders: Segment's e-commerce events (version 2) and what they lack."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_AREA = "commerce"
_search = events_of(_AREA, g.SEARCH)
_category = events_of(_AREA, g.CATEGORY_PAGE)
_product = events_of(_AREA, g.PRODUCT_PAGE)
_comparison = events_of(_AREA, g.COMPARISON)
_wish = events_of(_AREA, g.WISH_LIST)
_offer = events_of(_AREA, g.OFFERS)
_stock = events_of(_AREA, g.STOCK)
_cart = events_of(_AREA, g.CART)
_checkout = events_of(_AREA, g.CHECKOUT)
_payment = events_of(_AREA, g.PAYMENT)

BROWSING: tuple[Event, ...] = (
    _search(
        "Products Searched",
        "searched for products",
        (
            p.text("query", "the words searched for", "search_query"),
            p.integer("results", "how many results were shown", "search_results"),
        ),
        segment=("Searched Products",),
        ga4=("search", "view_search_results"),
        shopify=("search_submitted",),
        matomo=("search", "trackSiteSearch"),
        generic=("search", "site search", "searched", "product search", "query"),
    ),
    _category(
        "Product List Viewed",
        "saw a list or category of products",
        p.LIST,
        segment=("Viewed Product Category", "Viewed Product List"),
        ga4=("view_item_list",),
        shopify=("collection_viewed",),
        matomo=("setEcommerceCategory",),
        generic=(
            "category view",
            "view category",
            "catalog",
            "catalogue",
            "category",
            "listing",
            "collection",
            "list view",
        ),
    ),
    _category(
        "Product List Filtered",
        "filtered or sorted a list of products",
        (*p.LIST, *p.FILTERS),
        segment=("Filtered Product List",),
        generic=("filter", "sort", "filter applied"),
    ),
    _category(
        "Product Clicked",
        "clicked a product in a list",
        p.PRODUCT,
        segment=("Clicked Product",),
        ga4=("select_item",),
        generic=("click product", "item click", "select product"),
    ),
    _product(
        "Product Viewed",
        "saw a product page",
        p.PRICED_PRODUCT,
        segment=("Viewed Product",),
        ga4=("view_item",),
        shopify=("product_viewed",),
        matomo=("setEcommerceView", "trackEcommerceView"),
        generic=(
            "view",
            "product view",
            "view product",
            "item view",
            "detail",
            "product detail",
            "product",
            "product page",
            "pdp view",
        ),
    ),
    _comparison(
        "Products Compared",
        "put products side by side",
        (p.PRODUCTS,),
        generic=("compare", "comparison", "compare products", "add to compare", "product compared"),
    ),
    _wish(
        "Product Added to Wishlist",
        "put a product on a wish list",
        (*p.WISH_LIST, *p.PRODUCT),
        segment=("Added Product to Wishlist",),
        ga4=("add_to_wishlist",),
        generic=(
            "wishlist",
            "add to wish list",
            "favourite",
            "favorite",
            "add to favourites",
            "add to favorites",
            "fav",
        ),
    ),
    _wish(
        "Product Removed from Wishlist",
        "took a product off a wish list",
        (*p.WISH_LIST, *p.PRODUCT),
        segment=("Removed Product from Wishlist",),
        generic=("remove from wishlist", "remove from favourites", "remove from favorites"),
    ),
    _wish(
        "Wishlist Product Added to Cart",
        "moved a product from a wish list to the cart",
        (*p.WISH_LIST, p.CART_ID, *p.PRODUCT),
        segment=("Wishlist Product Added",),
    ),
)

OFFERS: tuple[Event, ...] = (
    _offer(
        "Promotion Viewed",
        "saw the shop's own promotion",
        p.PROMOTION,
        segment=("Viewed Promotion",),
        ga4=("view_promotion",),
        matomo=("trackContentImpression",),
        generic=("promotion", "banner view", "promo view"),
    ),
    _offer(
        "Promotion Clicked",
        "clicked the shop's own promotion",
        p.PROMOTION,
        segment=("Clicked Promotion",),
        ga4=("select_promotion",),
        matomo=("trackContentInteraction",),
        generic=("banner click", "promo click"),
    ),
    _offer(
        "Price Dropped",
        "the price of a product that the profile watches fell",
        (*p.PRODUCT, p.CURRENCY, p.money("old_price", "the price before")),
        origin="shop",
        generic=("price drop",),
    ),
    _stock(
        "Out of Stock Viewed",
        "saw that a wanted product is not in stock",
        p.PRODUCT,
        generic=("out of stock", "sold out", "stock out", "unavailable"),
    ),
    _stock(
        "Back in Stock Subscribed",
        "asked to hear when a product is back",
        p.PRODUCT,
        generic=("back in stock", "notify me", "stock alert", "restock request"),
    ),
    _stock(
        "Product Back in Stock",
        "a product that the profile waits for is back",
        p.PRODUCT,
        origin="shop",
        generic=("restocked",),
    ),
)

CART: tuple[Event, ...] = (
    _cart(
        "Product Added",
        "put a product into the cart",
        (p.CART_ID, *p.PRICED_PRODUCT),
        segment=("Added Product",),
        ga4=("add_to_cart",),
        shopify=("product_added_to_cart",),
        matomo=("addEcommerceItem",),
        generic=(
            "add to cart",
            "add",
            "added to cart",
            "cart add",
            "cart",
            "add to basket",
            "basket",
            "add to bag",
            "atc",
        ),
    ),
    _cart(
        "Product Removed",
        "took a product out of the cart",
        (p.CART_ID, *p.PRICED_PRODUCT),
        segment=("Removed Product",),
        ga4=("remove_from_cart",),
        shopify=("product_removed_from_cart",),
        matomo=("removeEcommerceItem",),
        generic=("remove", "removed from cart", "cart remove", "remove from basket", "remove from bag"),
    ),
    _cart(
        "Cart Viewed",
        "looked at the cart",
        (p.CART_ID, p.PRODUCTS),
        segment=("Viewed Cart",),
        ga4=("view_cart",),
        shopify=("cart_viewed",),
        generic=("cart view", "view basket", "basket view", "cart page"),
    ),
    _cart(
        "Cart Updated",
        "the cart changed; `products` is the whole cart as it now stands",
        (p.CART_ID, p.CURRENCY, p.PRODUCTS),
        shopify=("carts/create", "carts/update"),
        matomo=("trackEcommerceCartUpdate", "ecommerceAbandonedCart"),
        generic=("update cart", "abandoned cart", "cart abandoned", "quantity changed"),
    ),
    _cart(
        "Coupon Entered",
        "typed in a coupon",
        p.COUPON_USE,
        generic=("coupon", "enter coupon", "voucher entered"),
    ),
    _cart(
        "Coupon Applied",
        "a coupon was accepted",
        (*p.COUPON_USE, p.COUPON_NAME, p.money("discount", "what it takes off", "discount")),
        generic=("apply coupon", "coupon redeemed", "voucher applied"),
    ),
    _cart(
        "Coupon Denied",
        "a coupon was refused",
        (*p.COUPON_USE, p.COUPON_NAME, p.REASON),
        step="obstacles",
        generic=("coupon refused", "coupon rejected", "coupon error", "invalid coupon", "voucher refused"),
    ),
    _cart(
        "Coupon Removed",
        "a coupon was taken off again",
        (*p.COUPON_USE, p.COUPON_NAME, p.money("discount", "what it took off")),
        generic=("remove coupon",),
    ),
)

CHECKOUT: tuple[Event, ...] = (
    _checkout(
        "Checkout Started",
        "began to order",
        (
            *p.ORDER_HEAD,
            p.CHECKOUT_ID,
            p.CART_ID,
            p.money("value", "amount after discounts", "total"),
            *p.AMOUNTS,
        ),
        segment=("Started Order", "Started Checkout"),
        ga4=("begin_checkout",),
        shopify=("checkout_started", "checkouts/create"),
        generic=("checkout", "start checkout", "initiate checkout", "checkout begin", "checkout start"),
    ),
    _checkout(
        "Checkout Step Viewed",
        "saw a step of the checkout",
        p.CHECKOUT_STEP,
        segment=("Viewed Checkout Step",),
        ga4=("checkout_progress",),
        generic=("checkout step",),
    ),
    _checkout(
        "Checkout Step Completed",
        "finished a step of the checkout",
        p.CHECKOUT_STEP,
        segment=(
            "Completed Checkout Step",
            "Contact Info Entered",
            "Address Info Entered",
            "Shipping Info Entered",
        ),
        ga4=("add_shipping_info",),
        shopify=(
            "checkout_contact_info_submitted",
            "checkout_address_info_submitted",
            "checkout_shipping_info_submitted",
            "checkouts/update",
        ),
        generic=("shipping", "shipping info", "address", "delivery choice", "shipping method selected"),
    ),
    _checkout(
        "Checkout Idle",
        "did nothing in the checkout for a while",
        (*p.CHECKOUT_STEP, p.number("idle_seconds", "how long")),
        step="obstacles",
        generic=("idle", "inactive at checkout"),
    ),
    _payment(
        "Payment Info Entered",
        "chose how to pay and gave what it needs",
        (*p.CHECKOUT_STEP, p.ORDER_ID),
        segment=("Entered Payment Info",),
        ga4=("add_payment_info",),
        shopify=("payment_info_submitted",),
        generic=("payment info", "payment", "payment method", "payment choice", "payment method selected"),
    ),
    _payment(
        "Payment Failed",
        "a payment did not go through",
        (*p.CHECKOUT_STEP, p.ORDER_ID, p.TOTAL, p.CURRENCY, p.REASON),
        step="obstacles",
        shopify=("order_transactions/failure",),
        generic=("payment error", "payment declined", "payment refused", "card declined", "payment failure"),
    ),
)
