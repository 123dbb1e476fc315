import type { Matrix } from '../../../src/core/linalg/matrix';
import type { QuestionHost } from '../../../src/shared/questions';
import type { Handlers } from '../../../src/shared/rpc';
import { depthAgainstTimeOf } from '../../../src/analysis/matrix/depthAgainstTime';
import { excerptOf } from '../../../src/analysis/matrix/excerpt';
import { flowOf } from '../../../src/analysis/matrix/flow';
import { lyapunovOf } from '../../../src/analysis/matrix/lyapunov';
import { Trainings } from '../../../src/analysis/matrix/trainings';
import { diagonal } from './models';

/** The worker's answers to the tabs' questions, without worker and host between. */
export function answersFor(w: Matrix = diagonal(1.5, 0.5)): Handlers<QuestionHost> {
  const trainings = new Trainings();
  return {
    flow: (request) => flowOf(w, request),
    lyapunov: (request) => lyapunovOf(w, request),
    train: (request) => trainings.epochs(request),
    depthAgainstTime: (request) => depthAgainstTimeOf(w, request),
    excerpt: (request) => excerptOf(w, request),
  };
}
