import type { Expectation } from '../../core/recurrence/linear/expectation';
import type { FamilyName, LinearRecurrence } from '../../core/recurrence/linear/family';
import { attention } from './families/attention';
import { deltaRule } from './families/deltaRule';
import type { FamilyWords, Words } from './families/family';
import { mamba } from './families/mamba';
import { rwkv } from './families/rwkv';
import { stateSpace } from './families/stateSpace';
import { xlstm } from './families/xlstm';

/** The words of every family. */
const families: Words<FamilyName> = {
  ...mamba,
  ...deltaRule,
  ...rwkv,
  ...stateSpace,
  ...xlstm,
  ...attention,
};

/** What the figures of a layer's weights alone assume, as a phrase. */
export function assumptionText(layer: LinearRecurrence): string {
  return families[layer.family].assumption(layer);
}

/** What a family stores, where a tensor of its names is otherwise. */
export function expectationText(expectation: Expectation): string {
  const { expected } = families[expectation.family] as FamilyWords<Expectation['family']>;
  return expected(expectation);
}
