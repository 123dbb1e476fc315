B = [0.7 0.2
     0.1 0.65]
H = zeros(2, 101)
for t in 1:100
    H[:, t+1] = tanh.(B * H[:, t] + X[:, t])
end
