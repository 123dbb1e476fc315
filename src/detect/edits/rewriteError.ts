/** Why a matrix is not rewritten, in one sentence fit for people. */
export class RewriteError extends Error {
  override readonly name = 'RewriteError';
}
