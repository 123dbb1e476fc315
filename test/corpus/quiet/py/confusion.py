import numpy as np
import seaborn as sns
cm = np.array([[50, 2, 1], [3, 47, 4], [0, 5, 44]])
sns.heatmap(cm / cm.sum(axis=1, keepdims=True), annot=True)
