import type { Fan, Initializer } from './initializer';

/** Whose names and defaults an initializer's name is read by. */
export type Framework = 'keras' | 'pytorch';

/** What stands beside an initializer's name: `gain`, `stddev`, `minval`, `scale`, `mode` … */
export type InitializerParameters = Readonly<Record<string, unknown>>;

type Build = (
  number: (fallback: number, ...names: readonly string[]) => number,
  parameters: InitializerParameters,
) => Initializer;

const scaling =
  (gain: number, fan: Fan, distribution: 'uniform' | 'normal' | 'truncated-normal'): Build =>
  (number) => ({ kind: 'variance-scaling', gain: gain * number(1, 'gain'), fan, distribution });

const orthogonal: Build = (number) => ({ kind: 'orthogonal', gain: number(1, 'gain') });
const identity: Build = (number) => ({ kind: 'identity', gain: number(1, 'gain') });
const constant =
  (fallback: number): Build =>
  (number) => ({ kind: 'constant', value: number(fallback, 'value', 'val') });

/** Keras 3, keras/src/initializers: normals of the variance-scaling family are truncated and corrected. */
const keras: Readonly<Record<string, Build>> = {
  glorot_uniform: scaling(1, 'fan-average', 'uniform'),
  glorot_normal: scaling(1, 'fan-average', 'truncated-normal'),
  he_uniform: scaling(Math.SQRT2, 'fan-in', 'uniform'),
  he_normal: scaling(Math.SQRT2, 'fan-in', 'truncated-normal'),
  lecun_uniform: scaling(1, 'fan-in', 'uniform'),
  lecun_normal: scaling(1, 'fan-in', 'truncated-normal'),
  random_normal: (number) => ({ kind: 'normal', mean: number(0, 'mean'), deviation: number(0.05, 'stddev') }),
  random_uniform: (number) => ({
    kind: 'uniform',
    low: number(-0.05, 'minval'),
    high: number(0.05, 'maxval'),
  }),
  truncated_normal: (number) => ({
    kind: 'truncated-normal',
    mean: number(0, 'mean'),
    deviation: number(0.05, 'stddev'),
  }),
  variance_scaling: (number, { mode, distribution }) => ({
    kind: 'variance-scaling',
    gain: Math.sqrt(Math.max(0, number(1, 'scale'))),
    fan: mode === 'fan_avg' ? 'fan-average' : mode === 'fan_out' ? 'fan-out' : 'fan-in',
    distribution:
      distribution === 'uniform'
        ? 'uniform'
        : distribution === 'untruncated_normal'
          ? 'normal'
          : 'truncated-normal',
  }),
  orthogonal,
  identity,
  zeros: constant(0),
  ones: constant(1),
  constant: constant(0),
};

/** torch.nn.init, with or without the trailing underscore. */
const pytorch: Readonly<Record<string, Build>> = {
  xavier_uniform: scaling(1, 'fan-average', 'uniform'),
  xavier_normal: scaling(1, 'fan-average', 'normal'),
  kaiming_uniform: kaiming('uniform'),
  kaiming_normal: kaiming('normal'),
  orthogonal,
  eye: identity,
  normal: (number) => ({
    kind: 'normal',
    mean: number(0, 'mean'),
    deviation: number(1, 'std', 'stddev', 'init_std'),
  }),
  uniform: (number) => ({ kind: 'uniform', low: number(0, 'a', 'low'), high: number(1, 'b', 'high') }),
  trunc_normal: (number) => ({
    kind: 'truncated-normal',
    mean: number(0, 'mean'),
    deviation: number(1, 'std', 'stddev'),
  }),
  zeros: constant(0),
  ones: constant(1),
  constant: constant(0),
  default: () => ({ kind: 'pytorch-default' }),
};

const aliases: Readonly<Record<string, string>> = {
  normal: 'random_normal',
  uniform: 'random_uniform',
  orthogonal_initializer: 'orthogonal',
  identity_initializer: 'identity',
  eye: 'identity',
  random_orthogonal: 'orthogonal',
  glorot: 'glorot_uniform',
  xavier: 'xavier_uniform',
  kaiming: 'kaiming_uniform',
  he: 'he_normal',
  lecun: 'lecun_normal',
  pytorch: 'default',
  torch: 'default',
  torch_default: 'default',
  pytorch_default: 'default',
  truncated_normal: 'trunc_normal',
};

/** The names that a framework takes for a recurrent initializer, as completion offers them. */
export const initializerNames: Readonly<Record<Framework, readonly string[]>> = {
  keras: Object.keys(keras),
  pytorch: Object.keys(pytorch).filter((name) => name !== 'default'),
};

/** What a recurrent matrix is drawn from when a config does not say. */
export const defaultInitializer: Readonly<Record<Framework, Initializer>> = {
  keras: { kind: 'orthogonal', gain: 1 },
  pytorch: { kind: 'pytorch-default' },
};

/**
 * The initializer of that name (`glorot_uniform`, `GlorotUniform`, `torch.nn.init.orthogonal_`, `eye`), with the parameters
 * beside it; undefined for a name that no framework has. The own framework's names go first.
 */
export function parseInitializer(
  name: string,
  framework: Framework,
  parameters: InitializerParameters = {},
): Initializer | undefined {
  const folded = foldName(name);
  const build = lookUp(folded, framework) ?? lookUp(folded, framework === 'keras' ? 'pytorch' : 'keras');
  return build?.((fallback, ...names) => {
    const value = names.map((key) => parameters[key]).find((found) => typeof found === 'number');
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  }, parameters);
}

function lookUp(folded: string, framework: Framework): Build | undefined {
  const table = framework === 'keras' ? keras : pytorch;
  if (Object.hasOwn(table, folded)) return table[folded];
  const alias = Object.hasOwn(aliases, folded) ? aliases[folded]! : '';
  return Object.hasOwn(table, alias) ? table[alias] : undefined;
}

function foldName(name: string): string {
  return name
    .slice(0, 80)
    .replace(/^.*[./]/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]/g, '_')
    .replace(/_+$/, '')
    .replace(/^keras_/, '');
}

/** torch's kaiming: gain √(2/(1 + a²)) for leaky_relu, the default, with a = 0. */
function kaiming(distribution: 'uniform' | 'normal'): Build {
  return (number, { mode }) => ({
    kind: 'variance-scaling',
    gain: Math.sqrt(2 / (1 + number(0, 'a') ** 2)) * number(1, 'gain'),
    fan: mode === 'fan_out' ? 'fan-out' : 'fan-in',
    distribution,
  });
}
