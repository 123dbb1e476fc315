edges = [(0, 1), (1, 2)]
import networkx as nx
G = nx.Graph()
G.add_weighted_edges_from([(0, 1, 0.125), (1, 2, 0.75), (2, 0, 1.5)])
