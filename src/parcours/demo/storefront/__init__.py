"""The storefront of the artificial shop: pages that people, tests and tracking scripts walk through."""
