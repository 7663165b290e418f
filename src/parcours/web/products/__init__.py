"""The screens of products, coupons and ad spend."""
