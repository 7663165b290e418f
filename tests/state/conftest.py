"""What the state's tests share."""

from tests.state.things import table_of_things, things

__all__ = ["table_of_things", "things"]
