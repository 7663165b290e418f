"""An artificial shop to try Parcours with; nothing in it was observed anywhere."""

from parcours.demo.sample import generate

__all__ = ["generate"]
