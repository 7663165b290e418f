"""Importing files in the browser: what was understood, what came of it."""
