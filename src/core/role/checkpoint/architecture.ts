import type { TensorInfo } from '../../tensor';
import { families, type Family, type Form } from './families';
import { plainPath } from './path';

/** The architecture that the names of a checkpoint are those of. */
export interface Architecture {
  /** What the field calls it, such as `Llama`. */
  readonly name: string;
  readonly form: Form;
  /** How many numbered blocks each of its stacks has; `[6, 6]` for an encoder and a decoder. */
  readonly layers: readonly number[];
  /** Whether the output of a block is added to its input. */
  readonly residual: boolean;
  /** Whether the file holds adapters to it and none of its own weights. */
  readonly adapters: boolean;
}

/** Names that differ in their numbers alone, with the numbers. */
type Patterns = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The known architecture whose parameter names these are; `null` for none. */
export function architectureOf(tensors: readonly TensorInfo[]): Architecture | null {
  const paths = tensors.map(({ name }) => plainPath(name));
  const lora = /\.(?:lora_[ab]|lora_(?:up|down)|lora_embedding_[ab])$/;
  const adapters = paths.length > 0 && paths.every((path) => lora.test(path));
  const patterns = patternsOf(paths.map((path) => path.replace(lora, '')));
  for (const family of families) {
    const layers = layersOf(family, patterns);
    const { name, form, plain = false } = family;
    if (layers) return { name, form, layers, residual: !plain, adapters };
  }
  return null;
}

function patternsOf(paths: readonly string[]): Patterns {
  const patterns = new Map<string, string[][]>();
  for (const path of paths) {
    const numbers = path.match(/\d+/g) ?? [];
    const pattern = path.replace(/\d+/g, '#');
    const known = patterns.get(pattern);
    if (known) known.push(numbers);
    else patterns.set(pattern, [numbers]);
  }
  return patterns;
}

/** How many blocks each stack of a family has among the names; `null` where they are not the family's. */
function layersOf({ stacks, marks = [], without }: Family, patterns: Patterns): number[] | null {
  const names = [...patterns.keys()];
  if (!marks.every((mark) => names.some((name) => mark.test(name)))) return null;
  if (without && names.some((name) => without.test(name))) return null;
  const layers = stacks.map((stack) => blocksOf(stack, patterns));
  return layers.every((count) => count > 0) ? layers : null;
}

/** How many blocks there are whose names match up to the end of a pattern's last number. */
function blocksOf(stack: RegExp, patterns: Patterns): number {
  const blocks = new Set<string>();
  for (const [name, places] of patterns) {
    const match = stack.exec(name);
    if (!match) continue;
    // The first group of a pattern ends with the block's own number.
    const upTo = match.index + match[0].indexOf(match[1]!) + match[1]!.length;
    const count = name.slice(0, upTo).split('#').length - 1;
    for (const numbers of places) blocks.add(`${name.slice(0, upTo)} ${numbers.slice(0, count).join(' ')}`);
  }
  return blocks.size;
}
