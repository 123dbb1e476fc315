import { CancelledError, Rpc, type CallContext } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { depthAgainstTimeOf } from './depthAgainstTime';
import { DocumentAnalysis } from './documentAnalysis';
import { flowOf } from './flow';
import { lyapunovOf } from './lyapunov';
import { isCancelled, port } from './port';
import { Trainings } from './trainings';

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
const trainings = new Trainings();

type Call<K extends keyof AnalysisService> = Parameters<AnalysisService[K]>[0];

new Rpc(port, {
  document: (request: Call<'document'>, context: CallContext) =>
    analysis.document(request, checkpointOf(context)),
  expression: (params: Call<'expression'>, context: CallContext) =>
    analysis.expression(params, checkpointOf(context)),
  panel: (params: Call<'panel'>, context: CallContext) => analysis.panel(params, checkpointOf(context)),
  python: (params: Call<'python'>) => analysis.python(params),
  flow: (params: Call<'flow'>, context: CallContext) =>
    flowOf(analysis.matrix(params.key), params, checkpointOf(context)),
  lyapunov: (params: Call<'lyapunov'>, context: CallContext) =>
    lyapunovOf(analysis.matrix(params.key), params, checkpointOf(context)),
  train: (params: Call<'train'>, context: CallContext) => trainings.epochs(params, checkpointOf(context)),
  depthAgainstTime: (params: Call<'depthAgainstTime'>, context: CallContext) =>
    depthAgainstTimeOf(analysis.matrix(params.key), params, checkpointOf(context)),
});
