import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNotebook } from '../../../src/cli/notebook';
import { run } from './run';

const code = (...source: string[]) => ({
  cell_type: 'code',
  metadata: {},
  outputs: [],
  execution_count: 1,
  source,
});
const prose = (source: string) => ({ cell_type: 'markdown', metadata: {}, source });
const notebook = (cells: readonly object[], language = 'python') =>
  JSON.stringify({
    cells,
    metadata: { kernelspec: { language, name: language } },
    nbformat: 4,
    nbformat_minor: 5,
  });

interface Found {
  readonly name: string;
  readonly kind: string;
  readonly verdict: string | null;
  readonly steps: number;
  readonly stepsFrom: string;
  readonly location: { readonly cell?: number; readonly line: number; readonly column: number };
}

describe('notebooks on the command line', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gradient-lens-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function told(text: string | Uint8Array, ...args: string[]): Promise<string[]> {
    const file = join(folder, 'net.ipynb');
    writeFileSync(file, text);
    const { stdout } = await run('analyze', file, '--json', ...args);
    const { files } = JSON.parse(stdout) as { files: { findings: Found[] }[] };
    return files[0]!.findings.map(({ name, verdict, location: { cell, line }, steps }) => {
      return `${name} in cell ${cell}, line ${line}: ${verdict} in ${steps}`;
    });
  }

  it('cells are read with lines within the cell, and what earlier ones bind holds in later ones', async () => {
    const text = notebook([
      prose('# A network'),
      code('import numpy as np\n', '%matplotlib inline\n', 'seq_len = 20'),
      code('\n', 'W_hh = np.array([[1.5, 0.0],\n', '                 [0.0, 0.5]])'),
      code('h = np.zeros(2)\n', 'for x in inputs:\n', '    h = np.tanh(W_hh @ h + x)'),
    ]);
    assert.deepEqual(await told(text), ['W_hh in cell 3, line 2: exploding in 20']);
    assert.deepEqual(await told(text, '--steps', '30'), ['W_hh in cell 3, line 2: exploding in 30']);
  });

  it('the feedback may stand in another cell, and so may the other tensors of a cell', async () => {
    const loop = notebook([
      code('import numpy as np\nA = np.array([[0.5, 0.1], [0.0, 0.5]])'),
      code('for x in xs:\n    s = np.tanh(A @ s + x)'),
    ]);
    assert.deepEqual(await told(loop), ['A in cell 1, line 2: vanishing in 100']);
    const tensors = notebook([
      code('import torch\nrnn.weight_ih_l0.data = torch.tensor([[0.5], [0.1]])'),
      code('rnn.weight_hh_l0.data = torch.tensor([[0.5, 0.1], [0.0, 0.5]])'),
    ]);
    assert.deepEqual(await told(tensors), ['rnn in cell 2, line 1: vanishing in 100']);
  });

  it('in the language of the kernel or of the cell; others are left alone', async () => {
    const matrix = 'Wh = [0.5 0; 0 0.25];\nfor t = 1:40\n  h = tanh(Wh * h);\nend';
    assert.deepEqual(await told(notebook([code(matrix)], 'octave')), [
      'Wh in cell 1, line 1: vanishing in 40',
    ]);
    assert.deepEqual(await told(notebook([code('W_hh <- matrix(c(1.5, 0, 0, .5), 2)')], 'R')), []);
    const mixed = { ...code(matrix), metadata: { vscode: { languageId: 'julia' } } };
    assert.deepEqual(
      readNotebook(notebook([mixed, code('x = 1')])).map(({ languageId }) => languageId),
      ['julia', 'python'],
    );
    const python = 'W_hh = [[1.5, 0.0], [0.0, 0.5]]\nfor x in y:\n    h = np.tanh(np.dot(W_hh, h))';
    for (const first of ['%%bash', '%%javascript', '%%writefile net.py', '%%html']) {
      assert.deepEqual(await told(notebook([code(`${first}\n${python}`)])), [], first);
    }
    assert.equal((await told(notebook([code(`%%time\n${python}`)]))).length, 1);
  });

  it('every format names cell and line', async () => {
    const file = join(folder, 'net.ipynb');
    writeFileSync(file, notebook([prose('text'), code('W_hh = np.array([[1.5, 0.0], [0.0, 0.5]])')]));
    const as = async (format: string): Promise<string> =>
      (await run('analyze', file, '--format', format)).stdout;
    assert.match(await as('lines'), /net\.ipynb:cell 2:1:8: warning: W_hh: /);
    assert.match(await as('github'), /^::warning file=[^,]*net\.ipynb,title=[^:]*::cell 2, line 1: W_hh: /m);
    const [result] = (
      JSON.parse(await as('sarif')) as {
        runs: { results: { message: { text: string }; locations: { physicalLocation: object }[] }[] }[];
      }
    ).runs[0]!.results;
    assert.match(result!.message.text, /^cell 2, line 1: W_hh: /);
    assert.ok(!('region' in result!.locations[0]!.physicalLocation));
    assert.match(await as('markdown'), /cell 2, line 1/);
    assert.match((await run('analyze', file)).stdout, /^ {2}2:1 +W_hh/m);
  });

  it('older notebooks, sources as one text, folders', async () => {
    const old = {
      worksheets: [
        {
          cells: [
            { cell_type: 'code', language: 'python', input: 'W_hh = np.array([[1.5, 0.0], [0.0, 0.5]])' },
          ],
        },
      ],
      nbformat: 3,
    };
    assert.deepEqual(await told(JSON.stringify(old)), ['W_hh in cell 1, line 1: exploding in 100']);
    assert.deepEqual(
      await told(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(old), 'utf16le')])),
      ['W_hh in cell 1, line 1: exploding in 100'],
    );
    const { stdout } = await run('analyze', folder, '--json');
    assert.match(stdout, /net\.ipynb/);
  });

  it('a cell that leaves a bracket open spoils no other', async () => {
    const text = notebook([
      code('def f(x:\n    return [1, 2'),
      code('W_hh = np.array([[1.5, 0.0], [0.0, 0.5]])'),
      code('print("(", \'[\', """{""")  # ((('),
    ]);
    assert.deepEqual(await told(text), ['W_hh in cell 2, line 1: exploding in 100']);
    assert.equal(readNotebook(text).length, 2);
  });

  it('what is no notebook is told in one sentence, and noted where nobody named it', async () => {
    const file = join(folder, 'net.ipynb');
    const odd = ['', '{', '[]', 'null', '{"cells": 3}', '{"metadata": {}}', '\u0000', '{"worksheets": {}}'];
    for (const text of odd) {
      writeFileSync(file, text);
      const named = await run('analyze', file, '--format', 'lines');
      assert.equal(named.status, 2, text);
      assert.match(
        named.stdout,
        /net\.ipynb:1:1: error: .*net\.ipynb is not a notebook \([^\n]+\): save it again/,
        text,
      );
      const { status, stdout } = await run('analyze', folder, '--format', 'lines');
      assert.equal(status, 0, text);
      assert.match(stdout, /: note: /, text);
    }
  });

  it('hostile notebooks hold nothing: odd cells, giant outputs, deep nests, many cells', () => {
    const odd = [
      null,
      3,
      [],
      {},
      { cell_type: 'code' },
      code(),
      { ...code('x'), source: { 0: 'x' } },
      { ...code('x'), source: ['x', 3] },
      { cell_type: 'code', source: 'W = 1', metadata: { vscode: { languageId: '__proto__' } } },
    ];
    assert.deepEqual(
      readNotebook(JSON.stringify({ cells: odd, metadata: { kernelspec: 3, language_info: { name: [] } } })),
      [],
    );
    const output = { output_type: 'stream', text: ['[[1.5, 0.5], '.repeat(300_000)] };
    const [program] = readNotebook(notebook([{ ...code('x = 1'), outputs: [output] }]));
    assert.equal(program!.text, 'x = 1\n\n');
    const many = notebook(Array.from({ length: 20_000 }, (_, i) => code(`x${i} = ${i}`)));
    assert.equal(readNotebook(many)[0]!.cells.length, 5000);
    const large = notebook(Array.from({ length: 50 }, () => code(`x = "${'a'.repeat(100_000)}"`)));
    assert.equal(readNotebook(large).length, 50);
    assert.ok(readNotebook(notebook([code('('.repeat(200_000))])).length === 1);
    assert.ok(readNotebook(notebook([code('"\\'.repeat(100_000))])).length === 1);
    assert.ok(readNotebook(notebook([code("'''".repeat(100_001))])).length === 1);
  });
});
