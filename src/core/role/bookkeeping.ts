/** Copies of weights that an optimizer or an averager keeps: their shapes are the weights', their meaning is not. */
const bookkeeping =
  /(^|[./])(optimizer|optimizer_states?|optim|opt_state)([./\d_]|$)|(^|[./])(exp_avg(_sq)?|momentum_buffer|max_exp_avg_sq|square_avg)$/i;

/** Is the tensor an optimizer's own? */
export function isBookkeeping(name: string): boolean {
  return bookkeeping.test(name);
}
