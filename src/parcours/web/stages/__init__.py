"""The stages of the lifecycle: who is where, who moves, why, and by which rules."""
