function h = step(h, x)
    Q = [0.1 0.2; 0.3 0.4];
    h = tanh(Q*h + x);
end
