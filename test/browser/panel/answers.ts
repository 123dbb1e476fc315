import type { Matrix } from '../../../src/core/linalg/matrix';
import type { TabQuestion } from '../../../src/shared/questions';
import { depthAgainstTimeOf } from '../../../src/worker/depthAgainstTime';
import { excerptOf } from '../../../src/worker/excerpt';
import { flowOf } from '../../../src/worker/flow';
import { lyapunovOf } from '../../../src/worker/lyapunov';
import { Trainings } from '../../../src/worker/trainings';
import { diagonal } from './models';

/** The worker's answers to the tabs' questions, without worker and host between. */
export function answersFor(w: Matrix = diagonal(1.5, 0.5)): Record<TabQuestion, (request: never) => unknown> {
  const trainings = new Trainings();
  return {
    flow: (request) => flowOf(w, request),
    lyapunov: (request) => lyapunovOf(w, request),
    train: (request) => trainings.epochs(request),
    depthAgainstTime: (request) => depthAgainstTimeOf(w, request),
    excerpt: (request) => excerptOf(w, request),
  };
}
