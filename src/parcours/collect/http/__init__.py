"""The door: takes touchpoints in over HTTP, and turns what came in into rows for the log."""
