Win  = [0.3; -0.6; 0.2];
Wres = [ 0.0  0.5 -0.3
         0.7  0.0  0.2
        -0.1  0.9  0.0];
a = 0.3;
x = zeros(3,1);
for k = 1:size(U,1)
  x = (1-a)*x + a*tanh(Win*U(k) + Wres*x);
end
