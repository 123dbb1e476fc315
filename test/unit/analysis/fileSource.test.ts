import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCatalog } from '../../../src/formats/open';
import { openFile } from '../../../src/analysis/fileSource';
import { sentence, uint } from '../formats/fixture';

describe('a file on disk', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gradient-lens-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('of 20 GB is listed and read by ranges, in little memory', async () => {
    const path = join(folder, 'large.safetensors');
    const layers = 80;
    const layerBytes = 2 ** 28;
    const header = JSON.stringify(
      Object.fromEntries(
        Array.from({ length: layers }, (_, i) => [
          `layers.${i}.weight_hh_l0`,
          { dtype: 'F32', shape: [2 ** 23, 8], data_offsets: [i * layerBytes, (i + 1) * layerBytes] },
        ]).concat([
          [
            'last',
            { dtype: 'F32', shape: [2, 2], data_offsets: [layers * layerBytes, layers * layerBytes + 16] },
          ],
        ]),
      ),
    );
    const size = 8 + header.length + layers * layerBytes + 16;
    const handle = await open(path, 'w');
    await handle.write(uint(header.length, 8));
    await handle.write(header);
    await handle.truncate(size);
    await handle.write(new Uint8Array(new Float32Array([1, 2, 3, 4]).buffer), 0, 16, size - 16);
    await handle.close();
    assert.ok(size > 20e9);

    const before = process.memoryUsage();
    const file = await openFile(path);
    let bytesRead = 0;
    const read = file.read.bind(file);
    file.read = (offset, length) => {
      bytesRead += length;
      return read(offset, length);
    };
    const catalog = await openCatalog(file);
    assert.equal(catalog.entries.length, layers + 1);
    assert.deepEqual([...(await catalog.tensor('last')).data], [1, 2, 3, 4]);
    const now = process.memoryUsage();
    assert.ok(bytesRead < 2 ** 15, `${bytesRead} bytes were read`);
    assert.ok(now.arrayBuffers + now.heapUsed - before.arrayBuffers - before.heapUsed < 150 * 2 ** 20);
    await file.close();
  });

  it('that becomes shorter while it is read gets a sentence', async () => {
    const path = join(folder, 'short.bin');
    writeFileSync(path, new Uint8Array(100));
    const file = await openFile(path);
    truncateSync(path, 10);
    await assert.rejects(file.read(0, 100), sentence(/became shorter while it was being read/));
    await file.close();
  });

  it('that is a folder, missing or no regular file gets a sentence', async () => {
    await assert.rejects(openFile(folder), sentence(/this is a folder/));
    await assert.rejects(
      openFile(join(folder, 'nothing.pt')),
      sentence(/nothing.pt: the file cannot be opened \(ENOENT\)/),
    );
    if (process.platform !== 'win32')
      await assert.rejects(openFile('/dev/null'), sentence(/not a regular file/));
  });

  it('opens files beside it by plain name alone', async () => {
    writeFileSync(join(folder, 'a.bin'), 'a');
    writeFileSync(join(folder, 'b.bin'), 'b');
    const file = await openFile(join(folder, 'a.bin'));
    const beside = await file.sibling('b.bin');
    assert.equal(String.fromCharCode(...(await beside!.read(0, 1))), 'b');
    assert.equal(await file.sibling('c.bin'), undefined);
    await assert.rejects(file.sibling('../a.bin'), sentence(/a path out of its folder is not followed/));
    await file.close();
    await assert.rejects(beside!.read(0, 1), /closed|EBADF/);
  });

  it('is not read beyond its end', async () => {
    writeFileSync(join(folder, 'a.bin'), 'abc');
    const file = await openFile(join(folder, 'a.bin'));
    await assert.rejects(file.read(2, 2), sentence(/bytes 2 to 4 are needed and the file has 3/));
    await file.close();
  });
});
