% W_hh = [1.5 0; 0 0.5] is fed back in a loop
%{
for t = 1:100
   h = tanh(D * h);
end
%}
D = [0.25 0.75; 1.5 0.5];
