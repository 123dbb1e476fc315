import { configText } from '../layout/config';
import { sameShape } from '../layout/tensorIndex';
import { findAnchors, layerOf, refuse, together } from './anchors';
import { bilinear, zeroOrderHold, type Discrete } from './discretization';
import type { LinearFamily, LinearRecurrence } from './family';
import { sigmoid, softplus } from './functions';

/** What S4's kernel applies to a stored parameter; the checkpoint does not say which. */
const transforms: Readonly<Record<string, (x: number) => number>> = {
  none: (x) => x,
  exp: Math.exp,
  relu: (x) => Math.max(x, 0),
  sigmoid,
  softplus,
};
const transformNames = Object.keys(transforms);
/** The name of the transform that a layer's setting stands for. */
export const transformName = (
  { settings }: LinearRecurrence,
  setting: 'dtAs' | 'realAs' | 'imaginaryAs',
): string => transformNames[settings[setting]!]!;
const numberOf = (name: string | undefined, otherwise: string): number => {
  const at = transformNames.indexOf(name ?? otherwise);
  return at === -1 ? transformNames.indexOf(otherwise) : at;
};

/**
 * S4D [Gu2022], the minimal file (`log_dt`, `log_A_real`, `A_imag`) and the full kernel (`inv_dt`, `A_real`,
 * `A_imag`, transforms from the config, else exp for dt and Re A and none for Im A, as state-spaces/s4 has it by
 * default): A = −T(A_real) + i·A_imag, a = exp(A·dt) or its bilinear kin.
 */
export const s4d: LinearFamily = {
  name: 'S4D',
  find: (tensors, { config }) =>
    together(
      findAnchors(tensors, 'log_A_real', ({ tensor, prefix, sibling }) => {
        const dt = sibling('log_dt');
        const imaginary = sibling('A_imag');
        if (!dt) return undefined;
        const fits =
          tensor.shape.length === 2 &&
          dt.shape[0] === tensor.shape[0] &&
          (!imaginary || sameShape(imaginary.shape, tensor.shape));
        if (!fits || dt.shape.length !== 1) {
          return refuse(tensor, { family: 'S4D', of: 'real' });
        }
        return layerOf(
          'S4D',
          prefix,
          { dt, real: tensor, imaginary },
          { dataDependent: false, settings: { dtAs: 1, realAs: 1, imaginaryAs: 0, bilinear: 0 } },
        );
      }),
      findAnchors(tensors, 'inv_dt', ({ tensor, prefix, sibling }) => {
        const real = sibling('A_real');
        const imaginary = sibling('A_imag');
        if (!real) return undefined;
        const column = tensor.shape.length === 1 || (tensor.shape.length === 2 && tensor.shape[1] === 1);
        const copies = (tensor.shape[0] ?? 0) / (real.shape[0] ?? 0);
        if (!column || real.shape.length !== 2 || !Number.isInteger(copies) || copies === 0) {
          return refuse(tensor, { family: 'S4D', of: 'dt', real: real.shape });
        }
        if (imaginary && !sameShape(imaginary.shape, real.shape)) {
          return refuse(imaginary, { family: 'S4D', of: 'imaginary', real: real.shape });
        }
        return layerOf(
          'S4D',
          prefix,
          { dt: tensor, real, imaginary },
          {
            dataDependent: false,
            settings: {
              dtAs: numberOf(configText(config, ['dt_transform']), 'exp'),
              realAs: numberOf(configText(config, ['real_transform']), 'exp'),
              imaginaryAs: numberOf(configText(config, ['imag_transform']), 'none'),
              bilinear: configText(config, ['disc']) === 'bilinear' ? 1 : 0,
            },
          },
        );
      }),
    ),
  multipliers(layer, part) {
    const { settings, parts } = layer;
    const as = (setting: 'dtAs' | 'realAs' | 'imaginaryAs'): ((x: number) => number) =>
      transforms[transformName(layer, setting)]!;
    const steps = part('dt').data.map(as('dtAs'));
    const { data, shape } = part('real');
    const states = shape[1]!;
    const real = data.map(as('realAs'));
    const imaginary = parts['imaginary']
      ? part('imaginary').data.map(as('imaginaryAs'))
      : new Float64Array(data.length);
    const rule = settings['bilinear'] === 1 ? bilinear : zeroOrderHold;
    const logModulus = new Float64Array(steps.length * states);
    const phase = new Float64Array(logModulus.length);
    for (let k = 0; k < logModulus.length; k++) {
      // A few A's serve many channels in turn.
      const at = k % data.length;
      const dt = steps[Math.floor(k / states)]!;
      const discrete: Discrete = rule(-real[at]! * dt, imaginary[at]! * dt);
      logModulus[k] = discrete.logModulus;
      phase[k] = discrete.phase;
    }
    return {
      logModulus,
      phase,
      range: null,
    };
  },
};
