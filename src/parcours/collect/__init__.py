"""Everything that comes in: files today, the HTTP intake beside them."""
