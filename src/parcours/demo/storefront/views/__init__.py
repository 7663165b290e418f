"""The pages: one function a page, given the desk at which somebody asks for it."""
