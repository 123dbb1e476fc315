import * as l10n from '@vscode/l10n';
import type { Progress } from '../../core/linalg/matrix';
import { messageOf } from '../../present/invalidInput';
import { CancellationError, Rpc, type CallContext } from '../../shared/rpc';
import type { AnalysisService } from '../../shared/service';
import { checkpointFindings } from '../checkpoint/checkpointFindings';
import { OpenCheckpoints } from '../checkpoint/openCheckpoints';
import { configEdits } from '../document/configEdits';
import { depthAgainstTimeOf } from '../matrix/depthAgainstTime';
import { DocumentAnalysis } from '../document/documentAnalysis';
import { excerptOf } from '../matrix/excerpt';
import { flowOf } from '../matrix/flow';
import { lyapunovOf } from '../matrix/lyapunov';
import { MonitorLogs } from '../logs/monitorLogs';
import { isCanceled, port } from './port';
import { Trainings } from '../matrix/trainings';

const progressInterval = 100;

/** A callback that stops the call when it is canceled and reports progress now and then. */
function progressOf({ id, progress }: CallContext): (done: number) => void {
  let last = performance.now();
  return (done) => {
    if (isCanceled(id)) throw new CancellationError('canceled');
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

/** A method that may be long: it gets the progress callback of its call. */
const long =
  <P, R>(method: (params: P, progress: Progress) => R) =>
  (params: P, context: CallContext): R =>
    method(params, progressOf(context));

new Rpc(
  port,
  {
    texts: (texts: Call<'texts'>) => {
      l10n.config({ contents: { ...texts } });
    },
    document: long((request: Call<'document'>, progress) => analysis.document(request, progress)),
    expression: long((params: Call<'expression'>, progress) => analysis.expression(params, progress)),
    values: long((params: Call<'values'>, progress) => analysis.values(params, progress)),
    panel: long((params: Call<'panel'>, progress) => analysis.panel(params, progress)),
    checkpoint: long(checkpointFindings),
    python: (params: Call<'python'>) => analysis.python(params),
    prediction: long((params: Call<'prediction'>, progress) => analysis.configs.prediction(params, progress)),
    monitor: long((request: Call<'monitor'>, progress) => logs.model(request, progress)),
    monitorClosed: ({ key }: Call<'monitorClosed'>) => logs.close(key),
    configEdits: (params: Call<'configEdits'>) => configEdits(params),
    rewrite: long((params: Call<'rewrite'>, progress) => analysis.rewrite(params, progress)),
    flow: long((params: Call<'flow'>, progress) => flowOf(analysis.matrix(params.key), params, progress)),
    lyapunov: long((params: Call<'lyapunov'>, progress) =>
      lyapunovOf(analysis.matrix(params.key), params, progress),
    ),
    train: long((params: Call<'train'>, progress) => trainings.epochs(params, progress)),
    depthAgainstTime: long((params: Call<'depthAgainstTime'>, progress) =>
      depthAgainstTimeOf(analysis.matrix(params.key), params, progress),
    ),
    excerpt: (params: Call<'excerpt'>) => excerptOf(analysis.matrix(params.key), params),
    checkpointOpen: (params: Call<'checkpointOpen'>) => checkpoints.open(params),
    checkpointTensors: (params: Call<'checkpointTensors'>) => checkpoints.tensors(params),
    checkpointItems: (params: Call<'checkpointItems'>) => checkpoints.items(params),
    checkpointQuick: long((params: Call<'checkpointQuick'>, progress) => checkpoints.quick(params, progress)),
    checkpointDetail: long((params: Call<'checkpointDetail'>, progress) =>
      checkpoints.detail(params, progress),
    ),
    checkpointClose: (params: Call<'checkpointClose'>) => checkpoints.close(params),
  },
  messageOf,
);
