"""Values as people and programs write them: numbers, instants, words."""
