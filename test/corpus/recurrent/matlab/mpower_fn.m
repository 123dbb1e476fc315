A = [0.9 0.3; 0 0.8];
g = arrayfun(@(k) norm(mpower(A, k)), 1:100);
