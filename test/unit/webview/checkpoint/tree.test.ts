import assert from 'node:assert/strict';
import type { CheckpointItem, QuickFigures, TensorRow } from '../../../../src/shared/checkpoint';
import type { VerdictName } from '../../../../src/core/verdict';
import { Expansion } from '../../../../webview/checkpoint/expansion';
import { validState } from '../../../../webview/checkpoint/state';
import { buildTree, type TreeNode } from '../../../../webview/checkpoint/tree';
import { visibleRows } from '../../../../webview/checkpoint/visibleRows';

const tensor = (name: string, bytes = 4): TensorRow => ({
  name,
  dtype: 'F32',
  shape: [1],
  bytes,
  unreadable: null,
  role: 'unknown',
});
const item = (
  index: number,
  what: string,
  tensors: string[],
  kind: CheckpointItem['kind'] = 'cell',
): CheckpointItem => ({
  index,
  key: `${kind}:${what}`,
  kind,
  name: kind === 'matrix' ? tensors[0]! : 'rnn',
  what,
  size: '',
  layer: index,
  tensors,
  unasked: true,
});
const quick = (verdict: VerdictName, log10Gain: number): QuickFigures => ({
  verdict,
  log10Gain,
  overflow: false,
  halfLife: null,
  explanation: '',
});

const tensors = [
  tensor('net.encoder.rnn.weight_hh_l0', 8),
  tensor('net.encoder.rnn.weight_hh_l1', 16),
  tensor('net.encoder.q.weight', 400),
  tensor('head'),
];
const items = [
  item(0, 'RNN layer 0', ['net.encoder.rnn.weight_hh_l0']),
  item(1, 'RNN layer 1', ['net.encoder.rnn.weight_hh_l1']),
  item(2, 'Square', ['net.encoder.q.weight'], 'matrix'),
];
const outline = (nodes: readonly TreeNode[]): string[] =>
  nodes.flatMap((node) => [`${'  '.repeat(node.depth)}${node.label}`, ...outline(node.children)]);
const everything = { filter: '', sorting: 'name', isExpanded: () => true } as const;
const labels = (rows: readonly TreeNode[]): string[] => rows.map(({ label }) => label);

describe('the tree of a checkpoint', () => {
  it('joins lone modules, and puts the tensors of a cell below it', () => {
    const roots = buildTree(tensors, items);
    assert.deepEqual(outline(roots), [
      'net.encoder',
      '  rnn',
      '    RNN layer 0',
      '      weight_hh_l0',
      '    RNN layer 1',
      '      weight_hh_l1',
      '  q',
      '    weight',
      'head',
    ]);
    assert.equal(roots[0]!.bytes, 424);
    assert.equal(roots[0]!.children[1]!.children[0]!.item?.kind, 'matrix');
  });

  it('holds every tensor once, whatever the names', () => {
    const names = ['', '.', 'a', 'a.b', 'a.b.c', 'a/b', '..x', 'a..b', '__proto__.x', 'constructor'];
    const found: string[] = [];
    const visit = (node: TreeNode): void => {
      if (node.tensor) found.push(node.tensor.name);
      node.children.forEach(visit);
    };
    buildTree(
      names.map((name) => tensor(name)),
      [],
    ).forEach(visit);
    assert.deepEqual(found.sort(), [...names].sort());
  });

  it('sorts siblings by the worst verdict below them', () => {
    const roots = buildTree(tensors, items);
    const figures = new Map([
      [0, quick('stable', 0)],
      [1, quick('vanishing', -9)],
      [2, quick('exploding', 5)],
    ]);
    const { rows } = visibleRows(roots, figures, { ...everything, sorting: 'verdict' });
    assert.deepEqual(labels(rows), [
      'net.encoder',
      'q',
      'weight',
      'rnn',
      'RNN layer 1',
      'weight_hh_l1',
      'RNN layer 0',
      'weight_hh_l0',
      'head',
    ]);
    const bySize = visibleRows(roots, figures, { ...everything, sorting: 'size' });
    assert.deepEqual(labels(bySize.rows).slice(0, 3), ['net.encoder', 'q', 'weight']);
  });

  it('filters by name, kind and verdict, keeping what is above', () => {
    const roots = buildTree(tensors, items);
    const figures = new Map([[1, quick('vanishing', -9)]]);
    const filtered = (filter: string): string[] =>
      labels(visibleRows(roots, figures, { ...everything, filter, isExpanded: () => false }).rows);
    assert.deepEqual(filtered('vanish'), ['net.encoder', 'rnn', 'RNN layer 1']);
    assert.deepEqual(filtered('HEAD f32'), ['head']);
    assert.deepEqual(filtered('nothing'), []);
  });

  it('leaves out what is folded, and remembers it', () => {
    const roots = buildTree(tensors, items);
    const expansion = new Expansion({ base: 'default', toggled: [] });
    expansion.follow(roots);
    expansion.set(roots[0]!.children[0]!, false);
    const again = new Expansion(expansion.state);
    again.follow(roots);
    const { rows } = visibleRows(roots, new Map(), {
      ...everything,
      isExpanded: (node) => again.isExpanded(node),
    });
    assert.deepEqual(labels(rows), ['head', 'net.encoder', 'q', 'weight', 'rnn']);
    again.setAll('none');
    assert.equal(again.isExpanded(roots[0]!), false);
  });

  it('begins folded where it is large', () => {
    const roots = buildTree(
      Array.from({ length: 1000 }, (_, i) => tensor(`m${i % 10}.t${i}`)),
      [],
    );
    const expansion = new Expansion({ base: 'default', toggled: [] });
    expansion.follow(roots);
    const view = { ...everything, isExpanded: (node: TreeNode) => expansion.isExpanded(node) };
    assert.equal(visibleRows(roots, new Map(), view).rows.length, 10);
  });
});

describe('the state of a checkpoint editor', () => {
  it('takes back what it saved, and nothing else', () => {
    const state = validState({
      filter: 'x',
      sorting: 'size',
      scroll: 40,
      selected: 'a',
      steps: 9,
      readings: { a: 1 },
    });
    assert.deepEqual(validState(JSON.parse(JSON.stringify(state))), state);
    const broken = validState({ filter: 3, sorting: 'color', scroll: -1, steps: 0.5, readings: { a: 'b' } });
    assert.deepEqual(broken, validState(undefined));
  });
});
