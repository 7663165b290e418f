"""The look of the application: tokens, components, the shell of every page, words in templates."""
