"""What the addresses of products answer."""
