import { nowhere } from '../../src/core/location';
import { toRecord } from '../../src/present/matrix/record';
import type { PanelModel } from '../../src/shared/panel';

/** What "Copy Figures" copies: the finding as the command line's `--json` prints it, with the file and line known here. */
export function figuresText({ name, file, line, standing, analysis }: PanelModel): string {
  // The columns are not known here; `undefined` leaves the location out.
  const record = { ...toRecord(name, nowhere, analysis, standing), location: undefined };
  return JSON.stringify({ file, line, ...record }, null, 2);
}
