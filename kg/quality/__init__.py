"""Judges: of an RDF graph (validate), of a network file (gephi), of extraction against gold (evaluate)."""
