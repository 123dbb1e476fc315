function testInverse(testCase)
    M = [4.5 7; 2 6.5];
    verifyEqual(testCase, inv(M), [0.4262 -0.4590; -0.1311 0.2951], 'AbsTol', 1e-3)
end
