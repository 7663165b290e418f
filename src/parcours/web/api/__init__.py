"""The API: what the screens show, for programs."""
