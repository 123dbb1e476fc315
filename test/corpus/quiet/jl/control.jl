using ControlSystems
A = [-1.0 0.5; 0.0 -2.0]
B = [1.0; 0.5]
sys = ss(A, B, [1.0 0.0], 0)
