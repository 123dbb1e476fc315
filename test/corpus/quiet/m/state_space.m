A = [0 1; -2.5 -0.3];
B = [0; 1];
C = [1 0];
sys = ss(A, B, C, 0);
step(sys)
