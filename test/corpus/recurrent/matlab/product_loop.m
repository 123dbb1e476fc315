A = [1.01 0.1; 0 0.99]; P = eye(2);
for k = 1:100, P = A * P; s(k) = svds(P, 1); end
