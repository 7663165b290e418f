"""Rows of a file into touchpoints, column by column."""
