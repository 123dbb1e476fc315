import * as l10n from '@vscode/l10n';
import type { Progress } from '../../core/linalg/matrix';
import { messageOf } from '../../present/invalidInput';
import { CancellationError, Rpc, type CallContext, type NoMethods } from '../../shared/rpc';
import type { AnalysisService } from '../../shared/service';
import { checkpointFindings } from '../checkpoint/checkpointFindings';
import { inputArrays } from '../checkpoint/ownInputs';
import { OpenCheckpoints } from '../checkpoint/openCheckpoints';
import { configEdits } from '../document/configEdits';
import { depthAgainstTimeOf } from '../matrix/depthAgainstTime';
import { configPrediction } from '../document/configAnalysis';
import { DocumentAnalysis } from '../document/documentAnalysis';
import { excerptOf } from '../matrix/excerpt';
import { drivingSequence, matrixInputs } from '../matrix/drivenBy';
import { flowOf } from '../matrix/flow';
import { lyapunovOf } from '../matrix/lyapunov';
import { MonitorLogs } from '../logs/monitorLogs';
import { readRun } from '../logs/readRun';
import { isCanceled, port } from './port';
import { Trainings } from '../matrix/trainings';

/** Between two reports of progress. */
const progressIntervalMs = 100;

/** A callback that stops the call when it is canceled and reports progress now and then. */
function progressOf({ id, progress }: CallContext): (done: number) => void {
  let last = performance.now();
  return (done) => {
    if (isCanceled(id)) throw new CancellationError('canceled');
    const now = performance.now();
    if (now - last < progressIntervalMs) return;
    last = now;
    progress(done);
  };
}

const analysis = new DocumentAnalysis();
const checkpoints = new OpenCheckpoints();
const logs = new MonitorLogs();
const trainings = new Trainings();

/** A method that may be long: it hears of its progress and its cancellation by one callback. */
const long =
  <P, R>(method: (params: P, progress: Progress) => R) =>
  (params: P, context: CallContext): R =>
    method(params, progressOf(context));

new Rpc<NoMethods, AnalysisService>(
  port,
  {
    texts: (texts) => {
      l10n.config({ contents: { ...texts } });
    },
    document: long((request, progress) => analysis.document(request, progress)),
    expression: long((params, progress) => analysis.expression(params, progress)),
    values: long((params, progress) => analysis.values(params, progress)),
    panel: long((params, progress) => analysis.panel(params, progress)),
    analysis: long((params, progress) => analysis.analysis(params, progress)),
    checkpoint: long(checkpointFindings),
    python: (params) => analysis.python(params),
    prediction: long(configPrediction),
    monitor: long((request, progress) => logs.model(request, progress)),
    run: long(({ run, place, rules }, progress) => readRun(run, place, { rules, progress })),
    monitorClosed: ({ key }) => logs.close(key),
    configEdits: (params) => configEdits(params),
    rewrite: long((params, progress) => analysis.rewrite(params, progress)),
    flow: long(async (params, progress) => {
      const w = analysis.matrix(params.key);
      return flowOf(w, params, progress, await drivingSequence(w, params.place));
    }),
    lyapunov: long(async (params, progress) => {
      const w = analysis.matrix(params.key);
      return lyapunovOf(w, params, progress, await drivingSequence(w, params.place));
    }),
    matrixInputs: ({ key, inputs }) => matrixInputs(analysis.matrix(key), inputs),
    train: long((params, progress) => trainings.epochs(params, progress)),
    depthAgainstTime: long((params, progress) =>
      depthAgainstTimeOf(analysis.matrix(params.key), params, progress),
    ),
    excerpt: (params) => excerptOf(analysis.matrix(params.key), params),
    checkpointOpen: (params) => checkpoints.open(params),
    inputArrays: ({ place }) => inputArrays(place),
    checkpointFit: (params) => checkpoints.fit(params),
    checkpointTensors: (params) => checkpoints.tensors(params),
    checkpointItems: (params) => checkpoints.items(params),
    checkpointQuick: long((params, progress) => checkpoints.quick(params, progress)),
    checkpointDetail: long((params, progress) => checkpoints.detail(params, progress)),
    checkpointClose: (params) => checkpoints.close(params),
  },
  messageOf,
);
