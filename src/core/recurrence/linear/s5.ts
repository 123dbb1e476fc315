import { configFlag, configText } from '../layout/config';
import { findAnchors, layerOf, refuse } from './anchors';
import { bilinear, zeroOrderHold } from './discretization';
import type { LinearFamily } from './family';

/** Where clip_eigs holds Re Λ. */
const clipped = -1e-4;

/**
 * S5 ([Smith2023], s5/ssm.py): a = exp((Lambda_re + i·Lambda_im)·exp(log_step)), or the bilinear rule. Nothing keeps
 * Lambda_re negative unless clip_eigs does, so |a| > 1 can happen.
 */
export const s5: LinearFamily = {
  name: 'S5',
  find: (tensors, { config }) =>
    findAnchors(tensors, 'Lambda_re', ({ tensor, prefix, sibling }) => {
      const imaginary = sibling('Lambda_im');
      const step = sibling('log_step');
      if (!imaginary || !step) return undefined;
      const [states] = tensor.shape;
      const elements = step.shape.reduce((size, length) => size * length, 1);
      if (
        tensor.shape.length !== 1 ||
        imaginary.shape.length !== 1 ||
        imaginary.shape[0] !== states ||
        elements !== states
      ) {
        return refuse(tensor, {
          family: 'S5',
          of: 'vectors',
          imaginary: imaginary.shape,
          step: step.shape,
        });
      }
      return layerOf(
        'S5',
        prefix,
        { real: tensor, imaginary, step },
        {
          dataDependent: false,
          settings: {
            bilinear: configText(config, ['discretization']) === 'bilinear' ? 1 : 0,
            clip: configFlag(config, ['clip_eigs']) === true ? 1 : 0,
          },
        },
      );
    }),
  multipliers({ settings }, part) {
    const rule = settings['bilinear'] === 1 ? bilinear : zeroOrderHold;
    const imaginary = part('imaginary').data;
    const step = part('step').data;
    const { data } = part('real');
    const discrete = [...data].map((value, i) => {
      const re = settings['clip'] === 1 ? Math.min(value, clipped) : value;
      const dt = Math.exp(step[i]!);
      return rule(re * dt, imaginary[i]! * dt);
    });
    return {
      logModulus: Float64Array.from(discrete, ({ logModulus }) => logModulus),
      phase: Float64Array.from(discrete, ({ phase }) => phase),
      range: null,
    };
  },
};
