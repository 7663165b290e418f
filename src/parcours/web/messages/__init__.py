"""Messages that left, wait, or were kept; how mail leaves; the switch that pauses all."""
