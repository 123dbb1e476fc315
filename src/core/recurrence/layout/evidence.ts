import type { Evidence } from '../../role/evidence';
import type { LinearRecurrence } from '../linear/family';
import type { Framework, RecurrentCell } from './cell';
import { tensorsIn } from './parts';
import type { FeedforwardStack } from './layout';

/** Frameworks as they write themselves. */
export const frameworkNames: Readonly<Record<Exclude<Framework, 'custom'>, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras',
  onnx: 'ONNX',
  flax: 'Flax',
  tensorflow1: 'TensorFlow 1',
  haiku: 'Haiku',
  matlab: 'MATLAB',
  theano: 'Theano',
};

/** Why the tensors of a cell are held to be one. */
export function cellEvidence({
  framework,
  recurrent,
  input,
  inputBias,
  recurrentBias,
  alternatives,
}: RecurrentCell): Evidence[] {
  const [own] = tensorsIn(recurrent);
  const others = [...new Set([input, inputBias, recurrentBias].flatMap(tensorsIn))].filter(
    (name) => name !== own,
  );
  const siblings: Evidence[] = others.length > 0 ? [{ kind: 'siblings', names: others }] : [];
  // A name of the author's own says what it is, and no framework does.
  const guessed = alternatives.some(({ doubt }) => doubt.kind === 'gate-order');
  return framework === 'custom' || guessed
    ? [...siblings, { kind: 'name', name: own!, strength: 'customary' }]
    : [{ kind: 'layout', layout: frameworkNames[framework] }, ...siblings];
}

/** Why the tensors of a layer are held to be a linear recurrence: the family's names and shapes. */
export function linearEvidence({ family }: LinearRecurrence): Evidence[] {
  return [{ kind: 'layout', layout: family }];
}

/** Why layers are held to follow one another. */
export function stackEvidence({ name, order }: FeedforwardStack): Evidence[] {
  return [{ kind: 'layout', layout: name, order }];
}
