"""The dependency parse as plain trees, base forms, and who stands where around a predicate. The only user of spaCy."""
