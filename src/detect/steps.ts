import type { TextRange } from '../core/textRange';
import { keyPath, type PathStep } from './keyPath';

/** Names that mean the length of a sequence and nothing else. */
const certain =
  /^(?:max_)?(?:seq|sequence)_?(?:len(?:gth)?)$|^t?bptt(?:_(?:steps|len(?:gth)?))?$|^truncated_bptt_steps$|^(?:num_)?unroll(?:_(?:steps|len(?:gth)?))?$/;
/** Names that are used for other things, too, each with what around it means one of those. */
const customary: readonly (readonly [name: RegExp, otherwise: RegExp])[] = [
  [
    /^(?:n_|num_)?time_?steps$/,
    /diffusion|ddpm|ddim|denois|noise_?sched|beta_?(?:sched|start|min)|alphas?_cumprod|total_timesteps/i,
  ],
  [
    /^(?:n|num)_steps$/,
    /diffusion|ddpm|denois|optimi[sz]er|\boptim\b|\.backward\(|minimi[sz]e|learning_rate|\blr\b|warm_?up|weight_decay|GradientTape|\benv\b|\bppo\b/i,
  ],
  [/^horizon$/, /\benv\b|\bgym|forecast/i],
  [/^t$/, /diffusion|ddpm|denois|temperature|anneal|kelvin|distill/i],
];
/** `range(T)`, `zeros((T, n))`, `1:T`: T counts something. */
const counts =
  /(?:range|arange|linspace|zeros|ones|empty|randn?|normal|full|scan)\s*\([^()\n]*\(?[^()\n]*\bT\b|1\s*:\s*T\b/;
/** Objects of a config that speak for the whole file. */
const general =
  /^(?:train(?:ing|er)?|data(?:set|loader|module)?|loader|config|cfg|conf|h?params|hyper_?parameters|settings|args|options|model|net(?:work)?|rnn|sequence|bptt|general|common|global|defaults?|experiment)$/i;
/** Objects whose steps are those of an optimizer, a schedule or an environment. */
const foreign = /optim|sched|warm|diffusion|noise|denois|sampl|env|checkpoint|logg|eval/i;

/** The most steps that are believed to be a sequence length. */
const maxSteps = 1_000_000;
const maxNameLength = 40;
const maxContext = 200_000;

/** A sequence length that a text names, with where it holds. */
export interface StatedLength {
  readonly value: number;
  readonly range: TextRange;
  /** Its name means nothing else. */
  readonly certain: boolean;
  /** The function or class that it belongs to; null where that is the file. */
  readonly scope: TextRange | null;
  /** In data: the path of the object that holds it. */
  readonly path: readonly PathStep[];
}

/** Where in a text something stands, and what it is called. */
export interface Standing {
  readonly name: string;
  readonly range: TextRange;
}

/** Whether a key or variable is a name of a sequence length: `seq_len`, `SEQ_LEN`, `seqLen`, `seq-len`, `T`. */
export function namesSteps(key: string): boolean {
  const name = folded(key);
  return name !== null && (certain.test(name) || customary.some(([pattern]) => pattern.test(name)));
}

/** Whether a name means the length of a sequence and nothing else. */
export function certainlyNamesSteps(key: string): boolean {
  return certain.test(folded(key) ?? '');
}

/** The number of steps that an integer literal stands for, if it is a sensible one. */
export function readSteps(source: string): number | undefined {
  if (!/^\d[\d_]{0,11}$/.test(source)) return undefined;
  const value = Number(source.replaceAll('_', ''));
  return value >= 2 && value <= maxSteps ? value : undefined;
}

/** Whether a name with that value is a sequence length there: certain, or customary and nothing around it means another thing. */
export function meansLength(
  key: string,
  text: string,
  { scope, path }: Pick<StatedLength, 'scope' | 'path'>,
): { readonly certain: boolean } | null {
  const name = folded(key);
  if (name === null) return null;
  if (certain.test(name)) return { certain: true };
  const around = scope ? text.slice(scope.start, scope.end) : text.slice(0, maxContext);
  const [, otherwise] = customary.find(([pattern]) => pattern.test(name)) ?? [];
  if (!otherwise || otherwise.test(around) || path.some((step) => foreign.test(String(step)))) return null;
  return name !== 't' || counts.test(text) ? { certain: false } : null;
}

/**
 * The sequence length that holds where something stands: of its own function, class or object, else of the file. Of
 * several in one place a certain name goes before a customary one, and the first before the others.
 */
export function lengthAt(lengths: readonly StatedLength[], place: Standing): StatedLength | null {
  let best: StatedLength | null = null;
  for (const length of lengths) {
    if (holdsAt(length, place) && (!best || isNearer(length, best))) best = length;
  }
  return best;
}

function holdsAt({ scope, path }: StatedLength, { name, range }: Standing): boolean {
  if (scope) return scope.start <= range.start && range.end <= scope.end;
  if (path.length === 0 || isWithin(name, path)) return true;
  return path.every((step) => typeof step === 'string' && general.test(step));
}

function isWithin(name: string, path: readonly PathStep[]): boolean {
  const object = keyPath(path);
  return name.startsWith(object) && /^[.[]/.test(name.slice(object.length));
}

function isNearer(a: StatedLength, b: StatedLength): boolean {
  const size = ({ scope }: StatedLength): number => (scope ? scope.end - scope.start : Infinity);
  if (size(a) !== size(b)) return size(a) < size(b);
  if (a.path.length !== b.path.length) return a.path.length > b.path.length;
  return a.certain && !b.certain;
}

/** In lower case with underscores; null for what is too long for a name. `t` alone is no length, `T` is. */
function folded(key: string): string | null {
  if (key.length > maxNameLength || key === 't') return null;
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}
