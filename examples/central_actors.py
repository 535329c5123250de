"""The network in networkx: who stands between others, and who deals with most."""

import networkx as nx

import kg

network = kg.network(kg.open("exports"), undirected=True, actors="state", min_events=2)
between = nx.betweenness_centrality(network)
for actor in sorted(between, key=lambda actor: (-between[actor], actor))[:5]:
    print(f"{network.nodes[actor]['label']:15}  betweenness {between[actor]:.2f}  partners {network.degree(actor)}")
