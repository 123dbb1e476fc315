A = [2 1; 1 3.5];
v = rand(2, 1);
for i = 1:100
    v = A * v;
    v = v / norm(v);
end
