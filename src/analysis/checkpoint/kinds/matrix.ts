import * as l10n from '@vscode/l10n';
import { analyze } from '../../../core/analyze';
import { heatMapOf } from '../../../core/heatMap';
import { quickFigures } from '../../../core/quickFigures';
import { decisionWhenAsked } from '../../../core/role/decide';
import { standingOf } from '../../../present/role/standing';
import { toRecord } from '../../../present/matrix/record';
import { matrixLabel } from '../../../present/matrix/label';
import { figuresOf, firstFigures, maxOrderInFull } from '../quick';
import type { ItemKind } from './kind';

const nowhere = { line: 0, column: 0, endLine: 0, endColumn: 0 };

/** Square matrices that are recurrent by themselves, by their names or because somebody asks. */
export const matrix: ItemKind<'matrix'> = {
  describe({ name, shape }) {
    const { what, size } = matrixLabel(shape, true);
    return { name, what, size, layer: null, tensors: [name] };
  },
  traits: () => '',
  limit: { isWithin: ({ shape }, budget) => budget.takeSpectrum(shape[0]!), note: noteOf },
  isNamed: ({ name }, asked) => name === asked,
  async quick(found, checkpoint, progress) {
    const { options } = checkpoint;
    if (found.shape[0]! <= maxOrderInFull) {
      return figuresOf(await this.full(found, checkpoint, progress), null);
    }
    const { verdict, log10Gain } = quickFigures(await checkpoint.matrix(found.name), options, progress);
    return firstFigures(verdict, log10Gain, options.steps, null);
  },
  async full({ name }, checkpoint, progress) {
    const analysis = analyze(await checkpoint.matrix(name), checkpoint.options, progress);
    const asked = standingOf(decisionWhenAsked(true), () => nowhere);
    return { ...toRecord(name, nowhere, analysis, asked), location: null };
  },
  async detail({ name }, checkpoint, _reading, progress) {
    const read = await checkpoint.matrix(name);
    return {
      kind: 'matrix',
      name,
      analysis: analyze(read, checkpoint.options, progress),
      heatMap: heatMapOf(read),
    };
  },
};

function noteOf([first = '', ...more]: readonly string[]): string {
  return more.length === 0
    ? l10n.t('{0} is large and was not read; --tensor NAME analyzes it', first)
    : l10n.t(
        '{0} and {1} more large recurrent matrices were not read; --tensor NAME analyzes one',
        first,
        more.length,
      );
}
