"""The parts that pages are made of: frozen data, each with a template of its own.

A view makes them, `{% show %}` draws them; the most frequent also have a tag of their own.
"""

from parcours.web.design.components.component import Component

__all__ = ["Component"]
