import networkx as nx
import numpy as np
A = np.array([[0.0, 0.5, 2.5], [0.5, 0.0, 1.0], [2.5, 1.0, 0.0]])
G = nx.from_numpy_array(A)
