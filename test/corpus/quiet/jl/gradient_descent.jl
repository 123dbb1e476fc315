Q = [2.0 0.5; 0.5 1.0]
x = [1.0, 1.0]
for i in 1:100
    global x = x - 0.1 * (Q * x)
end
