"""The shop that the tests of the map read, a copy for each: what is assumed stands in its templates."""

from tests.web.explore.shop import lived_in
from tests.web.template_editor.conftest import shop

__all__ = ["lived_in", "shop"]
