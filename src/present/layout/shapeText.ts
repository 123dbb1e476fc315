import * as l10n from '@vscode/l10n';

/** `50×20`, or `scalar`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? l10n.t('scalar') : shape.join('×');
}
