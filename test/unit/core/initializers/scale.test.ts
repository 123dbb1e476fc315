import assert from 'node:assert/strict';
import { parseInitializer } from '../../../../src/core/initializers/names';
import {
  choosableInitializers,
  nameOfInitializer,
  scaleOf,
  withScale,
} from '../../../../src/core/initializers/scale';

describe('the scale of an initializer', () => {
  for (const framework of ['pytorch', 'keras'] as const) {
    it(`${framework}: every name is found again by what it draws, at its own scale and at another`, () => {
      for (const name of choosableInitializers(framework)) {
        const initializer = parseInitializer(name, framework)!;
        const found = nameOfInitializer(initializer, framework)!;
        assert.deepEqual(parseInitializer(found, framework), initializer, name);
        const scale = scaleOf(initializer);
        if (!scale) continue;
        const other = withScale(initializer, 3);
        assert.equal(scaleOf(other)?.value, 3);
        assert.deepEqual(withScale(other, scale.value), initializer);
        assert.ok(nameOfInitializer(other, framework), name);
      }
    });
  }

  it('an interval keeps its middle', () => {
    assert.deepEqual(withScale({ kind: 'uniform', low: 1, high: 3 }, 0.5), {
      kind: 'uniform',
      low: 1.5,
      high: 2.5,
    });
    assert.deepEqual(scaleOf({ kind: 'uniform', low: -0.1, high: 0.1 }), {
      label: '± half-width',
      value: 0.1,
    });
    assert.equal(scaleOf({ kind: 'pytorch-default' }), null);
  });
});
