"""The screens of orders: a list with its totals, and everything known of one order."""
