"""What no number counts: rules for the orders of staff and for tests, and what they do."""
