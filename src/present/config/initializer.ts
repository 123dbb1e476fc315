import * as l10n from '@vscode/l10n';
import type { Initializer } from '../../core/initializers/initializer';
import { capitalize, formatNumber } from '../format';
import { authorOf, type Scaling } from './initializerName';

/** The initializer in a few words: `PyTorch's default U(±1/√H)`, `orthogonal, gain 2`. */
export function describeInitializer(initializer: Initializer): string {
  switch (initializer.kind) {
    case 'pytorch-default':
      return l10n.t("PyTorch's default U(±1/√H)");
    case 'orthogonal':
      return initializer.gain === 1
        ? l10n.t('orthogonal')
        : l10n.t('orthogonal with gain {0}', formatNumber(initializer.gain));
    case 'identity':
      return initializer.gain === 1
        ? l10n.t('identity')
        : l10n.t('identity with gain {0}', formatNumber(initializer.gain));
    case 'variance-scaling':
      return describeScaling(initializer);
    case 'normal':
      return `N(${formatNumber(initializer.mean)}, ${formatNumber(initializer.deviation)}²)`;
    case 'truncated-normal':
      return l10n.t(
        'truncated N({0}, {1}²)',
        formatNumber(initializer.mean),
        formatNumber(initializer.deviation),
      );
    case 'uniform':
      return `U(${formatNumber(initializer.low)}, ${formatNumber(initializer.high)})`;
    case 'constant':
      return l10n.t('the constant {0}', formatNumber(initializer.value));
  }
}

function describeScaling(scaling: Scaling): string {
  const { gain, fan, distribution } = scaling;
  const author = authorOf(scaling);
  const uniform = distribution === 'uniform';
  if (author) {
    return uniform ? l10n.t('{0} uniform', capitalize(author)) : l10n.t('{0} normal', capitalize(author));
  }
  return uniform
    ? l10n.t('uniform of deviation {0}/√({1})', formatNumber(gain), fan)
    : l10n.t('normal of deviation {0}/√({1})', formatNumber(gain), fan);
}
