ke = [1 -1; -1 1] * 2.5;
for e = 1:nel
    K(e:e+1, e:e+1) = K(e:e+1, e:e+1) + ke;
end
