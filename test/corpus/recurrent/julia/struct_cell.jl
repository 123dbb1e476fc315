mutable struct Cell
    W::Matrix{Float64}
    h::Vector{Float64}
end
Wrec = [0.2 0.7; 0.6 0.1]
c = Cell(Wrec, zeros(2))
