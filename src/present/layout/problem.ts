import * as l10n from '@vscode/l10n';
import type { Unrecognized } from '../../core/recurrence/layout/layout';
import type { LayoutProblem, Shaped, ShapeRule } from '../../core/recurrence/layout/problem';
import type { UnrecognizedRecord } from '../../core/recurrence/records';
import { expectationText } from '../linearRecurrence/families';
import { shapeText } from './shapeText';

/** The record of a tensor that was not recognized. */
export function unrecognizedRecord({ tensor, reason }: Unrecognized): UnrecognizedRecord {
  return { tensor, reason: problemText(reason) };
}

/** One sentence without its period: what was expected of a tensor, and what is there. */
export function problemText(problem: LayoutProblem): string {
  switch (problem.kind) {
    case 'reparametrized':
      return l10n.t(
        '{0} is one factor of a reparametrized weight (weight_norm or spectral_norm): remove the parametrization before saving',
        problem.tensor,
      );
    case 'shape':
      return noSuchCell(problem.rule, problem.tensor);
    case 'projection':
      return l10n.t(
        '{0} is {1}, which does not project the state of {2} ({3})',
        ...nameAndShape(problem.tensor),
        ...nameAndShape(problem.recurrent),
      );
    case 'pair':
      return l10n.t(
        '{0} and {1} are both {2}, and no name says which of them multiplies the state, so there is no verdict',
        problem.tensor.name,
        problem.other,
        shapeText(problem.tensor.shape),
      );
    case 'length':
      return otherLength(problem);
    case 'other-cell':
      return otherCell(problem);
    case 'operator':
      return l10n.t('{0} is a {1}, not one of RNN, LSTM and GRU', problem.node, problem.op);
    case 'not-modeled':
      return l10n.t(
        '{0} ({1}) has {2}, which is not modeled, so it has no verdict',
        problem.node,
        problem.op,
        problem.parts.join(', '),
      );
    case 'not-stored':
      return l10n.t(
        '{0}, the recurrent weight of {1}, is not stored in the file',
        problem.tensor,
        problem.node,
      );
    case 'onnx-recurrent':
      return l10n.t(
        '{0} is {1}: the R of an ONNX {2} is {3}',
        ...nameAndShape(problem.tensor),
        problem.op,
        `D×${problem.gates === 1 ? '' : problem.gates}H×H`,
      );
    case 'onnx-part':
      return l10n.t(
        '{0} is {1}, which does not match R ({2})',
        ...nameAndShape(problem.tensor),
        shapeText(problem.recurrent),
      );
    case 'part':
      return otherPart(problem);
    case 'family':
      return l10n.t('{0} is {1}: {2}', ...nameAndShape(problem.tensor), expectationText(problem.expectation));
    case 'no-family':
      return l10n.t(
        '{0} is {1}: no known recurrence stores it in that shape together with these tensors',
        ...nameAndShape(problem.tensor),
      );
  }
}

const nameAndShape = ({ name, shape }: Shaped): [string, string] => [name, shapeText(shape)];

type Problem<K extends LayoutProblem['kind']> = Extract<LayoutProblem, { readonly kind: K }>;

function noSuchCell(rule: ShapeRule, tensor: Shaped): string {
  const [name, shape] = nameAndShape(tensor);
  switch (rule) {
    case 'pytorch-matrix':
      return l10n.t('{0} is {1}: PyTorch stores H×H, 3H×H or 4H×H', name, shape);
    case 'pytorch':
      return l10n.t('{0} is {1}: PyTorch stores H×H (RNN), 3H×H (GRU) or 4H×H (LSTM)', name, shape);
    case 'keras':
      return l10n.t('{0} is {1}: Keras stores H×H (SimpleRNN), H×3H (GRU) or H×4H (LSTM)', name, shape);
    case 'flax-gate':
      return l10n.t('{0} is {1}: Flax stores one H×H kernel for each gate of a cell', name, shape);
    case 'flax-nnx':
      return l10n.t('{0} is {1}: Flax nnx stores H×H, H×3H (GRU) or H×4H (LSTM)', name, shape);
    case 'tensorflow1':
      return l10n.t('{0} is {1}: {2} stores (I+H)×4H', name, shape, 'TensorFlow 1');
    case 'haiku':
      return l10n.t('{0} is {1}: {2} stores (I+H)×4H', name, shape, 'Haiku');
  }
}

function otherLength({ tensor, part, recurrent, axis, length }: Problem<'length'>): string {
  const figures = [...nameAndShape(tensor), recurrent, length] as const;
  if (axis === 'rows') {
    return part === 'input'
      ? l10n.t('{0} is {1}, but {2} has {3} rows: both should have the same', ...figures)
      : l10n.t('{0} is {1}, but {2} has {3} rows', ...figures);
  }
  return part === 'input'
    ? l10n.t('{0} is {1}, but {2} has {3} columns: both should have the same', ...figures)
    : l10n.t('{0} is {1}, but {2} has {3} columns', ...figures);
}

function otherCell({ tensor, cell, promised, by }: Problem<'other-cell'>): string {
  const figures = [...nameAndShape(tensor), cell, promised] as const;
  return by === 'config'
    ? l10n.t('{0} is {1}, the shape of a {2}, but its config says {3}', ...figures)
    : l10n.t('{0} is {1}, the shape of a {2}, but its name says {3}', ...figures);
}

function otherPart({ tensor, cell, hiddenSize, inputSize, expected }: Problem<'part'>): string {
  const found = [...nameAndShape(tensor), cell, hiddenSize] as const;
  return inputSize === null
    ? l10n.t('{0} is {1}, but a {2} of {3} units has {4} there', ...found, shapeText(expected))
    : l10n.t(
        '{0} is {1}, but a {2} of {3} units on {4} inputs has {5} there',
        ...found,
        inputSize,
        shapeText(expected),
      );
}
