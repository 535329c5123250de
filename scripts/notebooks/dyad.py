# %% [markdown]
# # China and Australia
#
# How two sides fell out and made up, in the sample articles. Run `kg build data/articles` first.
# %%
import kg

graph = kg.open("exports")
tie = graph.ties("China", "Australia", by="month")
tie
# %% [markdown]
# The numbers as a data frame; a silent month has no score.
# %%
frame = tie.to_frame()
frame[frame["events"] > 0].groupby("source")["score_mean"].agg(["count", "mean"]).round(1)
# %% [markdown]
# When did it turn, and from which level to which?
# %%
for turn in tie.turns().turns:
    row = turn.row()
    print(row["day"], row["before"], "to", row["after"])
# %% [markdown]
# And what was it? The sentences behind the events of that day.
# %%
for event in graph.events:
    if {"CHN", "AUS"} == set(event.best.dyad) and event.best.when.iso == "2022-11-15":
        print(event.best.type.value, "|", event.best.sentence)
