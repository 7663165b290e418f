"""The API of a shop: every feature's endpoints, wired here."""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from parcours.web.accounts.api import endpoints as accounts
from parcours.web.api.document import document
from parcours.web.api.parsing import Renderer, StrictParser
from parcours.web.api.problems import ROOT
from parcours.web.api.refusals import handle
from parcours.web.care.api import endpoints as care
from parcours.web.exclusions.api import endpoints as exclusions
from parcours.web.funnel.api import endpoints as funnel
from parcours.web.imports.api import endpoints as imports
from parcours.web.journey_map.api import endpoints as journey_map
from parcours.web.messages.api import endpoints as messages
from parcours.web.orders.api import endpoints as orders
from parcours.web.overview.api import endpoints as overview
from parcours.web.people.api import endpoints as people
from parcours.web.products.api import endpoints as products
from parcours.web.stages.api import endpoints as stages
from parcours.web.template_editor.api import endpoints as template_editor
from parcours.web.weekly.api import endpoints as weekly

VERSION = "1"
ROOM = f"{ROOT}v{VERSION}/"
_ABOUT = """Everything that the screens of this shop show, for programs. The same numbers by the same
definitions, masked by what the token may see.

Amounts are whole numbers of minor units (cents, agorot) of the `currency` beside them; moments are RFC 3339
in UTC; shares are numbers from 0 to 1; durations are seconds. Ids of profiles and orders are texts, as JSON
readers round numbers of more than 53 bits. What is not known is null, or an empty text.
"""


class Api(NinjaAPI):
    """An API whose operations are named as people would name them: ``people_timeline``."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the feature's name and the endpoint's own."""
        return "_".join([*(operation.tags or ()), operation.view_func.__name__])


def _made() -> Api:
    api = Api(
        title="Parcours",
        version=VERSION,
        description=_ABOUT,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=StrictParser(),
        renderer=Renderer(),
    )
    handle(api)
    for feature in _FEATURES:
        api.add_router("", feature.router)
    return api


_FEATURES = (
    overview,
    journey_map,
    funnel,
    stages,
    template_editor,
    people,
    orders,
    exclusions,
    products,
    imports,
    messages,
    weekly,
    care,
    accounts,
)
API = _made()


@cache
def openapi() -> dict[str, Any]:
    """Return the document of the API: the same for every shop, so there is nothing secret in it."""
    return document(API, ROOM.strip("/"))
