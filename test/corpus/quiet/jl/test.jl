using Test
A = [1.5 2.0; 0.5 3.0]
@test inv(A) * A ≈ [1.0 0.0; 0.0 1.0]
@test det(A) ≈ 3.5
