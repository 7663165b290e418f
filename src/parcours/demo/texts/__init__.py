"""What the customers of the artificial shop write, in three languages, with the truth about each text.

Every text is put together from hand-written fragments (the YAML files in `words/`); each says one thing
(a topic) in one polarity, so what a text says is known without reading it.
"""

from parcours.demo.texts.kinds import KINDS as _KINDS
from parcours.demo.texts.topics import TOPICS
from parcours.demo.texts.writing import Written, example, write

KINDS: tuple[str, ...] = tuple(_KINDS)

__all__ = ["KINDS", "TOPICS", "Written", "example", "write"]
