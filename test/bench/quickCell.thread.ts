// One layer's quick verdict in a thread of its own, as an analysis worker gives it.
import { parentPort } from 'node:worker_threads';
import { defaultThresholds } from '../../src/core/analysis';
import { openCatalog } from '../../src/formats/open';
import { Checkpoint } from '../../src/analysis/checkpoint/checkpoint';
import { itemsOf, quick } from '../../src/analysis/checkpoint/items';
import { openFile } from '../../src/analysis/fileSource';

async function verdict(file: string, layer: number): Promise<string> {
  const source = await openFile(file);
  try {
    const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
    const checkpoint = new Checkpoint(
      await openCatalog(source),
      { metadata: new Map() },
      { ...options, stepsFrom: 'argument' },
    );
    const { verdict, log10Gain } = await quick(itemsOf(checkpoint.layout)[layer]!, checkpoint);
    return `${verdict} (${log10Gain?.toFixed(2)})`;
  } finally {
    await source.close();
  }
}

parentPort?.on('message', ({ file, layer }: { readonly file: string; readonly layer: number }) => {
  void verdict(file, layer).then(
    (result) => parentPort?.postMessage({ result }),
    (error: unknown) => parentPort?.postMessage({ error: String(error) }),
  );
});
