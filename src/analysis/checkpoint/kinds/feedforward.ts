import * as l10n from '@vscode/l10n';
import { analyzeStack } from '../../../core/recurrence/stackAnalysis';
import { stackLabel } from '../../../present/feedforward/label';
import { toStackRecord } from '../../../present/feedforward/record';
import { figuresOf } from '../quick';
import type { ItemKind } from './kind';

/** Chains of feed-forward layers. */
export const feedforward: ItemKind<'feedforward'> = {
  describe(found) {
    const { what, size } = stackLabel(found);
    return { name: found.name, what, size, layer: null, tensors: found.layers.map(({ tensor }) => tensor) };
  },
  traits: ({ layers }) => String(layers.length),
  limit: {
    isWithin: ({ layers }, budget) =>
      budget.allowsElements(
        layers.reduce((sum, { inputSize, outputSize }) => sum + inputSize * outputSize, 0),
      ),
    note: ({ length }) => l10n.t('{0} large feed-forward stacks were not read', length),
  },
  // A tensor of a stack is asked for as a matrix.
  isNamed: () => false,
  async quick(found, checkpoint, progress) {
    return figuresOf(await this.full(found, checkpoint, progress), null);
  },
  async full(found, checkpoint, progress) {
    const tensors = await checkpoint.read(found.layers.map(({ tensor }) => tensor));
    return toStackRecord(found, analyzeStack(found, tensors, checkpoint.options, progress));
  },
  async detail(found, checkpoint, _reading, progress) {
    return { kind: 'feedforward', record: await this.full(found, checkpoint, progress) };
  },
};
