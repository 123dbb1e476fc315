function out = simulate(xs)
    M = [0.62 0.2; -0.1 0.83];
    h = zeros(2, 1);
    out = zeros(2, size(xs, 2));
    for i = 1:size(xs, 2)
        h = tanh(M * h + xs(:, i));
        out(:, i) = h;
    end
end
