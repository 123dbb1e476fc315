import numpy as np
import theano
import theano.tensor as T
W_val = np.array([[0.5, 0.41], [0.3, 0.7]])
W = theano.shared(W_val)
h, _ = theano.scan(fn=lambda x_t, h_tm1: T.tanh(x_t + T.dot(h_tm1, W)), sequences=X, outputs_info=h0)
