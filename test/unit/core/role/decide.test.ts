import assert from 'node:assert/strict';
import { decideRole } from '../../../../src/core/role/decide';
import type { Evidence } from '../../../../src/core/role/evidence';
import { hasPowers, roles } from '../../../../src/core/role/role';
import type { Veto, VetoKind } from '../../../../src/core/role/veto';

const range = { start: 10, end: 20 };
const strong: Evidence = { kind: 'name', name: 'W_hh', strength: 'strong' };
const customary: Evidence = { kind: 'name', name: 'W', strength: 'customary' };
const feedback: Evidence = { kind: 'feedback', form: 'loop', range, state: 'h' };
const constructed: Evidence = { kind: 'constructor', callee: 'rnn.weight_hh_l0.copy_' };
const asked: Evidence = { kind: 'asked' };
const judged = (evidence: Evidence[], ...kinds: VetoKind[]): boolean =>
  decideRole(
    evidence,
    kinds.map((kind): Veto => ({ kind })),
  ).judged;

describe('decideRole', () => {
  it('knows nothing without evidence', () => {
    const nothing = decideRole([], []);
    assert.deepEqual(nothing, { role: 'unknown', evidence: [], vetoes: [], judged: false });
    assert.equal(decideRole([], [], 'attention').role, 'attention');
  });

  it('takes any one piece of evidence where nothing speaks against it', () => {
    for (const item of [strong, customary, feedback, constructed]) {
      const { role, evidence, judged } = decideRole([item], []);
      assert.deepEqual({ role, evidence, judged }, { role: 'recurrent', evidence: [item], judged: true });
    }
  });

  it('weighs vetoes by what they speak against', () => {
    for (const kind of ['integers', 'one-by-one', 'stochastic', 'covariance', 'quadratic-form'] as const) {
      assert.ok(!judged([customary], kind), kind);
      assert.ok(!judged([feedback], kind), kind);
      assert.ok(judged([customary, feedback], kind), kind);
      assert.ok(judged([strong], kind), kind);
    }
    for (const kind of ['test', 'homogeneous', 'rotation', 'normalized', 'integration', 'mixed'] as const) {
      assert.ok(!judged([feedback], kind), kind);
      assert.ok(judged([customary], kind), kind);
    }
    assert.ok(!judged([customary], 'feedforward-use'));
    assert.ok(judged([strong], 'feedforward-use'));
    assert.ok(!judged([strong], 'other-family'));
    assert.ok(judged([strong, feedback], 'other-family'));
  });

  it('never judges what is expected, not square, or changed out of sight', () => {
    for (const kind of ['expectation', 'not-square', 'changed', 'gate'] as const) {
      assert.ok(!judged([strong, feedback, constructed], kind), kind);
    }
  });

  it('calls a gate and a stack of gates recurrent all the same', () => {
    const gate = decideRole([strong, feedback], [{ kind: 'gate', names: ['W_f', 'W_i', 'W_o'] }]);
    assert.deepEqual([gate.role, gate.judged], ['recurrent', false]);
    const stack = decideRole([strong], [{ kind: 'not-square' }]);
    assert.deepEqual([stack.role, stack.judged, stack.evidence.length], ['recurrent', false, 1]);
    assert.equal(decideRole([customary], [{ kind: 'not-square' }]).role, 'unknown');
  });

  it('does what a person asks for, as far as there are powers', () => {
    assert.ok(judged([asked], 'expectation', 'integers', 'rotation'));
    assert.ok(!judged([asked], 'not-square'));
  });

  it('says which vetoes it heeded', () => {
    const vetoes: Veto[] = [{ kind: 'rotation' }, { kind: 'integers' }];
    const decision = decideRole([customary], vetoes, 'recurrent');
    assert.deepEqual(decision.vetoes, [{ kind: 'integers' }]);
    assert.deepEqual([decision.role, decision.evidence], ['unknown', []]);
  });
});

describe('roles', () => {
  it('have powers in time or in depth alone', () => {
    assert.deepEqual(roles.filter(hasPowers), ['recurrent', 'loop']);
  });
});
