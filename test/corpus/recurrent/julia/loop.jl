W = [0.9 0.1; 0.05 0.8]
function run(xs)
    h = zeros(2)
    for x in xs
        h = tanh.(W * h .+ x)
    end
    h
end
