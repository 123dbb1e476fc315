from fastai.callback.training import GradientClip
from fastai.text.all import *

learn = language_model_learner(dls, AWD_LSTM, cbs=[GradientClip(0.1)])
learn.fit_one_cycle(3)
