"""The models of the shop, one module per category, written by a copywriter for each language."""
