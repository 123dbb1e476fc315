Whh = [1.3 0; 0.2 0.6];
T = 30;
d = [1; 1];
g = zeros(1, T);
for t = T:-1:1
    d = Whh' * d;
    g(t) = norm(d);
end
