"""The screens of people: a list to choose from, and everything known of one profile."""
