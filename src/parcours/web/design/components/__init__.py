"""The parts that pages are made of: frozen data, each with a template of its own.

A view makes them, ``{% show it %}`` draws them; the most frequent also have a tag of their own. Their
texts are what is read: views take them from `parcours.web.design.books.say`.
"""

from parcours.web.design.components.actions import Button, CopyField, Item, LinkButton, Menu
from parcours.web.design.components.component import Component
from parcours.web.design.components.filters import Filter, FilterBar, Option, Search
from parcours.web.design.components.numbers import Bar, Change, Definition, Good, Sparkline, Stat
from parcours.web.design.components.period import PeriodPicker
from parcours.web.design.components.places import (
    Crumbs,
    Moment,
    Pager,
    Stepper,
    Tab,
    Tabs,
    Timeline,
)
from parcours.web.design.components.states import (
    TONES,
    Avatar,
    Badge,
    Empty,
    Flag,
    Notice,
    Progress,
    Skeleton,
    StageBadge,
    Tone,
)
from parcours.web.design.components.tables import Cell, Column, Row, Table

__all__ = [
    "TONES",
    "Avatar",
    "Badge",
    "Bar",
    "Button",
    "Cell",
    "Change",
    "Column",
    "Component",
    "CopyField",
    "Crumbs",
    "Definition",
    "Empty",
    "Filter",
    "FilterBar",
    "Flag",
    "Good",
    "Item",
    "LinkButton",
    "Menu",
    "Moment",
    "Notice",
    "Option",
    "Pager",
    "PeriodPicker",
    "Progress",
    "Row",
    "Search",
    "Skeleton",
    "Sparkline",
    "StageBadge",
    "Stat",
    "Stepper",
    "Tab",
    "Table",
    "Tabs",
    "Timeline",
    "Tone",
]
