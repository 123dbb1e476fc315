import pandas as pd
df = pd.DataFrame([[1.5, 2.5], [3.5, 4.5]], columns=["a", "b"])
corr = [[1.0, 0.35], [0.35, 1.0]]
