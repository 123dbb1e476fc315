p.Wxh = [0.1 0.2; 0.3 0.4];
p.Whh = [0.7 0.2; 0.1 0.6];
h = zeros(2,1);
for t = 1:20
    h = max(0, p.Wxh*x(:,t) + p.Whh*h);
end
