"""Views of a graph for people: the interactive HTML file, and the same inline in a notebook."""
