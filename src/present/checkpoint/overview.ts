import * as l10n from '@vscode/l10n';
import type { Layout } from '../../core/recurrence/layout/layout';
import type { Architecture } from '../../core/role/checkpoint/architecture';
import { listed } from '../words';

/** What a checkpoint is, in one line before any figure: `Llama-style decoder, 4 layers, no recurrence`. */
export function overviewText(layout: Layout): string {
  const { architecture, feedforward, matrix, roles } = layout;
  // Its entries, which are not read yet, may speak against what its name says.
  if (matrix.length === 1 && roles.size === 1) return l10n.t('a single {0}×{1} matrix', ...matrix[0]!.shape);
  const recurrent = recurrentParts(layout);
  const chains = feedforward.length;
  const known = architecture ? architectureParts(architecture) : [];
  const stacks =
    chains === 0 || architecture
      ? []
      : chains === 1
        ? [l10n.t('feed-forward chain of {0} layers', feedforward[0]!.layers.length)]
        : [l10n.t('{0} feed-forward chains', chains)];
  return listed([
    ...known,
    ...(recurrent.length > 0 ? [l10n.t('recurrent: {0}', recurrent.join(' + '))] : []),
    ...stacks,
    ...(recurrent.length > 0 ? [] : [withoutRecurrence(layout)]),
  ]);
}

function withoutRecurrence({ architecture, unrecognized }: Layout): string {
  if (unrecognized.length > 0) return l10n.t('recurrence not recognized');
  return architecture ? l10n.t('no recurrence') : l10n.t('no recurrence recognized');
}

/** Its name and form, and how many layers. */
function architectureParts({ name, form, layers, adapters }: Architecture): string[] {
  const [first = 0, second = 0] = layers;
  const depth =
    layers.length > 1
      ? l10n.t('{0} and {1} layers', first, second)
      : first === 1
        ? l10n.t('1 layer')
        : l10n.t('{0} layers', first);
  const what = formText(name, form);
  return [adapters ? l10n.t('adapters for a {0}', what) : what, depth];
}

function formText(name: string, form: Architecture['form']): string {
  switch (form) {
    case 'transformer':
      return name;
    case 'decoder':
      return l10n.t('{0}-style decoder', name);
    case 'encoder':
      return l10n.t('{0}-style encoder', name);
    case 'encoder-decoder':
      return l10n.t('{0}-style encoder and decoder', name);
    case 'two-encoders':
      return l10n.t('{0}-style text and image encoders', name);
    case 'convolutional':
    case 'u-net':
      return l10n.t('{0}-style convolutional network', name);
    case 'mixer':
      return l10n.t('{0}-style network', name);
  }
}

/** How many there are of each recurrence: `2 LSTM`, `24 Mamba`. */
function recurrentParts({ cell, 'linear-recurrence': linear, matrix }: Layout): string[] {
  const counts = new Map<string, number>();
  for (const name of [
    ...cell.map((found) => found.cell.toUpperCase()),
    ...linear.map(({ family }) => family),
  ])
    counts.set(name, (counts.get(name) ?? 0) + 1);
  const matrices =
    matrix.length === 0
      ? []
      : [matrix.length === 1 ? l10n.t('1 matrix') : l10n.t('{0} matrices', matrix.length)];
  return [...[...counts].map(([name, count]) => `${count} ${name}`), ...matrices];
}
