"""Commerce: orders as they stand, products, coupons and ad spend."""
