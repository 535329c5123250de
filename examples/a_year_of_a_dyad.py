"""How two sides treated each other, and when that turned."""

import kg

graph = kg.open("exports")
for row in graph.ties("China", "Australia", by="year").records():
    if row["events"]:
        pair = f"{row['source']} > {row['target']}"
        print(f"{row['period']}  {pair}  {row['events']:>2} events, mean score {row['score_mean']}")
tie = graph.ties("China", "Australia", by="month")
print(tie.turns().sentence, *(turn.row()["day"] for turn in tie.turns().turns))
tie.plot("china-australia.svg")
