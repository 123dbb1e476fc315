A = [0.95, 0.5; 0, 0.95];
for k = 1:50
    n(k) = norm(A^k);
end
plot(n)
