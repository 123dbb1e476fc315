import type { SeriesKind } from '../../core/monitor/series';

/** What a key of a log stands for. */
export interface SeriesKey {
  readonly kind: SeriesKind;
  /** Name of the weight, for kind `parameter`. */
  readonly parameter: string | null;
}

/** `grad_2.0_norm`, `grad_inf_norm`, `grad_norm(s)`, `gradient-norm`, `gnorm`. */
const norm = String.raw`(?:grad(?:ient)?s?(?:_(?:\d+(?:\.\d+)?|inf))?[ _-]?norms?|g_?norms?)`;
/** The same, or `gradients`, `grad`. */
const gradient = String.raw`(?:${norm}|grad(?:ient)?s?)`;
const whole = String.raw`(?:total|global|all|overall|mean|max|norm|mean_norm|max_norm|l2)`;
const ending = String.raw`(?:[_/](?:step|epoch|total|l2|(?:pre|post|before|after)_clip(?:ping)?|(?:un)?clipped))*`;

/** `total_grad_norm`, `train/grad_norm`, `grad_2.0_norm_total`, `grad/norm`, `gnorm`, `actor/grad_norm`. */
const totals = [
  new RegExp(String.raw`^(?:[\w ./-]*[/._ -])?(?:(?:total|global|all)[ _-])?${norm}${ending}$`, 'i'),
  new RegExp(String.raw`^(?:[\w ./-]*/)?${gradient}[/_.]${whole}${ending}$`, 'i'),
];
/** `grad_norm/rnn.weight`, `gradients/fc.bias`, `grad_2.0_norm_fc.weight`, `gradnorm_fc`. */
const prefixed = new RegExp(String.raw`^(?:[\w.-]+/)*?(?:${norm}[/_.: ]|grad(?:ient)?s?[/.:])(.+)$`, 'i');
/** `fc.weight/grad_norm`, `fc.weight.grad_norm`, `fc.weight.grad`. */
const suffixed = new RegExp(String.raw`^(.+?)[/._]${gradient}$`, 'i');
/** A part of a name that only weights have; `train/grad_norm` and `actor/grad_norm` are totals of something. */
const weightLike = /(^|[./_:])(weight|bias|kernel|gamma|beta|embedding|w|b)s?([._:/]|\d|$)|_l\d|\d/i;

const clipRates = /^(?:[\w-]+\/)?(?:clip|percent-clipped|clip_rate|clipped)$/i;
const thresholds =
  /^(?:[\w-]+\/)?(?:max_grad_norm|clip_norm|clip_threshold|clipping_threshold|gradient_clip_val|grad_clip)$/i;
const losses = /(^|[/_. ])loss$/i;
const rates = /(^|[/_.])(lr|learning[ _]rate)(\d*|[-_/].*)$|^optim\d+_lr\d+$/i;

/** What a key stands for; kind `other` for what the monitor does not show. */
export function seriesKey(key: string): SeriesKey {
  const plain = (kind: SeriesKind): SeriesKey => ({ kind, parameter: null });
  if (thresholds.test(key)) return plain('threshold');
  if (clipRates.test(key)) return plain('clipRate');
  if (/g_?norm|grad/i.test(key)) {
    const before = suffixed.exec(key)?.[1];
    if (before !== undefined && weightLike.test(before)) return { kind: 'parameter', parameter: before };
    if (totals.some((pattern) => pattern.test(key))) return plain('total');
    const after = prefixed.exec(key)?.[1]?.replace(/_(?:step|epoch)$/, '');
    if (after !== undefined) return { kind: 'parameter', parameter: after };
    if (/grad.*norm/i.test(key)) return plain('total');
  }
  if (losses.test(key)) return plain('loss');
  if (rates.test(key)) return plain('learningRate');
  return plain('other');
}
