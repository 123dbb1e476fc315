N = 200
W = randn(N, N) ./ sqrt(N) .* 1.5
r = zeros(N)
for t in 1:1000
    global r = tanh.(W * r)
end
