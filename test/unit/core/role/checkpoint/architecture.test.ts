import assert from 'node:assert/strict';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { overviewText } from '../../../../../src/present/checkpoint/overview';
import { models } from './models';

describe('known architectures', () => {
  for (const [name, { overview, tensors }] of Object.entries(models)) {
    it(`${name}: ${overview}, a role for every tensor and no verdict`, () => {
      const layout = recognize(tensors);
      assert.equal(overviewText(layout), overview);
      assert.deepEqual(
        [layout.cell, layout['linear-recurrence'], layout.matrix, layout.feedforward, layout.unrecognized],
        [[], [], [], [], []],
      );
      const unknown = tensors.filter(({ name }) => (layout.roles.get(name) ?? 'unknown') === 'unknown');
      assert.deepEqual(unknown, []);
    });
  }
});
