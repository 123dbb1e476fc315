import type { TensorInfo } from '../../tensor';
import type { Alternative, CellKind, Framework, Orientation, RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import type { Unrecognized } from './layout';
import { kerasGates } from './keras';
import { moduleName } from './moduleName';
import { onnxGates } from './onnx';
import { optional, shaped, stacked, whole } from './parts';
import { pytorchGates } from './pytorch';
import { sameShape } from './tensorIndex';

/** Names of layers that have (4H, H) and (3H, H) weights and no recurrence: attention and its feed-forward part. */
const elsewhere =
  /attn|attention|mlp|ffn|feed_?forward|(^|[._/])(ff|fc|dense|linear|proj|head|out|embed|wte|wpe|conv|norm|experts?)\d*([._/]|$)|_proj|proj_|in_proj|qkv|c_fc/i;
const recurrentWord = /rnn|lstm|gru|recur|hidden|hh([._/]|$)|h2h|(^|[._/])(u|r|w_?h)([._/]|$)/i;
const kinds: Readonly<Record<number, CellKind>> = { 3: 'gru', 4: 'lstm' };

/**
 * Cells under names of the author's own, by shape alone: a (g·H, H) or (H, g·H) matrix, g = 3 or 4, in a module that is
 * called recurrent or has input weights of the same length beside it. What the shape does not settle, the gate order and
 * for a GRU the reset, stands in the alternatives.
 */
export const customNames: FrameworkLayout = {
  name: 'shapes',
  find(tensors) {
    const modules = new Map<string, TensorInfo[]>();
    for (const tensor of tensors.all()) {
      const parent = parentOf(tensor.name);
      const members = modules.get(parent);
      if (members) members.push(tensor);
      else modules.set(parent, [tensor]);
    }
    const cells: RecurrentCell[] = [];
    const unrecognized: Unrecognized[] = [];
    for (const members of modules.values()) {
      for (const tensor of members) {
        const company = companyOf(tensor, members);
        const read = readCell(tensor, company, company === members ? '' : stemOf(tensor.name));
        if (!read) continue;
        if ('reason' in read) unrecognized.push(read);
        else cells.push(read);
      }
    }
    return { cells, unrecognized } satisfies Found;
  },
};

/** Words of a name that say what a part is, not whose. */
const partWord =
  /^(?:weights?|kernel|matrix|bias(?:es)?|[wubrxhi]|w[xhi]|u[xh]|[ihx]h|hh|[ihx]2?h|recurrent|input|hidden|rec|in|[lt]?\d+)$/i;
const stemOf = (name: string): string =>
  lastOf(name)
    .split(/[_-]+/)
    .filter((word) => !partWord.test(word))
    .join('_');

/** Members under the same stem (`W_ih_enc`, `W_hh_enc`, `b_enc`), where a matrix is among them; else all of the module. */
function companyOf(tensor: TensorInfo, members: readonly TensorInfo[]): readonly TensorInfo[] {
  if (members.length > maxMembers) return members;
  const stem = stemOf(tensor.name);
  const own = members.filter(({ name }) => stemOf(name) === stem);
  const stands =
    own.length < members.length && own.some((other) => other !== tensor && other.shape.length === 2);
  return stands ? own : members;
}

/** A module of very many tensors is a list of something else. */
const maxMembers = 64;
const recurrentPart = /hh|h2h|rec|hidden|state|(^|_)(u|r|[wu]_?h)(_|$)/i;
const inputPart = /(^|_)([ix]2?h|input|[wu]_?[xi])(_|$)|_ih|_xh|i2h|x2h/i;

/** Whether a part's own name says that it multiplies the state, or the input; `undefined` where it says neither, or both. */
function multipliesState(name: string): boolean | undefined {
  const [state, input] = [recurrentPart.test(lastOf(name)), inputPart.test(lastOf(name))];
  return state === input ? undefined : state;
}

/**
 * The other of two matrices of one shape in a module, whose names have to say which is the recurrent one: the input's
 * weights, `tensor` where it is the input's itself, or a problem where they do not say.
 */
function pairedInput(
  tensor: TensorInfo,
  members: readonly TensorInfo[],
): TensorInfo | Unrecognized | undefined {
  const twins = members.filter((other) => other !== tensor && sameShape(other.shape, tensor.shape) && !elsewhere.test(other.name)); // prettier-ignore
  const [twin] = twins;
  if (!twin || twins.length > 1) return undefined;
  const [own, other] = [multipliesState(tensor.name), multipliesState(twin.name)];
  if (own === true && other === true) return undefined;
  // Told once of the two.
  if (own === other && twin.name < tensor.name) return tensor;
  if (own === other) return { tensor: tensor.name, reason: { kind: 'pair', tensor: shaped(tensor), other: twin.name } }; // prettier-ignore
  return (own ?? !other!) ? twin : tensor;
}

function readCell(
  tensor: TensorInfo,
  members: readonly TensorInfo[],
  stem: string,
): RecurrentCell | Unrecognized | undefined {
  const [rows, columns] = tensor.shape;
  if (tensor.shape.length !== 2 || !rows || !columns || Math.min(rows, columns) < 2) return undefined;
  if (elsewhere.test(tensor.name)) return undefined;
  const orientation: Orientation = rows > columns ? 'col' : 'row';
  const hiddenSize = Math.min(rows, columns);
  const cell = kinds[Math.max(rows, columns) / hiddenSize];
  if (!cell) return undefined;
  const paired = pairedInput(tensor, members);
  if (paired === tensor) return undefined;
  // A pair is worth a word where something calls it recurrent.
  if (paired && 'reason' in paired) return recurrentWord.test(tensor.name) ? paired : undefined;
  const input = paired ?? inputBeside(tensor, orientation, members);
  if (!input && !recurrentWord.test(tensor.name)) return undefined;
  const [first, ...others] = readings(cell, orientation);
  const make = (reading: Reading): Omit<RecurrentCell, 'alternatives'> => ({
    name: moduleName(parentOf(tensor.name) + stem),
    cell,
    framework: reading.framework,
    layer: 0,
    direction: /reverse|backward|_bw([._/]|$)/i.test(tensor.name) ? 'reverse' : 'forward',
    hiddenSize,
    inputSize: input ? input.shape[orientation === 'col' ? 1 : 0]! : null,
    projection: null,
    gates: reading.gates,
    orientation,
    recurrent: stacked(whole(tensor)),
    input: input ? stacked(whole(input)) : null,
    ...biasesBeside(Math.max(rows, columns), members),
    projectionPart: null,
    activation: 'tanh',
    resetAfter: cell === 'gru' ? reading.resetAfter : null,
    updateKeeps: cell === 'gru' ? true : null,
    forgetBias: 0,
  });
  const alternatives: Alternative[] = others.map((reading) => ({
    doubt: { kind: 'gate-order', shape: [rows, columns] },
    cell: make(reading),
  }));
  return { ...make(first!), alternatives };
}

/** The biases of a module: the only vector as long as its gates, or the two that frameworks with two keep. */
function biasesBeside(
  length: number,
  members: readonly TensorInfo[],
): Pick<RecurrentCell, 'inputBias' | 'recurrentBias'> {
  const [first, second, ...more] = members.filter(({ shape }) => shape.length === 1 && shape[0] === length);
  if (!first || more.length > 0) return { inputBias: null, recurrentBias: null };
  if (!second) return { inputBias: optional(first), recurrentBias: null };
  const [recurrent, input] = recurrentWord.test(lastOf(first.name)) ? [first, second] : [second, first];
  return { inputBias: optional(input), recurrentBias: optional(recurrent) };
}

const lastOf = (name: string): string => name.slice(parentOf(name).length);

interface Reading {
  readonly framework: Framework;
  readonly gates: readonly string[];
  readonly resetAfter: boolean;
}

/** The orders in use for a stored orientation, the commonest first. */
function readings(cell: CellKind, orientation: Orientation): Reading[] {
  const reading = (framework: Framework, gates: readonly string[], resetAfter = true): Reading => ({
    framework,
    gates,
    resetAfter,
  });
  return orientation === 'col'
    ? [
        reading('pytorch', pytorchGates[cell]),
        reading('onnx', onnxGates[cell], false),
        reading('keras', kerasGates[cell]),
      ]
    : [
        reading('keras', kerasGates[cell]),
        reading('flax', pytorchGates[cell]),
        cell === 'lstm'
          ? reading('tensorflow1', ['i', 'j', 'f', 'o'])
          : reading('keras', kerasGates.gru, false),
      ];
}

const parentOf = (name: string): string => /^(.*[./])?[^./]*$/.exec(name)?.[1] ?? '';

/** Another matrix of the module with as many gate rows (columns), named after this one or alone beside it. */
function inputBeside(
  tensor: TensorInfo,
  orientation: Orientation,
  members: readonly TensorInfo[],
): TensorInfo | undefined {
  const axis = orientation === 'col' ? 0 : 1;
  if (members.length > maxMembers) return undefined;
  const beside = members.filter(
    (other) => other !== tensor && other.shape.length === 2 && other.shape[axis] === tensor.shape[axis],
  );
  if (beside.length !== 1) return undefined;
  // Two matrices of the same shape do not say which is the recurrent one: a name has to.
  const same = beside[0]!.shape[1 - axis] === tensor.shape[1 - axis];
  return same && !recurrentWord.test(tensor.name) ? undefined : beside[0];
}
