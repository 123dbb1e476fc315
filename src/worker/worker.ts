import type { Checkpoint } from '../core/linalg/matrix';
import { CancelledError, Rpc, type CallContext } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { DocumentAnalysis } from './documentAnalysis';
import { isCancelled, port } from './port';

const progressInterval = 100;

/** A checkpoint that stops the call when it is cancelled and reports progress now and then. */
function checkpointOf({ id, progress }: CallContext): (done: number) => void {
  let last = performance.now();
  return (done) => {
    if (isCancelled(id)) throw new CancelledError('cancelled');
    const now = performance.now();
    if (now - last < progressInterval) return;
    last = now;
    progress(done);
  };
}

const analysis = new DocumentAnalysis();

type Call<K extends keyof AnalysisService> = Parameters<AnalysisService[K]>[0];

/** A method that may be long: it gets the checkpoint of its call. */
const long =
  <P, R>(method: (params: P, checkpoint: Checkpoint) => R) =>
  (params: P, context: CallContext): R =>
    method(params, checkpointOf(context));

new Rpc(port, {
  document: long((request: Call<'document'>, checkpoint) => analysis.document(request, checkpoint)),
  expression: long((params: Call<'expression'>, checkpoint) => analysis.expression(params, checkpoint)),
  values: long((params: Call<'values'>, checkpoint) => analysis.values(params, checkpoint)),
  panel: long((params: Call<'panel'>, checkpoint) => analysis.panel(params, checkpoint)),
  python: (params: Call<'python'>) => analysis.python(params),
  prediction: long((params: Call<'prediction'>, checkpoint) =>
    analysis.configs.prediction(params, checkpoint),
  ),
  rewrite: long((params: Call<'rewrite'>, checkpoint) => analysis.rewrite(params, checkpoint)),
});
