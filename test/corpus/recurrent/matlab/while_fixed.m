B = [0.25 0.5; 0.5 0.2];
x = [1; 2]; xold = [0; 0];
while max(abs(x - xold)) > 1e-8
    xold = x;
    x = tanh(B * xold);
end
