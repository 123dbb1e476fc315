import type { GradientLog } from '../../core/monitor/gradientLog';
import { isRoundedStep, loggedStep } from './number';

/** What the log calls its step, the best first. */
const stepKeys = [
  'step',
  'global_step',
  '_step',
  'trainer/global_step',
  'training/global_step',
  'train/global_step',
  'global_step/max_steps',
  'num_updates',
  'update',
  'iteration',
  'current_steps',
  'steps',
  'Step',
  'time/total_timesteps',
  'total_timesteps',
  'timesteps_total',
  'training_iteration',
];
/** The same within another object, as `data/step`; some such are times. */
const nestedStep = /^(?!.*(?:time|speed|perf|sec|per)).*\/(?:global_step|step|iteration)$/i;
/** These begin anew with each epoch in some logs. */
const restartingKeys = ['iter', 'batch', 'it'];
/** So many records later, a step that went back to the first one is another epoch's and no straggler's. */
const epochLength = 4;

type Fields = ReadonlyMap<string, unknown>;

/** What a record says of its place, and what stood before it. */
export interface NamedStep {
  readonly step: number | undefined;
  readonly inherited: number | undefined;
  readonly epoch: number | undefined;
  /** The record itself has an epoch. */
  readonly hasEpoch: boolean;
  /** Its step is written as `12K`, which several records share. */
  readonly isRounded: boolean;
}

export interface Counted {
  /** Whether the record holds norms of gradients: others have counts of their own. */
  readonly isGradient: boolean;
  /** The last step of the series that the record goes on. */
  readonly last: number;
}

/** Says where a record stands in its training: by the step that it names, else by the epoch, else by counting records. */
export class StepCounter {
  /** Records with norms, and those without behind the last one. */
  private records = 0;
  private others = 0;
  private last = -Infinity;
  private first = Infinity;
  private since = 0;
  private passed = 0;
  private epoch = NaN;
  private lastEpoch = -Infinity;
  private wholeEpochs = true;
  private counting = false;

  constructor(private readonly log: GradientLog) {}

  /** The step of a record; NaN has the place in the series stand for it. */
  stepOf({ step, inherited, epoch, hasEpoch, isRounded }: NamedStep, counted: Counted): number {
    if (counted.isGradient) {
      this.records++;
      this.others = 0;
    } else this.others++;
    if (isRounded) return this.counting ? this.counted() : this.count();
    if (step !== undefined) return this.logged(this.continued(step, epoch, counted));
    const isNew = inherited !== undefined && this.passed + inherited !== counted.last;
    if (inherited !== undefined && !this.counting) {
      const at = this.continued(inherited, epoch, counted);
      // Several records under one head have no step of their own.
      if (isNew || !counted.isGradient) return this.logged(at);
      return this.count();
    }
    if (this.counting) return this.counted();
    return this.ofEpoch(!hasEpoch, epoch, counted);
  }

  private ofEpoch(isInherited: boolean, epoch: number | undefined, { last, isGradient }: Counted): number {
    if (isInherited) {
      if (epoch === undefined || !Number.isInteger(epoch)) return this.counted();
      if (epoch <= last) return this.count();
      return this.logged(epoch);
    }
    const value = epoch ?? NaN;
    // A fraction of an epoch is rounded, so that many records share one.
    if (this.wholeEpochs && Number.isInteger(value) && value > this.lastEpoch) {
      this.lastEpoch = value;
      return this.logged(value);
    }
    if (this.wholeEpochs) this.renumber();
    this.wholeEpochs = false;
    // Evaluations and the like stand between the records of norms, in their order.
    return this.counted(isGradient ? this.records : this.records + 1 - 1 / (this.others + 1));
  }

  /** From now on records are counted, and those that were read are renumbered. */
  private count(): number {
    this.counting = true;
    this.renumber();
    return this.counted();
  }

  private renumber(): void {
    for (const series of this.log.series) series.renumber();
    this.log.countedSteps += this.log.loggedSteps;
    this.log.loggedSteps = 0;
  }

  private logged(step: number): number {
    this.log.loggedSteps++;
    return step;
  }

  private counted(step = NaN): number {
    this.log.countedSteps++;
    return step;
  }

  /** The step with those of the epochs before, where it begins anew with each. */
  private continued(step: number, epoch: number | undefined, { isGradient }: Counted): number {
    if (!isGradient) return this.passed + step;
    const isNextEpoch = epoch !== undefined && epoch > this.epoch;
    const isAnew = step <= this.first && this.since >= epochLength;
    if (step < this.last && (isNextEpoch || isAnew)) {
      this.passed += this.last + (this.first === 0 ? 1 : 0);
      this.since = 0;
    }
    if (epoch !== undefined) this.epoch = epoch;
    this.first = Math.min(this.first, step);
    this.last = step;
    this.since++;
    return this.passed + step;
  }
}

/** The keys of steps, the best first. */
export const namingKeys: readonly string[] = [...stepKeys, ...restartingKeys];

/** What a record's own fields and those of its place say. */
export function namedStep(own: Fields, place: Fields): NamedStep {
  const step = find(namingKeys, own) ?? find(nestedStepsAmong(own.keys()), own);
  return {
    step,
    inherited: step === undefined ? find(namingKeys, place) : undefined,
    epoch: loggedStep(own.get('epoch')) ?? loggedStep(place.get('epoch')),
    hasEpoch: own.get('epoch') !== undefined,
    isRounded: step === undefined && namingKeys.some((key) => isRoundedStep(own.get(key) ?? place.get(key))),
  };
}

/** The keys that name a step within another object. */
export const nestedStepsAmong = (keys: Iterable<string>): string[] =>
  [...keys].filter((key) => key.includes('/') && nestedStep.test(key));

function find(keys: readonly string[], fields: Fields): number | undefined {
  for (const key of keys) {
    const step = loggedStep(fields.get(key));
    if (step !== undefined) return step;
  }
  return undefined;
}
