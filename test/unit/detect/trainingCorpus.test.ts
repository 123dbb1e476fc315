// The corpus of training scripts: what trains a recurrent model without clipping is noted, everything else is not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainingFix } from '../../../src/detect/python/training/trainingFix';
import { detect } from '../../../src/detect/detect';
import { detection } from './found';

interface Entry {
  readonly file: string;
  /** Lines from 1; in a notebook with their cell. */
  readonly training: readonly (number | { readonly cell: number; readonly line: number })[];
}

const root = join('test', 'corpus', 'train');
const entries = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as readonly Entry[];

const lineOf = (text: string, { mark }: TrainingFix): number => text.slice(0, mark.start).split('\n').length;
const noted = (fixes: readonly TrainingFix[]): TrainingFix[] =>
  fixes.filter(({ concern }) => concern !== null);

/** The code cells of a notebook, by their number from 1. */
function cellsOf(text: string): readonly string[] {
  const { cells } = JSON.parse(text) as { readonly cells: readonly { readonly source: readonly string[] }[] };
  return cells.map(({ source }) => source.join(''));
}

describe('the corpus of training scripts', () => {
  it('is large enough to say something, and half of it is quiet', () => {
    const quiet = entries.filter(({ training }) => training.length === 0).length;
    assert.ok(entries.length >= 60 && quiet >= 30 && entries.length - quiet >= 30, `${quiet}`);
  });

  for (const { file, training } of entries) {
    it(file, () => {
      const text = readFileSync(join(root, file), 'utf8');
      if (!file.endsWith('.ipynb')) {
        const fixes = noted(detection(text, 'python').training);
        assert.deepEqual(
          fixes.map((fix) => lineOf(text, fix)),
          training,
        );
        for (const { evidence } of fixes) assert.ok(evidence?.range, 'a note says what shows the recurrence');
        return;
      }
      const cells = cellsOf(text);
      const found = cells.flatMap((cell, i) => {
        const around = { before: cells.slice(0, i), after: cells.slice(i + 1) };
        const { training: fixes } = detect(cell, 'python', {
          maxEntries: 1e6,
          evaluate: undefined,
          cells: around,
        });
        return noted(fixes).map((fix) => ({ cell: i + 1, line: lineOf(cell, fix) }));
      });
      assert.deepEqual(found, training);
    });
  }
});

describe('a training script in a notebook', () => {
  const model = 'import torch\nlstm = torch.nn.LSTM(1, 1)';
  const loop =
    '%time\nopt = torch.optim.SGD(lstm.parameters(), 0.1)\nlstm(x)[0].sum().backward()\nopt.step()';
  const read = (text: string, before: readonly string[], after: readonly string[] = []) =>
    detect(text, 'python', { maxEntries: 1e6, evaluate: undefined, cells: { before, after } }).training;

  it('the edit stays in the cell', () => {
    const [fix] = noted(read(loop, [model]));
    assert.equal(fix?.evidence?.range, null);
    assert.equal(loop.slice(fix.mark.start, fix.mark.end), 'lstm(x)[0].sum().backward()');
    assert.ok(fix.edits.every(({ start, end }) => start >= fix.mark.end && end <= loop.length));
  });

  it('a hook in a later cell clips', () => {
    const hook = 'for p in lstm.parameters():\n    p.register_hook(lambda g: g.clamp(-1, 1))';
    assert.deepEqual(noted(read(loop, [model], [hook])), []);
  });

  it('nothing is known of a model that no cell makes', () => {
    assert.deepEqual(noted(read(loop.replaceAll('lstm', 'thing'), ['import torch'])), []);
  });
});
