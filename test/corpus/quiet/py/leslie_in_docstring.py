"""A recurrent matrix W_hh = [[1.5, 0.0], [0.0, 0.5]] explodes.

W = np.array([[1.5, 0.0], [0.0, 0.5]]) multiplies its own output.
"""
# for t in range(100): h = M @ h
M = [[0.25, 0.5], [0.125, 1.5]]
