import { parentPort, workerData } from 'node:worker_threads';
import { CancelledError, Rpc, type CallContext } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { DocumentAnalysis } from './documentAnalysis';

/** The extension host writes the id of the call it wants cancelled into this word, so that a busy worker sees it. */
const cancelled = (workerData as { cancelled: Int32Array }).cancelled;
const progressInterval = 100;

/** A checkpoint that stops the call when it is cancelled and reports progress now and then. */
function checkpointOf({ id, progress }: CallContext): (done: number) => void {
  let last = performance.now();
  return (done) => {
    if (Atomics.load(cancelled, 0) === id) throw new CancelledError('cancelled');
    const now = performance.now();
    if (now - last < progressInterval) return;
    last = now;
    progress(done);
  };
}

const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread');
const analysis = new DocumentAnalysis();

type Call<K extends keyof AnalysisService> = Parameters<AnalysisService[K]>[0];

new Rpc(
  {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => port.on('message', listener),
  },
  {
    document: (request: Call<'document'>, context: CallContext) =>
      analysis.document(request, checkpointOf(context)),
    expression: (params: Call<'expression'>, context: CallContext) =>
      analysis.expression(params, checkpointOf(context)),
    panel: (params: Call<'panel'>, context: CallContext) => analysis.panel(params, checkpointOf(context)),
    python: (params: Call<'python'>) => analysis.python(params),
    prediction: (params: Call<'prediction'>, context: CallContext) =>
      analysis.configs.prediction(params, checkpointOf(context)),
  },
);
