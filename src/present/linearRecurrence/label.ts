import * as l10n from '@vscode/l10n';
import type { Label } from '../label';

/** A linear recurrence by family and layer; `channels` are known once it was read. */
export function linearLabel({
  family,
  layer,
  channels,
}: {
  readonly family: string;
  readonly layer: number | null;
  readonly channels?: number;
}): Label {
  return {
    what: layer === null ? family : l10n.t('{0} layer {1}', family, layer),
    origin: null,
    size: channels === undefined ? '' : l10n.t('{0} channels', channels),
  };
}
