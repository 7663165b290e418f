"""Importing files: orders and events of any shop, once and for all."""

from parcours.collect.importing.choices import Choice
from parcours.collect.importing.formats import FORMATS, GENERIC
from parcours.collect.importing.mapping import Plan
from parcours.collect.importing.options import Options, parse_columns
from parcours.collect.importing.preview import preview
from parcours.collect.importing.report import Counts, Finding, ImportReport, Preview, Progress
from parcours.collect.importing.run import import_file

__all__ = [
    "FORMATS",
    "GENERIC",
    "Choice",
    "Counts",
    "Finding",
    "ImportReport",
    "Options",
    "Plan",
    "Preview",
    "Progress",
    "import_file",
    "parse_columns",
    "preview",
]
