"""Which rooms follow the log, in which order, and what they offer: the one place that knows them all."""

from __future__ import annotations

from parcours.commerce import reactions as commerce
from parcours.messaging import happenings
from parcours.messaging import reactions as messaging
from parcours.messaging.keeping import Forgetting
from parcours.messaging.postman import Postman
from parcours.people import reactions as people
from parcours.people import stages
from parcours.people.likeness import LookingAlike
from parcours.stream.registry import Reaction, Rooms
from parcours.web.weekly.companion import MondayMail

ROOMS = Rooms(
    reactions=(
        Reaction("people", people.follow, people.forget_derived, people.forget),
        Reaction("commerce", commerce.follow, commerce.forget_derived, commerce.forget_profiles),
        Reaction("messaging", messaging.follow, messaging.forget_derived, messaging.forget),
    ),
    readers=(stages.refresh,),
    menders=(people.reconcile,),
    timers=happenings.TIMERS,
    companions=(Postman, MondayMail, Forgetting, LookingAlike),
)
