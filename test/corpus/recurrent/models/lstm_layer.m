layers = [ ...
    sequenceInputLayer(12)
    lstmLayer(100, 'OutputMode', 'last')
    fullyConnectedLayer(9)
    softmaxLayer];
