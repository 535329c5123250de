"""Events of one text, with the words that tell them."""

import kg

TEXT = """Norway summoned the Russian ambassador on Monday after a patrol boat crossed into its waters.
Moscow denied the accusation and said it would expel two Norwegian diplomats."""

for event in kg.events(TEXT, published="2024-03-12"):
    source, target = event.dyad
    print(f"{event.when.iso}  {source} > {target}  {event.type.value:8}  {event.status.value:12}  {event.trigger!r}")
