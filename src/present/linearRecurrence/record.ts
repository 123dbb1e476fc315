import type { StepsFrom } from '../../core/analysis';
import { linearEvidence } from '../../core/recurrence/layout/evidence';
import type { LinearRecurrence } from '../../core/recurrence/linear/family';
import type { LinearFigures } from '../../core/recurrence/linear/figures';
import type { LinearVerdict } from '../../core/recurrence/linear/verdict';
import type { LinearRecord } from '../../core/recurrence/records';
import { claimOf } from '../role/claim';
import { linearExplanation, linearNote } from './explanation';
import { assumptionText } from './families';

/** The record of a linear recurrence, whose horizon comes from `stepsFrom`. */
export function toLinearRecord(
  layer: LinearRecurrence,
  figures: LinearFigures,
  verdict: LinearVerdict,
  stepsFrom: StepsFrom = 'default',
): LinearRecord {
  return {
    kind: 'linear-recurrence',
    ...claimOf('recurrent', linearEvidence(layer), verdict.name, stepsFrom),
    family: figures.family,
    name: figures.name,
    layer: figures.layer,
    location: null,
    channels: figures.channels,
    multiplier: figures.multiplier,
    halfLife: figures.halfLife,
    histogram: figures.histogram,
    shareBeyond: figures.shareBeyond,
    shareWithinStep: figures.shareWithinStep,
    exploding: figures.exploding,
    dataDependent: figures.dataDependent,
    range: figures.range,
    assumption: assumptionText(layer),
    // A half-life that rounding makes endless has no finite change, and JSON no infinity.
    rounding: figures.rounding.map((note) => ({
      ...note,
      largestChange: Math.min(note.largestChange, Number.MAX_VALUE),
    })),
    steps: verdict.steps,
    log10Gain: verdict.log10Gain,
    verdict: verdict.name,
    rule: verdict.rule,
    flags: verdict.flags,
    explanation: linearExplanation(figures, verdict),
    notes: verdict.flags.map((flag) => linearNote(flag, layer, figures)),
  };
}
