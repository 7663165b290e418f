"""What is true of the artificial shop, worked out from what the simulator knows, not from the log."""

from parcours.demo.truth.write import TWINS, write

__all__ = ["TWINS", "write"]
