"""The shop's days as arrays: seasons, days of the coupon, opening hours."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

import numpy as np

from parcours.demo.dice import Floats, Ints
from parcours.demo.world.calendar import CAMPAIGNS, MONTHS, coupon_runs
from parcours.demo.world.countries import COUNTRIES
from parcours.touchpoints.time import DAY, HOUR, day_number, instant_of_day

ZONE = ZoneInfo("Europe/Paris")
FIRST_DAY = date(2000, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
_DAYS = 60 * 366
