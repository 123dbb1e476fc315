import reservoirpy as rpy
from reservoirpy.nodes import ESN, Reservoir, Ridge
res = Reservoir(300, sr=0.9, lr=0.5)
