/** What a matrix is in its network. A verdict on powers is a claim about its role (theory of roles: only what multiplies its own output has powers). */
export const roles = [
  'recurrent',
  'input',
  'feedforward',
  'residual',
  'attention',
  'mixer',
  'adapter',
  'loop',
  'embedding',
  'head',
  'norm',
  'data',
  'unknown',
] as const;
export type Role = (typeof roles)[number];

/** The roles whose matrix multiplies its own output again and again: over time, or over the turns of a loop in depth. */
export function hasPowers(role: Role): boolean {
  return role === 'recurrent' || role === 'loop';
}
