W_hh = [0.5 0.25; 0.125 0.75];
disp(max(abs(eig(W_hh))))
