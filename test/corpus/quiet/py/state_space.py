import control
sys = control.ss([[0.0, 1.0], [-4.5, -0.6]], [[0.0], [1.0]], [[1.0, 0.0]], [[0.0]])
t, y = control.step_response(sys)
