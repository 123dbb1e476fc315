R = [0.3 0.4; 0.5 0.2];
h = zeros(1, 2);
for t = 1:length(seq)
    h = tanh(seq(t, :) + h * R);
end
