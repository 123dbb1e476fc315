kernel = [0.0 -0.25 0.0; -0.25 2.0 -0.25; 0.0 -0.25 0.0]
out = imfilter(img, kernel)
