1;
# Octave
w_rec = [0.45, 0.3; 0.2, 0.5];
s = [0; 0];
for i = 1:rows(data)
  s = 1 ./ (1 + exp(-(w_rec * s + data(i, :)')));
endfor
