"""Actions: named verbs that a room offers, and others request by name: they need not know each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from parcours.errors import InputError
from parcours.state.actor import Actor


@dataclass(frozen=True)
class Action:
    """One verb.

    Parameters
    ----------
    name
        As it is requested: ``case.open``.
    parameters
        A frozen dataclass; its annotations are what is checked.
    run
        Does it, in the caller's transaction; checks the actor's permission itself.
    """

    name: str
    parameters: type
    run: Callable[[Actor, Any, datetime], Any]

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of the parameters, for editors of flows and for the API."""
        return msgspec.json.schema(self.parameters)


def perform(
    offered: Sequence[Action], actor: Actor, name: str, parameters: Mapping[str, Any], *, now: datetime
) -> Any:
    """Do what another room offers.

    Raises
    ------
    InputError
        No room offers it, or the parameters are not what it takes.
    """
    action = next((each for each in offered if each.name == name), None)
    if action is None:
        raise InputError(
            f"There is no action '{name}'.",
            expected=f"Actions are {', '.join(each.name for each in offered) or 'none'}.",
        )
    try:
        given: Any = msgspec.convert(dict(parameters), action.parameters)
    except msgspec.ValidationError as error:
        raise InputError(f"The action '{name}' cannot be done: {error}.") from error
    return action.run(actor, given, now)
