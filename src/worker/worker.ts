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

new Rpc(port, {
  document: (request: Call<'document'>, context: CallContext) =>
    analysis.document(request, checkpointOf(context)),
  expression: (params: Call<'expression'>, context: CallContext) =>
    analysis.expression(params, checkpointOf(context)),
  panel: (params: Call<'panel'>, context: CallContext) => analysis.panel(params, checkpointOf(context)),
  python: (params: Call<'python'>) => analysis.python(params),
});
