// One layer's quick verdict in a thread of its own, as an analysis worker gives it.
import { parentPort } from 'node:worker_threads';
import { defaultThresholds } from '../../src/core/analysis';
import { openCatalog } from '../../src/formats/open';
import { CheckpointAnalysis } from '../../src/analysis/checkpoint/checkpointAnalysis';
import { openFile } from '../../src/analysis/fileSource';

async function verdict(file: string, layer: number): Promise<string> {
  const source = await openFile(file);
  try {
    const analysis = new CheckpointAnalysis(
      await openCatalog(source),
      { metadata: new Map() },
      { steps: 100, stepsAsked: true, activation: 'tanh', thresholds: defaultThresholds },
    );
    const record = await analysis.quickCell(analysis.layout.cells[layer]!);
    return `${record.verdict} (${record.log10Gain?.toFixed(2)})`;
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
