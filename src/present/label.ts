import * as l10n from '@vscode/l10n';

/** What something is, in a few words, the same in every list, report and answer. */
export interface Label {
  /** `LSTM layer 0, reverse`. */
  readonly what: string;
  /** Whose form it has, such as `pytorch`; `null` where there is nothing to say. */
  readonly origin: string | null;
  /** Empty where it is not known. */
  readonly size: string;
}

/** What it is and whose form it has: `LSTM layer 0, reverse (pytorch)`. */
export function whatAndOrigin({ what, origin }: Label): string {
  return origin === null ? what : l10n.t('{0} ({1})', what, origin);
}
