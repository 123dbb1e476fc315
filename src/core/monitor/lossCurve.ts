import { networkOf } from './network';
import type { Series } from './series';
import { finiteOf } from './statistics';
import { medianOf } from './window';

/** Losses before a place that say what it was. */
const before = 20;
/** A change that counts, as a share of the loss and in deviations of its own noise. */
const leastChange = 0.05;
const deviations = 3;
const normalMad = 1.4826;

/** The training loss at the steps of a history of norms; NaN and ±∞ as logged. */
export class LossCurve {
  private constructor(
    private readonly places: Uint32Array,
    private readonly losses: Float64Array,
  ) {}

  /** The loss at those steps, as indices into them; `undefined` for a log without one. */
  static of(
    losses: readonly Series[],
    { name, steps }: Pick<Series, 'name' | 'steps'>,
  ): LossCurve | undefined {
    const loss = trainingLoss(losses, name);
    if (!loss || loss.length < 2) return undefined;
    const own = loss.steps;
    const places = new Uint32Array(own.length);
    let at = 0;
    for (let i = 0; i < own.length; i++) {
      while (at + 1 < steps.length && steps[at + 1]! <= own[i]!) at++;
      places[i] = at;
    }
    return new LossCurve(places, loss.values);
  }

  /** Index of the first of the non-finite losses that reach to the end; `null` where the last loss is finite. */
  get brokenFrom(): number | null {
    let i = this.losses.length;
    while (i > 0 && !Number.isFinite(this.losses[i - 1])) i--;
    return i === this.losses.length ? null : this.places[i]!;
  }

  /** The loss from a place on against that before it: whether it rose for good, or fell. */
  changeAt(place: number): 'rises' | 'falls' | 'stays' | 'unknown' {
    const at = this.places.findIndex((own) => own >= place);
    if (at === -1) return 'unknown';
    const former = finiteOf(this.losses.subarray(Math.max(0, at - before), at));
    const later = this.losses.subarray(at);
    const last = finiteOf(later.subarray(Math.floor(later.length / 2)));
    if (former.length < 2 || last.length === 0) return 'unknown';
    const usual = medianOf(former);
    const noise = normalMad * medianOf(former.map((loss) => Math.abs(loss - usual)));
    const change = medianOf(last) - usual;
    const least = Math.max(leastChange * Math.abs(usual), deviations * noise);
    if (change > least) return 'rises';
    return change < -0.01 * Math.abs(usual) ? 'falls' : 'stays';
  }

  /** What became of the loss over the whole log. */
  get course(): 'fell' | 'stuck' | 'unknown' {
    const finite = finiteOf(this.losses);
    if (finite.length < 4) return 'unknown';
    const part = Math.max(2, finite.length >> 2);
    const [first, last] = [medianOf(finite.subarray(0, part)), medianOf(finite.subarray(-part))];
    let best = Infinity;
    for (let i = 0; i < finite.length; i++) best = Math.min(best, finite[i]!);
    const range = Math.max(first - best, 0);
    const isAboveBest = last - best > 0.1 * Math.max(range, leastChange * Math.abs(first));
    const hasFallen = first - last > 0.3 * Math.abs(first);
    return hasFallen && !(isAboveBest && last - best > 0.3 * range) ? 'fell' : 'stuck';
  }
}

/** The loss that is trained on: not that of a validation, of the network of that norm, and the plainest name with the most records. */
function trainingLoss(losses: readonly Series[], norm: string): Series | undefined {
  const trained = losses.filter(
    ({ name }) => !/(^|[/_. ])(val|valid|validation|eval|test|dev)(?![a-z])/i.test(name),
  );
  const rank = ({ name }: Series): number =>
    /^(?:train(?:ing)?[/_ ])?(?:total[ _])?loss$/i.test(name) ? 0 : /(?:train|lm|total)/i.test(name) ? 1 : 2;
  const network = networkOf(norm);
  const number = /_\d+$/.exec(norm)?.[0];
  const isOwn = ({ name }: Series): number =>
    (network !== null && networkOf(name) === network) || (number !== undefined && name.endsWith(number))
      ? 0
      : 1;
  return [...trained].sort((a, b) => isOwn(a) - isOwn(b) || rank(a) - rank(b) || b.length - a.length)[0];
}
