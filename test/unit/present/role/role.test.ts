import assert from 'node:assert/strict';
import type { Evidence, FeedbackForm } from '../../../../src/core/role/evidence';
import { roles } from '../../../../src/core/role/role';
import { evidenceText } from '../../../../src/present/role/evidence';
import { roleLine, roleName } from '../../../../src/present/role/role';

const range = { start: 14, end: 20 };
const lineOf = ({ start }: { readonly start: number }): number => start;
const name: Evidence = { kind: 'name', name: 'W_hh', strength: 'strong' };
const feedback = (form: FeedbackForm): Evidence => ({ kind: 'feedback', form, range });

describe('the words of roles', () => {
  it('name every role, each in its own way', () => {
    assert.equal(new Set(roles.map(roleName)).size, roles.length);
  });

  it('say why, by what says most', () => {
    assert.equal(roleLine('recurrent', [name, feedback('loop')], lineOf), 'recurrent: line 14 feeds it back');
    assert.equal(
      roleLine('recurrent', [name], lineOf),
      'recurrent: W_hh is what recurrent weights are called',
    );
    assert.equal(roleLine('recurrent', [feedback('power')], lineOf), 'recurrent: line 14 takes powers of it');
    assert.equal(roleLine('unknown', [], lineOf), 'unknown role');
  });

  it('name the place that a matrix is put into', () => {
    const given = (callee: string): string => evidenceText({ kind: 'constructor', callee, range }, lineOf);
    assert.equal(given('rnn.weight_hh_l0.copy_'), 'line 14 gives it to rnn.weight_hh_l0.copy_');
    assert.equal(given('net.load_state_dict:weight_hh_l0'), 'line 14 gives it to weight_hh_l0');
    assert.equal(
      evidenceText({ kind: 'siblings', names: ['kernel', 'bias'] }, lineOf),
      'it stands beside kernel, bias',
    );
  });
});
