using StaticArrays
A = SA[0.99 0.05; -0.05 0.99]
function evolve(n)
    h = SA[1.0, 0.0]
    for _ in 1:n
        h = A * h
    end
    return h
end
