W_res = [0.2 1.1; -0.7 0.4]
α = 0.25
x = zeros(2)
for u in us
    global x = (1 - α) * x + α * tanh.(W_res * x .+ u)
end
