board = [[5.0, 3.0, 0.0], [6.0, 0.5, 0.0], [0.0, 9.0, 8.0]]
for row in board:
    print(*row)
