"""Looking around the shop: Segment's e-commerce events (version 2) and what they lack."""

from __future__ import annotations

from parcours.touchpoints.events import groups as g
from parcours.touchpoints.events import properties as p
from parcours.touchpoints.events.event import Event, events_of

_search = events_of("commerce", g.SEARCH)
_category = events_of("commerce", g.CATEGORY_PAGE)
_product = events_of("commerce", g.PRODUCT_PAGE)
_comparison = events_of("commerce", g.COMPARISON)
_wish = events_of("commerce", g.WISH_LIST)
_offer = events_of("commerce", g.OFFERS)
_stock = events_of("commerce", g.STOCK)

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
