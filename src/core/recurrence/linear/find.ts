import type { Hints, Unrecognized } from '../layout/layout';
import { TensorIndex } from '../layout/tensorIndex';
import { families } from './families';
import type { FamilyFound, LinearRecurrence } from './family';

/** Names that only linear recurrences use: one that no family took is worth a word. */
const familyNames =
  /(^|[./])(A_log|ssm_a|time_decay|nu_log|log_A_real|Lambda_re|recurrent_param|_recurrent_kernel_)$/;

const parentOf = (name: string): string => name.replace(/[^./]*$/, '');

/** The tensors that a layer accounts for. */
export function claimed({ tensors, anchor }: LinearRecurrence): string[] {
  return anchor === null ? [...tensors] : [...tensors, anchor];
}

/** The linear recurrences among the tensors, and telling names that fit none; layers in the model's order. */
export function findLinear(tensors: TensorIndex, hints: Hints): FamilyFound {
  const rest = new TensorIndex(tensors.all());
  const layers: LinearRecurrence[] = [];
  const unrecognized: Unrecognized[] = [];
  for (const family of families) {
    const found = family.find(rest, hints);
    layers.push(...found.layers);
    unrecognized.push(...found.unrecognized);
    rest.remove(found.layers.flatMap(claimed));
    rest.remove(found.unrecognized.map(({ tensor }) => tensor));
  }
  const reported = new Set(unrecognized.map(({ tensor }) => parentOf(tensor)));
  for (const { name, shape } of rest.all()) {
    if (!familyNames.test(name) || reported.has(parentOf(name))) continue;
    unrecognized.push({
      tensor: name,
      reason: { kind: 'no-family', tensor: { name, shape } },
    });
  }
  return { layers: layers.sort((a, b) => (a.layer ?? 0) - (b.layer ?? 0)), unrecognized };
}
