"""Where the history is kept: an append-only, hash-chained log, and what can be derived again."""
