cmap = [0.2 0.1 0.5; 0.1 0.5 0.8; 0.9 0.8 0.2];
colormap(cmap)
