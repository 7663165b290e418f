"""The event catalogue: one source that code, documentation and validation read."""
