"""What follows an order: the parcel, what comes back, what the customer says and what the shop does then."""

from parcours.demo.simulate.aftermath.course import Course
from parcours.demo.simulate.aftermath.follow import Aftermath, follow
from parcours.demo.simulate.aftermath.friends import settle
from parcours.demo.simulate.aftermath.setting import Setting

__all__ = ["Aftermath", "Course", "Setting", "follow", "settle"]
