"""A gathering, from its first examples to a document that everyone in it can trace."""
