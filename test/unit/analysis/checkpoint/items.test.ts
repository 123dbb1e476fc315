import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/core/analysis';
import { findingsOf } from '../../../../src/analysis/checkpoint/findings';
import { full, itemsOf } from '../../../../src/analysis/checkpoint/items';
import { openCheckpoint } from '../../../../src/analysis/checkpoint/openCheckpoint';
import { kindOf, labelOf } from '../../../../src/present/kinds';

const folder = 'test/fixtures/checkpoints';
const options = { steps: 20, activation: 'tanh', thresholds: defaultThresholds } as const;

describe('the items of a checkpoint', () => {
  for (const file of ['char_model.safetensors', 'linear/s5/model.safetensors', 'weight_hh.npy'])
    it(`are told alike in the list and as records, and are the findings: ${file}`, async () => {
      const opened = await openCheckpoint(
        { kind: 'path', path: `${folder}/${file}` },
        { ...options, stepsFrom: 'argument' },
      );
      try {
        const items = itemsOf(opened.checkpoint.layout);
        assert.ok(items.length > 0);
        for (const item of items) {
          const record = await full(item, opened.checkpoint);
          const { what } = labelOf(record);
          assert.deepEqual([kindOf(record), record.name, what], [item.kind, item.row.name, item.row.what]);
        }
        const { findings } = await findingsOf(opened, { tensor: null });
        assert.deepEqual(
          findings.map(({ kind, name }) => [kind, name]),
          items.filter(({ row }) => row.unasked).map(({ kind, row }) => [kind, row.name]),
        );
      } finally {
        await opened.close();
      }
    });

  it('share one budget for the spectra that nobody asked for', () => {
    const matrix = [700, 900, 800, 10].map((order, i) => ({
      name: `m${i}`,
      dtype: 'F32',
      shape: [order, order],
      role: 'recurrent' as const,
      evidence: [],
    }));
    const items = itemsOf({ cell: [], 'linear-recurrence': [], feedforward: [], matrix });
    assert.deepEqual(
      items.map(({ row }) => row.unasked),
      [true, true, false, true],
    );
  });
});
