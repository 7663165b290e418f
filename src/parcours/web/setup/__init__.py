"""Set-up: the artificial shop that one looks at first, and the shop of one's own."""
