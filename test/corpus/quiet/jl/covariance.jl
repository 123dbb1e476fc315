using Distributions
Σ = [1.0 0.4; 0.4 2.0]
d = MvNormal([0.0, 0.0], Σ)
