// The walkthrough's pictures: SVG in the theme's colors, a file a language, with the figures that the program gives for its
// own samples. `npm run pictures` writes them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const samples = 'test/workspace';

/** What `gradient-lens COMMAND --json` says of a sample. */
function said(command, file) {
  const args = [join(root, 'dist', 'cli.js'), command, '--json', `${samples}/${file}`];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }));
  } catch (error) {
    // It ends with 1 when gradients explode.
    return JSON.parse(error.stdout);
  }
}

const languages = {
  en: {
    verdicts: {
      exploding: 'exploding',
      growing: 'growing',
      stable: 'stable',
      fading: 'fading',
      vanishing: 'vanishing',
      undetermined: 'undetermined',
    },
    gain: (gain, steps) => `gain ${gain} in ${steps} steps`,
    remedy: 'Remedy: clip by global norm',
    columns: ['what', 'size', 'verdict', 'gain over 100 steps'],
    layer: (name, layer, reverse) => `${name} layer ${layer}${reverse ? ', reverse' : ''}`,
    norm: 'Norm of the gradient',
    clip: (threshold) => `clip at ${threshold}`,
    step: 'step',
  },
  'zh-cn': {
    verdicts: {
      exploding: '爆炸',
      growing: '增长',
      stable: '稳定',
      fading: '衰减',
      vanishing: '消失',
      undetermined: '不确定',
    },
    gain: (gain, steps) => `${steps} 步增益 ${gain}`,
    remedy: '对策：按全局范数裁剪梯度',
    columns: ['单元', '大小', '结论', '100 步的增益'],
    layer: (name, layer, reverse) => `${name} 第 ${layer} 层${reverse ? '（反向）' : ''}`,
    norm: '梯度范数',
    clip: (threshold) => `在 ${threshold} 处裁剪`,
    step: '步',
  },
};
const symbols = { exploding: '▲', growing: '△', stable: '●', fading: '▽', vanishing: '▼', undetermined: '◇' };

const color = {
  text: 'var(--vscode-editor-foreground, #3b3b3b)',
  faint: 'var(--vscode-descriptionForeground, #616161)',
  page: 'var(--vscode-editor-background, #ffffff)',
  box: 'var(--vscode-editorHoverWidget-background, #f8f8f8)',
  border: 'var(--vscode-contrastBorder, var(--vscode-editorHoverWidget-border, #c8c8c8))',
  red: 'var(--vscode-charts-red, #c72e0f)',
  blue: 'var(--vscode-charts-blue, #0063d3)',
  squiggle: 'var(--vscode-editorWarning-foreground, #bf8803)',
  link: 'var(--vscode-textLink-foreground, #005fb8)',
};
const verdictColor = { exploding: color.red, growing: color.red, fading: color.blue, vanishing: color.blue };
// The page of a walkthrough allows no style attributes; presentation attributes take the theme's variables as well.
const mono = 'var(--vscode-editor-font-family, monospace)';
const sans = 'var(--vscode-font-family, sans-serif)';

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const text = (
  x,
  y,
  words,
  { fill = color.text, font = sans, size = 13, anchor = 'start', weight = 400 } = {},
) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}" font-family="${font}">${escape(words)}</text>`;
const box = (x, y, width, height, fill = color.box) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${fill}" stroke="${color.border}"/>`;
const line = (points, stroke, extra = '') =>
  `<polyline points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="none" stroke-width="2" stroke="${stroke}" ${extra}/>`;
const picture = (height, parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 ${height}" role="img">\n${[box(1, 1, 557, height - 2, color.page), ...parts].join('\n')}\n</svg>\n`;

const figure = (log10) => {
  const value = 10 ** log10;
  return value >= 1e3 || value < 1e-3 ? value.toExponential(2).replace('e+', 'e') : value.toPrecision(3);
};
const verdict = (x, y, name, words, options) =>
  text(x, y, `${symbols[name]} ${words.verdicts[name]}`, {
    weight: 600,
    ...options,
    fill: verdictColor[name] ?? color.text,
  });

/** Width of a character of code, which is stretched to it whatever the person's font is. */
const pitch = 7.8;
const typed = (x, y, source) =>
  text(x, y, source, { font: mono }).replace('<text', `<text textLength="${source.length * pitch}"`);
/** A code line with its number. */
const code = (y, number, source) => [
  text(34, y, String(number), { fill: color.faint, font: mono, anchor: 'end' }),
  typed(48, y, source),
];

function hover(words) {
  const source = readFileSync(join(root, samples, 'article.py'), 'utf8').split('\n');
  const [finding] = said('analyze', 'article.py').files[0].findings;
  const { location, sigmaMax, spectralRadius, log10Gain, log10Growth, steps, verdict: name } = finding;
  const gain = words.gain(figure(log10Gain), steps);
  const curve = log10Growth.map((log10, k) => [96 + (k * 380) / (steps - 1), 246 - (log10 * 60) / log10Gain]);
  const [from, to] = [location.column, location.endColumn].map((column) => 48 + (column - 1) * pitch);
  const squiggle = Array.from({ length: Math.floor((to - from) / 4) + 1 }, (_, i) => [
    from + i * 4,
    i % 2 === 0 ? 69 : 72,
  ]);
  return picture(290, [
    ...code(26, location.line - 1, source[location.line - 2]),
    text(48, 45, `${symbols[name]} ${words.verdicts[name]} · ${gain} · ρ ${spectralRadius}`, {
      fill: color.faint,
      size: 11,
    }),
    ...code(64, location.line, source[location.line - 1]),
    line(squiggle, color.squiggle, 'stroke-width="1"'),
    box(76, 84, 430, 186),
    verdict(92, 108, name, words, { size: 14 }),
    text(92, 132, `ρ ${spectralRadius} · σ_max ${sigmaMax} · ${gain}`),
    text(92, 156, words.remedy, { fill: color.link }),
    line(curve, color.red),
    text(490, 262, `‖Wᵏ‖₂, k ≤ ${steps}`, { fill: color.faint, size: 11, anchor: 'end' }),
  ]);
}

function quickCheck(words) {
  // An orthogonal matrix keeps every length, so the gain is the factor's power.
  const [factor, steps] = [1.1, 100];
  const log10Gain = steps * Math.log10(factor);
  const expression = `${factor} * orthogonal(64)`;
  return picture(150, [
    box(30, 24, 500, 102),
    box(42, 36, 476, 30, color.page),
    typed(52, 56, expression),
    `<rect x="${52 + expression.length * pitch + 2}" y="42" width="1.5" height="18" fill="${color.text}"/>`,
    verdict(52, 90, 'exploding', words, { size: 14 }),
    text(52, 112, `ρ ${factor} · σ_max ${factor} · ${words.gain(figure(log10Gain), steps)}`),
  ]);
}

function checkpoint(words) {
  const { findings } = said('analyze', 'char_model.safetensors').files[0];
  const columns = [24, 210, 280, 400];
  const rows = findings.flatMap(({ name, layer, direction, hiddenSize, verdict: found, log10Gain }, i) => {
    const y = 78 + i * 30;
    // As many pixels as powers of ten, right of the middle where gradients grow.
    const length = Math.min(Math.abs(log10Gain), 22) * 1.6;
    const bar = `<rect x="${log10Gain > 0 ? 504 : 504 - length}" y="${y - 10}" width="${Math.max(length, 1)}" height="11" fill="${verdictColor[found] ?? color.faint}"/>`;
    return [
      text(columns[0], y, words.layer(name, layer, direction === 'reverse')),
      text(columns[1], y, `H = ${hiddenSize}`, { font: mono, size: 12 }),
      verdict(columns[2], y, found, words),
      text(columns[3], y, figure(log10Gain), { font: mono, size: 12 }),
      bar,
    ];
  });
  return picture(60 + findings.length * 30 + 18, [
    text(24, 26, 'char_model.safetensors', { weight: 600 }),
    ...words.columns.map((title, i) => text(columns[i], 50, title, { fill: color.faint, size: 11 })),
    ...rows,
  ]);
}

function monitor(words) {
  const norms = readFileSync(join(root, samples, 'exploding_run.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((entry) => Number(/"grad_norm": ([^,}]+)/.exec(entry)[1]));
  const { verdict: name, recommendation } = said('monitor', 'exploding_run.jsonl');
  const finite = norms
    .map((norm, step) => [step, Math.log10(norm)])
    .filter(([, log]) => Number.isFinite(log));
  const height = (log10) => 220 - (log10 + 1) * 26;
  const at = ([step, log10]) => [60 + (step * 470) / norms.length, height(log10)];
  const threshold = recommendation.threshold;
  const level = height(Math.log10(threshold));
  const ticks = [-1, 1, 3, 5].map((power) =>
    text(50, height(power) + 4, `1e${power}`, { fill: color.faint, font: mono, size: 11, anchor: 'end' }),
  );
  return picture(270, [
    text(24, 26, words.norm, { weight: 600 }),
    verdict(530, 26, name, words, { anchor: 'end' }),
    ...ticks,
    line(
      [
        [60, level],
        [530, level],
      ],
      color.faint,
      'stroke-dasharray="5 4"',
    ),
    text(470, level - 6, words.clip(Number(threshold.toPrecision(3))), {
      fill: color.faint,
      size: 12,
      anchor: 'end',
    }),
    line(finite.map(at), color.red),
    text(530, 252, `${words.step} ${norms.length - 1}`, { fill: color.faint, size: 11, anchor: 'end' }),
  ]);
}

/** File name in media/walkthrough/ → SVG. */
export function walkthroughPictures() {
  const draw = { hover, quickCheck, checkpoint, monitor };
  return new Map(
    Object.entries(languages).flatMap(([language, words]) =>
      Object.entries(draw).map(([name, drawn]) => [
        `${name}${language === 'en' ? '' : `.${language}`}.svg`,
        drawn(words),
      ]),
    ),
  );
}

export function writeWalkthroughPictures() {
  for (const [name, svg] of walkthroughPictures())
    writeFileSync(join(root, 'media', 'walkthrough', name), svg);
}
