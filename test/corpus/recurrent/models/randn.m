N = 400; g = 1.5;
Wrec = g * randn(N) / sqrt(N);
x = randn(N, 1);
for i = 1:1000
    x = x + 0.1 * (-x + Wrec * tanh(x));
end
