using LinearAlgebra
J = [0.8 0.5; -0.3 1.1]
h = randn(2); tmp = similar(h)
for t in 1:1000
    mul!(tmp, J, h)
    h .= tanh.(tmp)
end
