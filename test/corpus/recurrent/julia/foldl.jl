A = [0.5 0.45; 0.1 0.9]
h = foldl((h, x) -> tanh.(A * h + x), xs; init = zeros(2))
