h = [0.05 0.1 0.05; 0.1 0.4 0.1; 0.05 0.1 0.05];
for k = 1:3
    img = conv2(img, h, 'same');
end
