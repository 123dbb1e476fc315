import { isNetworkWord } from '../../core/monitor/network';
import type { GradientLog } from '../../core/monitor/gradientLog';
import type { Series, SeriesKind } from '../../core/monitor/series';

/** What a key of a log stands for. */
export interface SeriesKey {
  readonly kind: SeriesKind;
  /** Name of the weight, for kind `parameter`. */
  readonly parameter: string | null;
}

/** `grad_2.0_norm`, `grad_inf_norm`, `grad_norm(s)`, `gradient-norm`, `grad/norm`, `gnorm`. */
const norm = String.raw`(?:grad(?:ient)?s?(?:_(?:\d+(?:\.\d+)?|inf|l2|global))?[ _/-]?(?:l2[ _-]?)?norms?|g_?norms?)`;
/** The same, or `gradients`, `grad`. */
const gradient = String.raw`(?:${norm}|grad(?:ient)?s?)`;
const whole = String.raw`(?:total|global|all|overall|norm|l2|value)`;
const ending = String.raw`(?:[_/](?:step|epoch|total|global|all|overall|l2|val|value|(?:pre|before)_clip(?:ping)?|unclipped))*`;

/** `total_grad_norm`, `train/grad_norm`, `grad_2.0_norm_total`, `grad/norm`, `gnorm`, `actor/grad_norm`. */
const totals = [
  new RegExp(String.raw`^(?:[\w ./-]*[/._ -])?(?:(?:total|global|all)[ _-])?${norm}${ending}$`, 'i'),
  new RegExp(String.raw`^(?:[\w ./-]*/)?${gradient}[/_.]${whole}${ending}$`, 'i'),
];
/** Names that do not speak of gradients: `norm`, `total_norm`, LeRobot's `grdn`. */
const bareTotals = /^(?:[\w-]+\/)*(?:norm|(?:total|global)[_ ]?norm|global_?l2_?norm|grdn)$/i;
/** `l2_grads` of big_vision, `grad_l2`, `norm_grad`, `gradient magnitude`. */
const otherTotals =
  /^(?:[\w-]+\/)*(?:l2_grad(?:ient)?s?|grad(?:ient)?s?[ _-]l2|norm_(?:of_)?(?:the_)?grad(?:ient)?s?|grad(?:ient)?s?[ _-]magnitude)$/i;
/** A chart that Weights & Biases exports: `run-name - train/grad_norm`, with the least and the largest of each point. */
const exported = /^.{1,200} - (?=[\w./-]+$)/;
const exportedBound = /__(?:MIN|MAX)$/;
/** `grad_norm/rnn.weight`, `gradients/fc.bias`, `grad_2.0_norm_fc.weight`, `gradnorm_fc`, `gradient norm of fc`. */
const prefixed = new RegExp(
  String.raw`^(?:[\w.-]+/)*?(?:${norm}[/_.: ]|grad(?:ient)?s?[/.:])(?:(?:of|for|at|in)[_ ])?(.+)$`,
  'i',
);
/** `fc.weight/grad_norm`, `fc.weight.grad_norm`, `fc.weight gradient norm`, `fc.weight.grad`. */
const suffixed = new RegExp(String.raw`^(.+?)[/._ ]${gradient}$`, 'i');
/** A part of a name that only weights have; `train/grad_norm` and `actor/grad_norm` are totals of something. */
const weightLike = /(^|[./_:])(weight|bias|kernel|gamma|beta|embedding|w|b)s?([._:/]|\d|$)|_l\d|\d/i;
/** Numbered, and no weights all the same. */
const numbered =
  /(?:^|[/ ])(?:rank|gpu|worker|seed|run|fold|epoch|step|stage|phase|optim|optimizer|opt|group|iter)s?[_-]?\d+$/i;
const moduleWords =
  /^(?:(?:text|vision|image|audio|speech|lang(?:uage)?)_?)?(?:encoder|decoder|backbone|trunk|neck|heads?|lm_head|embed(?:ding)?s?|tower|unet|vae|model|adapter|projector|connector|router|experts?|attention|attn|mlp|ffn?)$|^\d+_\w+$/i;

const statistic = String.raw`(?:min|max|mean|avg|average|std|stddev|var|variance|ema|sma|median|ratio|rms|abs|absmean|abs_mean|absmax|abs_max|sum|count|num|numel|skew|kurtosis|sparsity|zeros?|nans?|infs?|cos|cosine|snr|p\d+|q\d+|log(?:10|2)?|quantile\w*|hist(?:ogram)?|threshold|coef|scale)`;
const statisticLast = new RegExp(String.raw`[/._ ]${statistic}$`, 'i');
const statisticFirst = new RegExp(
  String.raw`(?:^|[/. ])${statistic}(?:_of)?[_ ](?:total_|global_)?${gradient}|(?:^|[/._ ])log(?:10|2)?_?${gradient}|${gradient}[/_](?:mean|max|min|avg|std)(?:_norm)?$`,
  'i',
);
/** Averages of the whole norm over steps, which stand for it where nothing better is logged. */
const averages = new RegExp(
  String.raw`(?:^|[/. ])(?:avg|average|mean|ema|smoothed)[_ ](?:total_|global_)?${norm}$|${norm}[_/ ](?:avg|average|mean|ema|smoothed)$`,
  'i',
);
/** `grad/param norm` of char-rnn, `grad_to_weight`: the gradient as a share of the weights. */
const shares = /grad(?:ient)?s?(?:\/params?[ _]norm|_to_(?:param(?:eter)?|weight)s?)$/i;
const clipped = new RegExp(
  String.raw`(?:^|[/._ ])(?:clipped|post_?clip(?:ping)?)[_ ]${norm}$|${norm}[_/ ](?:clipped|(?:after|post)_?clip(?:ping|ped)?)$`,
  'i',
);
const squares = new RegExp(
  String.raw`${gradient}(?:_l2)?_?(?:norm)?_(?:squared?|sq|sqr)(?![a-z])|(?:^|[/._ ])(?:squared?|sq|sqr)_${gradient}|grad_sq_norm|(?:squared?|sq)_norm`,
  'i',
);

const clipRates = /^(?:[\w-]+\/)?(?:clip|percent-clipped|clip_rate|clipped)$/i;
const thresholds =
  /^(?:[\w-]+\/)?(?:max_grad_norm|clip_norm|clip_threshold|clipping_threshold|gradient_clip_val|grad_clip|clip_grad)$/i;
const losses = /(^|[/_. ])loss(?:[/_](?:net|total|all|sum|avg|mean|\d|train(?:\/total)?))?$/i;
/** `CrossEntropyLoss`, as classes are called. */
const lossClass = /[a-z]Loss$/;
const rates = /(^|[/_.])(lr|learning[ _]rate)(\d*|[-_/].*)$|^optim\d+_lr\d+$/i;
const scales = /(^|[/_. ])(?:loss|grad)[ _]?scaler?$/i;
const skips = /(?:^|[/ ._])(?:skipped[ _](?:iter(?:ation)?s|steps|updates)|num_skipped)$/i;

/** No name of a figure is longer, and no pattern is tried on one. */
const maxKeyLength = 300;

const plain = (kind: SeriesKind): SeriesKey => ({ kind, parameter: null });

/** Whether a key is of the square of a norm. */
export const isSquared = (key: string): boolean => squares.test(key);

/** What a key stands for; kind `other` for what the monitor does not show. */
export function seriesKey(key: string): SeriesKey {
  if (key.length > maxKeyLength) return plain('other');
  if (thresholds.test(key)) return plain('threshold');
  if (clipRates.test(key)) return plain('clipRate');
  if (scales.test(key)) return plain('lossScale');
  if (skips.test(key)) return plain('skipped');
  if (/grad|g_?norm/i.test(key)) {
    if (exportedBound.test(key)) return plain('other');
    const found = gradientKey(key.replace(exported, ''));
    if (found) return found;
  } else if (bareTotals.test(key)) return plain('total');
  if (losses.test(key) || lossClass.test(key)) return plain('loss');
  if (rates.test(key)) return plain('learningRate');
  return plain('other');
}

function gradientKey(key: string): SeriesKey | undefined {
  if (otherTotals.test(key)) return plain('total');
  if (clipped.test(key)) return plain('clipped');
  if (averages.test(key)) return plain('average');
  if (statisticLast.test(key) || statisticFirst.test(key) || shares.test(key)) return plain('other');
  const name = key.replace(squares, (text) => text.replace(/_?(?:squared?|sqr?)_?/i, ''));
  const before = suffixed.exec(name)?.[1];
  if (before !== undefined && weightLike.test(before) && !numbered.test(before) && !moduleWords.test(before))
    return { kind: 'parameter', parameter: before };
  if (totals.some((pattern) => pattern.test(name))) {
    const part = before?.split(/[/ ]/).at(-1);
    return plain(part !== undefined && moduleWords.test(part) && part !== 'model' ? 'module' : 'total');
  }
  const after = prefixed.exec(name)?.[1]?.replace(/_(?:step|epoch)$/, '');
  if (after !== undefined) return ofPart(name, after);
  return /grad.*norm/i.test(name) ? plain('total') : undefined;
}

/** `optim/grad/fc.weight.norm`: of a tensor's statistics the norm. */
function ofPart(key: string, after: string): SeriesKey {
  const part = new RegExp(norm, 'i').test(key) ? after : after.replace(/[/._](?:l2_?)?norm$/i, '');
  if (isNetworkWord(part)) return plain('total');
  return moduleWords.test(part) ? plain('module') : { kind: 'parameter', parameter: part };
}

/** The series that a key's values belong to, made at its first mention; `undefined` for what the monitor does not show. */
export function seriesOf(log: GradientLog, key: string, known = seriesKey(key)): Series | undefined {
  const { kind, parameter } = known;
  return kind === 'other' ? undefined : log.at(key, kind, { parameter, squared: isSquared(key) });
}
