import type { TensorInfo } from '../../tensor';
import type { RecurrentCell } from './cell';
import type { Found, FrameworkLayout } from './framework';
import { gatedCell } from './handWrittenGates';
import { bias, orientationOf, type HandWrittenHints, type Members } from './handWrittenParts';
import { moduleName } from './moduleName';
import { partKey, plainName } from './partKey';
import { stacked, whole } from './parts';
import { otherActivation } from './pytorch';

const hiddenKeys = ['whh', 'hh', 'wrec', 'wrecurrent', 'recurrentweights', 'recurrentmatrix', 'uhh', 'whidden', 'wh']; // prettier-ignore
const inputKeys = ['wxh', 'wih', 'xh', 'ih', 'win', 'winput', 'inputweights', 'inputmatrix', 'uxh', 'whx', 'wx']; // prettier-ignore
const biasKeys = ['bhh', 'bh', 'b', 'brec', 'bhidden', 'hiddenbias', 'hb'];
const inputBiasKeys = ['bih', 'bxh', 'bx'];

/**
 * Cells as people write them out: `Wxh`, `Whh`, `bh`; a matrix a gate, `W_xf`, `W_hf`, `b_f` or `Wf`, `Uf`, `bf`. Whether
 * they multiply rows or columns is read off the input weights; a square matrix alone is no more than a matrix.
 */
export const handWritten: FrameworkLayout = {
  name: 'hand-written',
  find(tensors, hints) {
    const modules = new Map<string, Map<string, TensorInfo>>();
    for (const tensor of tensors.all()) {
      const { module, key } = partKey(plainName(tensor.name));
      let members = modules.get(module);
      if (!members) modules.set(module, (members = new Map<string, TensorInfo>()));
      members.set(key, tensor);
      // `W_input` is a gate's beside `W_forget`, and the input's beside `W_hidden`.
      if (key.endsWith('input')) members.set(key.slice(0, -4), tensor);
    }
    const told = hints.handWritten ?? {};
    const cells = [...modules].flatMap(
      ([module, members]) => gatedCell(module, members, told) ?? vanillaCell(module, members, told) ?? [],
    );
    return { cells, unrecognized: [] } satisfies Found;
  },
};

/** The first of some keys that a module has. */
const first = (members: Members, keys: readonly string[]): TensorInfo | undefined => {
  const key = keys.find((candidate) => members.has(candidate));
  return key === undefined ? undefined : members.get(key);
};

function vanillaCell(module: string, members: Members, hints: HandWrittenHints): RecurrentCell | undefined {
  const hidden = first(members, hiddenKeys);
  const input = first(members, inputKeys);
  const [h, width] = hidden?.shape ?? [];
  if (!hidden || !input || hidden.shape.length !== 2 || !h || h !== width) return undefined;
  const orientation = orientationOf(input, h, hints.orientation);
  if (!orientation) return undefined;
  const inputSize = input.shape.length === 1 ? 1 : input.shape[orientation === 'col' ? 1 : 0]!;
  const base: Omit<RecurrentCell, 'alternatives'> = {
    name: moduleName(module),
    cell: 'rnn',
    framework: 'custom',
    layer: 0,
    direction: /reverse|backward|(^|[._/])bw[._/]/i.test(module) ? 'reverse' : 'forward',
    hiddenSize: h,
    inputSize,
    projection: null,
    gates: ['h'],
    orientation,
    recurrent: stacked(whole(hidden)),
    input: stacked({ ...whole(input), shape: orientation === 'col' ? [h, inputSize] : [inputSize, h] }),
    inputBias: bias(first(members, inputBiasKeys), h),
    recurrentBias: bias(first(members, biasKeys), h),
    projectionPart: null,
    activation: 'tanh',
    resetAfter: null,
    updateKeeps: null,
    forgetBias: 0,
  };
  return { ...base, alternatives: [otherActivation(base, 'relu')] };
}
