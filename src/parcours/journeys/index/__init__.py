"""The index: touchpoints sorted by (profile, time), as arrays mapped from disk."""
