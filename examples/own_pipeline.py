"""Articles of your own in memory, from a data base say, read and built into a graph."""

from datetime import date

import kg
from kg.model import Article

STORIES = [
    ("a1", date(2024, 5, 22), "Poland expelled three Russian diplomats on Tuesday."),
    ("a2", date(2024, 5, 24), "Russia vowed on Friday to retaliate against Poland for the expulsion of its diplomats."),
]

articles = [Article(id=name, name=name, text=text, published=day, outlet="My Wire") for name, day, text in STORIES]
graph = kg.build(articles, "my-graph", views=False)
print(graph)
print(graph.query("SELECT ?who ?whom { ?who rel:sanction ?whom }").records())
