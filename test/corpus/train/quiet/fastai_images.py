from fastai.vision.all import *

learn = vision_learner(dls, resnet34, metrics=error_rate)
learn.fine_tune(1)
