import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultThresholds } from '../../../../src/core/analysis';
import { formats } from '../../../../src/formats/open';
import { checkpointEndings, isCheckpoint } from '../../../../src/shared/checkpointEndings';
import { checkpointFindings } from '../../../../src/analysis/checkpoint/checkpointFindings';
import { CancellationError } from '../../../../src/shared/rpc';

const folder = 'test/fixtures/checkpoints/linear/mamba2';
const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;

describe('answering a checkpoint', () => {
  it('is the same by path and by bytes with the config beside it', async () => {
    const byPath = await checkpointFindings({
      place: { kind: 'path', path: `${folder}/model.safetensors` },
      options,
      tensor: null,
    });
    const bytes = readFileSync(`${folder}/model.safetensors`);
    const siblings = new Map([['config.json', new Uint8Array(readFileSync(`${folder}/config.json`))]]);
    const name = 'model.safetensors';
    const place = { kind: 'bytes', name, bytes: new Uint8Array(bytes), siblings } as const;
    assert.deepEqual(await checkpointFindings({ place, options, tensor: null }), byPath);
    assert.ok(byPath.findings.some(({ kind }) => kind === 'linear-recurrence'));
    assert.equal(byPath.unreadable, false);
  });

  it('stops when it is canceled', async () => {
    const place = { kind: 'path', path: 'test/fixtures/checkpoints/char_model.safetensors' } as const;
    const cancel = (): never => {
      throw new CancellationError('canceled');
    };
    await assert.rejects(checkpointFindings({ place, options, tensor: null }, cancel), CancellationError);
  });

  it('knows the endings of all formats', () => {
    const endings = [...new Set(formats.flatMap(({ extensions }) => extensions))];
    assert.deepEqual([...checkpointEndings].sort(), endings.sort());
    assert.ok(isCheckpoint('a/B.PT') && !isCheckpoint('pt') && !isCheckpoint('a.pty'));
  });
});
