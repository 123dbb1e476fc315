// Not translated: read by models, by developers, or on the command line alone.
import { verdictNames, type VerdictName } from '../../core/verdict';

/** What a rule means, for lists of rules such as SARIF's. */
export interface RuleText {
  readonly title: string;
  readonly help: string;
  /** Where its grounds are published. */
  readonly link: string;
}

const papers = {
  difficulty: 'https://arxiv.org/abs/1211.5063',
  nonNormal: 'https://arxiv.org/abs/1905.12080',
  linear: 'https://arxiv.org/abs/2303.06349',
  depth: 'https://arxiv.org/abs/1312.6120',
} as const;

const outcomes: Readonly<Record<VerdictName, readonly [title: string, means: string]>> = {
  exploding: [
    'Gradients explode',
    'grows a thousandfold or more: training diverges unless gradients are clipped.',
  ],
  growing: [
    'Gradients grow',
    'grows tenfold or more: clip gradients, or bring the rate per step nearer to 1.',
  ],
  stable: ['Gradients are stable', 'stays within a factor of ten: nothing needs to be done.'],
  fading: ['Gradients fade', 'shrinks to a tenth or less: distant steps contribute little to learning.'],
  vanishing: ['Gradients vanish', 'shrinks to a thousandth or less: distant steps contribute nothing to learning. Use gates, an orthogonal initializer, or a shorter horizon.'], // prettier-ignore
};

/** The five rules of one way to judge. */
function family(prefix: string, subject: string, where: string, link: string): [string, RuleText][] {
  return verdictNames.map((name) => {
    const [title, means] = outcomes[name];
    return [`${prefix}-${name}`, { title: `${title}${where}`, help: `${subject} ${means}`, link }];
  });
}

/** Every rule that a finding can carry, by its name. */
export const rules: Readonly<Record<string, RuleText>> = Object.fromEntries<RuleText>([
  ...family('gain', 'A gradient through the powers of this matrix', '', papers.difficulty),
  ['gain-undetermined', { title: 'Rounding hides the gain', help: 'The powers of this matrix cancel so far that the digits computed leave its gain on both sides of a threshold. A matrix this far from normal needs an orthogonal start or a gated cell.', link: papers.nonNormal }], // prettier-ignore
  ...family('cell-jacobian', 'A gradient through this cell, all paths of its Jacobian together,', ' in this cell', papers.difficulty), // prettier-ignore
  ['cell-jacobian-undetermined', { title: 'It depends on the inputs of this cell', help: 'Driven by inputs of several standard deviations, a gradient through this cell comes to different ends: only inputs like its own tell which.', link: papers.difficulty }], // prettier-ignore
  ...family('slowest-channel', 'A gradient through the slowest channel of this linear recurrence', ' in this recurrence', papers.linear), // prettier-ignore
  ...family('stack-gain', 'A gradient through the layers of this stack', ' over depth', papers.depth),
  ...family('config', 'A gradient through the network that this config begins with', ' at the start', papers.difficulty), // prettier-ignore
  ['config-undetermined', { title: 'It depends on the inputs at the start', help: 'Driven by inputs of standard deviation 0.1, 0.3 and 1, or at rest, a gradient through the network that this config begins with comes to different ends.', link: papers.difficulty }], // prettier-ignore
  ['polynomial-growth', { title: 'Gradients grow as a power of the steps', help: 'The spectral radius is 1 and its eigenvalue defective: the powers grow polynomially, not exponentially.', link: papers.nonNormal }], // prettier-ignore
  ['transient-then-vanishing', { title: 'Gradients grow first and then vanish', help: 'The matrix is non-normal: its powers pass through a large transient before the spectral radius below 1 wins.', link: papers.nonNormal }], // prettier-ignore
  ['guaranteed-vanishing', { title: 'Gradients must vanish', help: 'σ_max times the largest slope is below 1, so every product of Jacobians shrinks, whatever the input.', link: papers.difficulty }], // prettier-ignore
  ['nilpotent', { title: 'Gradients end after a few steps', help: 'A power of the matrix is exactly zero: nothing passes beyond that many steps.', link: papers.nonNormal }], // prettier-ignore
  ['multiplier-above-one', { title: 'A channel explodes', help: 'A multiplier of the state has modulus above 1, so its channel grows without bound.', link: papers.linear }], // prettier-ignore
  ['unclipped-training', { title: 'Trained without clipping', help: 'A recurrent model is trained and nothing clips its gradients: through time they can grow by orders of magnitude in one batch, and one such step undoes the training.', link: papers.difficulty }], // prettier-ignore
  ['config-sigmoid-state', { title: 'The state goes through a sigmoid', help: 'The slope of the sigmoid is at most 1/4: each step loses three quarters of a gradient. Use tanh.', link: papers.difficulty }], // prettier-ignore
  ['config-unbounded-state', { title: 'The state can grow without bound', help: 'Nothing bounds an activation such as relu from above, so the state, and what an LSTM adds to it, can overflow: a usual cause of NaN. Use tanh, or clip gradients and start from the identity or an orthogonal matrix.', link: papers.difficulty }], // prettier-ignore
  ['config-clip-off', { title: 'Clipping is off', help: 'Gradients are predicted to grow and nothing clips them.', link: papers.difficulty }], // prettier-ignore
  ['config-clip-loose', { title: 'Clipping rarely takes effect', help: 'The threshold is so large that no gradient short of divergence reaches it.', link: papers.difficulty }], // prettier-ignore
  ['config-clip-zero', { title: 'A threshold of zero', help: 'Frameworks disagree on zero: some switch clipping off, others set every gradient to zero.', link: papers.difficulty }], // prettier-ignore
]);
