M = [0.3 0.9; 0.4 0.1]
s = zeros(2)
for u in input
    s .= tanh.(M * s .+ u)
end
