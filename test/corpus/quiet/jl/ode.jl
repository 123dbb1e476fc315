using DifferentialEquations
A = [-0.5 1.0; -1.0 -0.5]
f(u, p, t) = A * u
prob = ODEProblem(f, [1.0, 0.0], (0.0, 10.0))
