"""Tables of the room."""

from parcours.state.audit import AuditEntry

__all__ = ["AuditEntry"]
