using LinearAlgebra
A = [1.1 0.3; 0.0 0.7]
gains = [opnorm(A^k) for k in 1:40]
