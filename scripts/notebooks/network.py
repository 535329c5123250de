# %% [markdown]
# # The network
#
# Who stands between others, in the sample articles. Run `kg build data/articles` first.
# %%
import networkx as nx

import kg

graph = kg.open("exports")
graph
# %%
network = kg.network(graph, undirected=True, actors="state", min_events=2)
print(network)
# %% [markdown]
# States that lie on many shortest ways between others:
# %%
between = nx.betweenness_centrality(network)
for actor in sorted(between, key=lambda actor: (-between[actor], actor))[:3]:
    print(f"{network.nodes[actor]['label']:15} {between[actor]:.1f}")
# %% [markdown]
# Any question in SPARQL, as a data frame:
# %%
kg.query("SELECT ?whom { actor:DZA rel:sanction ?whom }", graph=graph).to_frame()
