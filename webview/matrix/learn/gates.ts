import * as l10n from '@vscode/l10n';
import { applied, derivative, mrow, msub, msup } from '../../ui/math/build';
import type { MathNode } from '../../ui/math/node';
import { number, numberToThe, powerOfTen } from '../../ui/math/number';
import type { Own, Step } from './step';
import { before, count, h } from './symbols';

/** What a stack of gates has in place of W: its forget or update gate. */
const cells = {
  4: {
    title: () => l10n.t('If these are the four gates of an LSTM'),
    text: () =>
      l10n.t(
        'Four times as many rows as columns is how frameworks stack the recurrent weights of an LSTM. Its memory c is not multiplied by W but by the forget gate f; W enters only through the gates.',
      ),
    state: (index: MathNode | string) => msub('c', index),
    gate: 'f',
  },
  3: {
    title: () => l10n.t('If these are the three gates of a GRU'),
    text: () =>
      l10n.t(
        'Three times as many rows as columns is how frameworks stack the recurrent weights of a GRU. Its state h is not multiplied by W alone but by the update gate z; W enters only through the gates.',
      ),
    state: h,
    gate: 'z',
  },
} as const;

/** The direct path of a gated cell, for a matrix of the shape of its stacked gates; none for any other. */
export function gateSteps({ model }: Own): Step[] {
  const { rows, columns } = model.analysis.figures;
  const ratio = rows / columns;
  if (ratio !== 3 && ratio !== 4) return [];
  const { title, text, state, gate } = cells[ratio];
  const { steps } = model.analysis.options;
  return [
    {
      id: 'gates',
      title: title(),
      text: [
        text(),
        l10n.t('A verdict on such a cell needs all of its gates: open the checkpoint they come from.'),
      ],
      formulas: [
        mrow(derivative(state('t'), state(before('t'))), '=', applied('diag', msub(gate, 't')), '+', '⋯'),
      ],
      own: [kept(gate, 0, steps), kept(gate, 1, steps)],
      ownText: [
        l10n.t(
          'With no input and no state the gate is σ of its bias: what it keeps over {0} steps with a bias of 0, and of 1.',
          steps,
        ),
      ],
      places: [],
    },
  ];
}

/** σ(bias)ᵀ: what a gate at rest keeps over the steps. */
function kept(gate: string, bias: number, steps: number): MathNode {
  const open = 1 / (1 + Math.exp(-bias));
  return mrow(
    gate,
    '=',
    applied('σ', number(bias)),
    '=',
    number(open),
    '⇒',
    msup(gate, count(steps)),
    '=',
    numberToThe(open, count(steps)),
    '=',
    powerOfTen(steps * Math.log10(open)),
  );
}
