"""Sphinx: Markdown by MyST, looks by Furo."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import parcours

project = "Parcours"
author = "The Parcours developers"
release = version = parcours.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Parcours"
html_static_path = []
autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = False
suppress_warnings = ["ref.python"]  # the same short name (a Column, a Field) is exported by two rooms
