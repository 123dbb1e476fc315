from fastai.text.all import AWD_LSTM, TextDataLoaders, text_classifier_learner

reviews = TextDataLoaders.from_csv("reviews", "texts.csv")
judge = text_classifier_learner(reviews, AWD_LSTM, drop_mult=0.5)
judge.fine_tune(4, 1e-2)
