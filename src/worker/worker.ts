import * as l10n from '@vscode/l10n';
import type { Checkpoint } from '../core/linalg/matrix';
import { CancelledError, Rpc, type CallContext } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { answerCheckpoint } from './answerCheckpoint';
import { OpenCheckpoints } from './checkpoint/openCheckpoints';
import { configEdits } from './configEdits';
import { depthAgainstTimeOf } from './depthAgainstTime';
import { DocumentAnalysis } from './documentAnalysis';
import { excerptOf } from './excerpt';
import { flowOf } from './flow';
import { lyapunovOf } from './lyapunov';
import { MonitorLogs } from './monitor/monitorLogs';
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
const checkpoints = new OpenCheckpoints();
const logs = new MonitorLogs();
const trainings = new Trainings();

type Call<K extends keyof AnalysisService> = Parameters<AnalysisService[K]>[0];

/** A method that may be long: it gets the checkpoint of its call. */
const long =
  <P, R>(method: (params: P, checkpoint: Checkpoint) => R) =>
  (params: P, context: CallContext): R =>
    method(params, checkpointOf(context));

new Rpc(port, {
  texts: (texts: Call<'texts'>) => {
    l10n.config({ contents: { ...texts } });
  },
  document: long((request: Call<'document'>, checkpoint) => analysis.document(request, checkpoint)),
  expression: long((params: Call<'expression'>, checkpoint) => analysis.expression(params, checkpoint)),
  values: long((params: Call<'values'>, checkpoint) => analysis.values(params, checkpoint)),
  panel: long((params: Call<'panel'>, checkpoint) => analysis.panel(params, checkpoint)),
  checkpoint: long(answerCheckpoint),
  python: (params: Call<'python'>) => analysis.python(params),
  prediction: long((params: Call<'prediction'>, checkpoint) =>
    analysis.configs.prediction(params, checkpoint),
  ),
  monitor: long((request: Call<'monitor'>, checkpoint) => logs.model(request, checkpoint)),
  monitorClosed: ({ key }: Call<'monitorClosed'>) => logs.close(key),
  configEdits: (params: Call<'configEdits'>) => configEdits(params),
  rewrite: long((params: Call<'rewrite'>, checkpoint) => analysis.rewrite(params, checkpoint)),
  flow: long((params: Call<'flow'>, checkpoint) => flowOf(analysis.matrix(params.key), params, checkpoint)),
  lyapunov: long((params: Call<'lyapunov'>, checkpoint) =>
    lyapunovOf(analysis.matrix(params.key), params, checkpoint),
  ),
  train: long((params: Call<'train'>, checkpoint) => trainings.epochs(params, checkpoint)),
  depthAgainstTime: long((params: Call<'depthAgainstTime'>, checkpoint) =>
    depthAgainstTimeOf(analysis.matrix(params.key), params, checkpoint),
  ),
  excerpt: (params: Call<'excerpt'>) => excerptOf(analysis.matrix(params.key), params),
  checkpointOpen: (params: Call<'checkpointOpen'>) => checkpoints.open(params),
  checkpointTensors: (params: Call<'checkpointTensors'>) => checkpoints.tensors(params),
  checkpointItems: (params: Call<'checkpointItems'>) => checkpoints.items(params),
  checkpointQuick: long((params: Call<'checkpointQuick'>, checkpoint) =>
    checkpoints.quick(params, checkpoint),
  ),
  checkpointDetail: long((params: Call<'checkpointDetail'>, checkpoint) =>
    checkpoints.detail(params, checkpoint),
  ),
  checkpointClose: (params: Call<'checkpointClose'>) => checkpoints.close(params),
});
