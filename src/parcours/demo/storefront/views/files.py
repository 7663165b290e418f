"""What is not a page: pictures, our own files, and what search engines ask for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parcours.demo.storefront import shelf
from parcours.demo.storefront.assets import KINDS, asset_text, asset_url
from parcours.demo.storefront.language import language_of
from parcours.demo.words import LANGUAGES
from parcours.demo.world.catalogue import CATEGORIES, PRODUCTS
from parcours.demo.world.pictures import category_picture, picture

VIEWS = 3
_ASSETS = ("shop.css", "shop.js", "faults.js", "leaf.svg")
_FOR_EVER = "public, max-age=31536000, immutable"
_A_WEEK = "public, max-age=604800"
# A picture is opened by itself, too: it may style itself and nothing else.
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PAGES = ("home", "help", "delivery", "sizes", "privacy")


def root(request: HttpRequest) -> HttpResponse:
    """Go to the home page in the visitor's language."""
    response = HttpResponseRedirect(reverse("home", kwargs={"language": language_of(request)}))
    response["Vary"] = "Accept-Language"
    return response


def static(request: HttpRequest, version: str, name: str) -> HttpResponse:  # noqa: ARG001 - the version is the address
    """Give one of our own files."""
    if name not in _ASSETS:
        raise Http404
    kind = KINDS[name.rpartition(".")[2]]
    return _kept(HttpResponse(asset_text(name), content_type=f"{kind}; charset=utf-8"), _FOR_EVER)


def product_picture(request: HttpRequest, product_id: str, view: int) -> HttpResponse:  # noqa: ARG001 - Django's
    """Draw a product."""
    product = shelf.by_id(product_id)
    if product is None or view >= VIEWS:
        raise Http404
    return _drawn(picture(product, view))


def shelf_picture(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Draw a category."""
    if code not in {category.code for category in CATEGORIES}:
        raise Http404
    return _drawn(category_picture(code))


def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the shop's sign."""
    return HttpResponseRedirect(asset_url("leaf.svg"))


def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots where not to go."""
    closed = "\n".join(
        f"Disallow: /{language}/{area}"
        for language in LANGUAGES
        for area in ("cart", "checkout", "account", "order")
    )
    sitemap_url = request.build_absolute_uri("/sitemap.xml")
    return HttpResponse(f"User-agent: *\n{closed}\nSitemap: {sitemap_url}\n", content_type="text/plain")


def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page that can be found."""
    paths = [
        *(reverse(name, kwargs={"language": language}) for name in _PAGES for language in LANGUAGES),
        *(_address("category", each.slug, language) for each in CATEGORIES for language in LANGUAGES),
        *(_address("product", each.slug, language) for each in PRODUCTS for language in LANGUAGES),
    ]
    urls = "".join(f"<url><loc>{request.build_absolute_uri(path)}</loc></url>" for path in paths)
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>{xml}', content_type="application/xml")


def _address(name: str, slug: str, language: str) -> str:
    address: str = reverse(name, kwargs={"language": language, "slug": slug})
    return address


def _drawn(svg: str) -> HttpResponse:
    response = _kept(HttpResponse(svg, content_type="image/svg+xml"), _A_WEEK)
    response["Content-Security-Policy"] = _PICTURE_POLICY
    return response


def _kept(response: HttpResponse, how: str) -> HttpResponse:
    response["Cache-Control"] = how
    return response
