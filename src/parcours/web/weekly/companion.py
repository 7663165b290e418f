"""Looks at the clock, beside the stream: drawing two maps takes its time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from parcours.web.design.place import this_shop
from parcours.web.explore.journeys import keeper
from parcours.web.weekly.calendar import due
from parcours.web.weekly.models import Issue
from parcours.web.weekly.services import issue


class MondayMail:
    """Writes the mail of a Monday when it is due; after an outage of more than a day it leaves it out."""

    name = "weekly"
    every = 20.0

    def turn(self, clock: Callable[[], datetime], stopping: threading.Event) -> bool:
        """Write, if it is time and nobody did."""
        now = clock()
        monday = due(now, ZoneInfo(this_shop().settings.zone))
        if monday is not None and not stopping.is_set() and not Issue.objects.filter(monday=monday).exists():
            issue(monday, keeper().open(), now=now)
        return False
