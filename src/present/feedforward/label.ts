import * as l10n from '@vscode/l10n';
import type { Label } from '../label';

/** Widths that a size names at most. */
const maxWidths = 6;

/** A feed-forward stack by the number and the widths of its layers. */
export function stackLabel({
  layers,
}: {
  readonly layers: readonly { readonly inputSize: number; readonly outputSize: number }[];
}): Label {
  const widths = [layers[0]!.inputSize, ...layers.map(({ outputSize }) => outputSize)];
  return {
    what: l10n.t('Feed-forward, {0} layers', layers.length),
    origin: null,
    size: widths.slice(0, maxWidths).join(' → '),
  };
}
