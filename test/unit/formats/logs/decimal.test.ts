import assert from 'node:assert/strict';
import { DecimalReader } from '../../../../src/formats/logs/decimal';
import { random } from '../../core/monitor/noise';

describe('numbers read out of bytes', () => {
  const decimals = new DecimalReader();
  const encoder = new TextEncoder();
  const read = (text: string): number => decimals.read(encoder.encode(`${text},`), 0);

  it('are rounded as Number() rounds', () => {
    const draw = random(11);
    for (let k = 0; k < 40_000; k++) {
      const size = draw();
      const value = Math.exp(20 * size);
      const texts = [
        String(value),
        String(-size),
        value.toPrecision(17),
        size.toFixed(4),
        value.toExponential(8),
      ];
      for (const text of [
        ...texts,
        `${Math.trunc(1e15 * size)}${String(value).slice(-4).replace(/\D/g, '')}`,
      ]) {
        assert(Object.is(read(text), Number(text)), text);
        assert.equal(decimals.end, text.length, text);
      }
    }
  });

  it('may be long, tiny or huge', () => {
    for (const text of [
      '1e400',
      '-0',
      '-0.0',
      '0e5',
      '1E5',
      '1e+05',
      '0.1e-400',
      '4.9e-324',
      '1'.repeat(500),
      `0.${'0'.repeat(400)}7`,
    ])
      assert(Object.is(read(text), Number(text)), text);
  });

  it('may be NaN or infinite as Python writes them, and nothing else', () => {
    assert.deepEqual(['NaN', 'Infinity', '-Infinity'].map(read), [NaN, Infinity, -Infinity]);
    for (const text of ['', '-', 'nul', 'Infinit', '"1"', '1e', '.']) {
      read(text);
      assert.equal(decimals.end, -1, text);
    }
  });
});
