C = [50.5 3; 2 45.25];
confusionchart(C)
