import type { Role } from './role';

/** What a name says of the tensor that bears it. */
export interface NameReading {
  readonly role: Role;
  /** `strong` names mean nothing else; `customary` ones (`W`) are used for other things too. */
  readonly strength: 'strong' | 'customary';
}

/** Ends of a dotted name that say how a tensor is kept, not what it is. */
const wrappers = /^(?:data|weights?|value|values|matrix|tensor|param|kernel|T|t|\d+)$/;
const maxNameChars = 200;

const strong =
  /weight_hh|recurrent(?!_(?:dropout|bias|init|activation|layer|steps|cell$))|recurr?ence_|reservoir|^w_?hh|^whh|^w_?rec(?![a-z]*t)|^w_?res(?!id|ult|hape|p|ca|num|net)|^w_?h_?\d?$|^h2h|^u_?hh?$|^hidden(?:_?to_?|_?2_?)hidden|^hh$|^w_?rnn$|^w_?rr$|^w_?ss$|^rnn_w_?hh?$/;
const customary = /^w$|^w_[a-z\d]|^u$|^jac(?:obian)?(?![a-z])|^jac[a-z]*$/;
/** Gates of a cell: `W_f`, `Uz`, `weight_hh_f`. */
const gate = /^(?:w|u|weights?)_?h?_?(?:f|i|o|c|g|z|r|n)$/;
const numbered = /^(?:[wv]|weights?|theta|a|fc|layer|dense|linear|lin|hidden|mlp)_?l?\d+(?:$|_)/;

/** Roles that names of known architectures tell, tried in order. */
const others: readonly (readonly [RegExp, Role])[] = [
  [
    /weight_ih|^w_?(?:ih|xh|xi|xx?|ix|in|inp|input|ux|u|emb|feedin)(?:_|\d|$)|^(?:i2h|x2h)|^input_?(?:weights?|kernel|matrix)|(?:^|_)cell_input$|^u_?in(?:put)?$/,
    'input',
  ],
  [/^(?:lora|adapter)_/, 'adapter'],
  [
    /^w_?(?:q|k|v|o|qkv|kv|query|key|value|attn|att)(?:_|$)|^(?:q|k|v|o|qkv|c_attn|out|query|key|value)_?proj|attention|^attn|_attn$|^w_a$/,
    'attention',
  ],
  [
    /^w_?(?:hy|ho|out|output|y|oh|yh|fc|readout|pred|dec|head)(?:_|\d|$)|_output$|^(?:h2o|h2y)|^lm_head|^(?:readout|output)_?(?:weights?|kernel|matrix)|^classifier|^fc$|^head$/,
    'head',
  ],
  [/embed|^wte$|^wpe$/, 'embedding'],
  [/(?:^|_)(?:layer|batch|rms|group)?_?norm(?:$|_)|^ln_|^bn\d*$/, 'norm'],
  [numbered, 'feedforward'],
  [/^(?:up|down|gate)_proj|^c_fc|^mlp|^ffn?(?:_|$)|^dense|^linear/, 'feedforward'],
];

/** Names of things that are no weights at all. */
const foreign =
  /rot(?:ation)?(?:_|$)|^r_?mat|camera|intrinsic|extrinsic|homograph|transform|affine|^tf$|pose|confusion|^cm$|adjac|^adj|laplac|incidence|^edges?$|graph|board|grid|maze|palette|colou?rs?$|cmap|cov(?:$|_|ar)|sigma|corr(?:$|_|el)|gram|^transmat|markov|stochastic|emission|kernel_?size|filter|sobel|mask|pads?$|padding|points?$|^pts|vert(?:ex|ices)|corners?$|anchors?$|box(?:es)?$|coords?|stiffness|mass_?matrix|distances?$|dist_mat|cost(?:$|_)|payoff|labels?$|image|img|pixels?|hadamard|haar|wavelet|permut|basis|eigen|covariance|quaternion|inertia|stencil|hilbert|vandermonde|identity_matrix/;

/** The last segment of a dotted or bracketed name that says something, in lower case with underscores. */
export function lastSegment(name: string): string {
  const segments = name
    .slice(-maxNameChars)
    .replace(/\[['"]?([\w-]*)['"]?\]/g, '.$1')
    .replace(/:\d+$/, '')
    .split(/[./\s:]+/)
    .filter((segment) => segment !== '');
  let last = segments.pop() ?? '';
  while (segments.length > 0 && wrappers.test(last)) last = segments.pop()!;
  return underscored(last);
}

/** `W_hh` and `WHh` stay as they are read, `weightHh` becomes `weight_hh`. */
function underscored(segment: string): string {
  return segment
    .replace(/^_+|_+$/g, '')
    .replace(/([a-z]{2,}|\d)([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** What a tensor's name says of its role; null where it says nothing. */
export function readName(name: string): NameReading | null {
  const segment = lastSegment(name);
  if (segment === '' || segment.length > maxNameChars) return null;
  if (/bias/.test(segment)) return null;
  if (strong.test(segment)) return { role: 'recurrent', strength: 'strong' };
  if (gate.test(segment)) return { role: 'recurrent', strength: 'customary' };
  for (const [pattern, role] of others) if (pattern.test(segment)) return { role, strength: 'strong' };
  return customary.test(segment) ? { role: 'recurrent', strength: 'customary' } : null;
}

/** Whether a name is that of one gate of a cell (`W_f`, `Uz`): its powers are not the cell's. */
export function namesGate(name: string): boolean {
  return gate.test(lastSegment(name));
}

/** Whether a name belongs to a thing that is no weight: a rotation, a camera, a covariance, a board. */
export function namesOtherThing(name: string): boolean {
  const segment = lastSegment(name);
  return foreign.test(segment) && !strong.test(segment);
}

/** Whether a name is that of what a test expects. */
export function namesExpectation(name: string): boolean {
  return /(?:^|_)(?:expect(?:ed|ation|s)?|desired|truth|gt|golden|y_true|y_pred|y_test|targets?|actual|answers?|solution|ref(?:erence)?|true|correct|got)(?:$|_)/.test(
    lastSegment(name),
  );
}

/** Whether a name is customary for a covariance, or for the noise of a filter or a controller. */
export function namesCovariance(name: string): boolean {
  return /^(?:[pqrs]|[pqrs]\d|[pqr]_.*|.*(?:cov|covariance|sigma|precision|gram|corr|noise).*)$/.test(
    lastSegment(name),
  );
}
