Sigma = [2.5 0.3; 0.3 1.5];
mu = [0 0.5];
X = mvnrnd(mu, Sigma, 100);
