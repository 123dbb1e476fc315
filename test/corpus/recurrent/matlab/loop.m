% simple recurrent network
W = [0.9 0.1; 0.05 0.8];
h = zeros(2, 1);
for t = 1:200
    h = tanh(W*h + u(:, t));
end
