"""For machines: whether the application lives, is ready, and how the worker does."""
