"""What a graph looks like from outside: RDF, networks, ties over time, the page, pictures. Pure functions of events."""
