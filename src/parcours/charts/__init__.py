"""The drawing kit: pictures and tables from plain arrays, without JavaScript.

Every picture has its table, every mark its name; light and dark, left to right and right to left.
"""

from parcours.charts.bars import bars
from parcours.charts.days import days_picture
from parcours.charts.formats import Formats
from parcours.charts.funnel import funnel_picture
from parcours.charts.graph import graph_picture
from parcours.charts.heat import heat_picture
from parcours.charts.layers import Edge
from parcours.charts.picture import Picture, stylesheet
from parcours.charts.table import Field, Table
from parcours.charts.tables import html_table, rich_table

__all__ = [
    "Edge",
    "Field",
    "Formats",
    "Picture",
    "Table",
    "bars",
    "days_picture",
    "funnel_picture",
    "graph_picture",
    "heat_picture",
    "html_table",
    "rich_table",
    "stylesheet",
]
