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
# How often each side did what, in the years of the quarrel and of the thaw.
# %%
years = frame.assign(year=frame["first"].dt.year).query("year in (2020, 2023)")
years.groupby(["year", "source"])[["verbal_cooperation", "verbal_conflict", "material_conflict"]].sum()
# %% [markdown]
# Between the two lies a meeting. `tie.turns()` finds turning points; here are the sentences of that day.
# %%
for event in graph.events:
    if {"CHN", "AUS"} == set(event.best.dyad) and event.best.when.iso == "2022-11-15":
        print(event.best.type.value, "|", event.best.sentence)
