import { standingWhenAsked } from '../../../standings';
import assert from 'node:assert/strict';
import { analyze } from '../../../../src/core/analyze';
import { defaultThresholds } from '../../../../src/core/analysis';
import { fromRows } from '../../../../src/core/linalg/matrix';
import { toRecord } from '../../../../src/present/matrix/record';
import { halfLifeChart } from '../../../../src/present/linearRecurrence/halfLifeChart';
import { gainAxis, pointsOf } from '../../../../src/present/plot/gainAxis';
import { emptyPlot, type Plot } from '../../../../src/present/plot/plot';
import { svgFigure } from '../../../../src/present/plot/svg';
import { stepsAxis } from '../../../../src/present/plot/ticks';
import { entryOf } from '../../../../src/present/report/entry';
import { htmlReport } from '../../../../src/present/report/html';
import { markdownReport } from '../../../../src/present/report/markdown';
import type { Report } from '../../../../src/present/report/report';
import { theme } from '../../../../src/present/report/style';

const options = { steps: 30, activation: 'sigmoid', thresholds: defaultThresholds } as const;
const place = { line: 3, column: 1, endLine: 3, endColumn: 20 };
const entry = (name: string, rows: number[][]) =>
  entryOf(toRecord(name, place, analyze(fromRows(rows), options), standingWhenAsked()), defaultThresholds);
const report = (name: string, file = 'a.py'): Report => ({
  files: [
    {
      file,
      entries: [entry(name, [[8, 0], [0, 8]]), entry('V', [[1, 2, 3]])], // prettier-ignore
      problems: [{ message: `${name} is ragged`, location: place }],
      notes: [name],
      options,
    },
  ],
  version: '1.2.3',
  platform: 'Node.js 20',
  date: '2026-01-02',
});
const hostile = '<script>alert(1)</script>"\'&`|``*_[x](y)\u202e\u0000\n# h @someone --> ]]>';
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('reports', () => {
  it('as a page: a golden structure, closed tags, settings, versions, figures', () => {
    const html = htmlReport(report('W'));
    const structure = [...html.matchAll(/<(h1|h2|h3|h4|caption)>([^<]*)/g)].map(
      ([, tag, text]) => `${tag!} ${text!.trim()}`,
    );
    assert.deepEqual(structure, [
      'h1 Gradients: a.py',
      'caption Verdicts',
      'h2 a.py',
      'caption Settings',
      'h4 Not analyzed',
      'h4 Notes',
      'h3 W',
      'caption Figures',
      'h4 Remedies',
      'h3 V',
      'caption Figures',
    ]);
    for (const tag of [
      'html',
      'head',
      'body',
      'main',
      'section',
      'article',
      'table',
      'tr',
      'td',
      'th',
      'svg',
      'text',
      'figure',
      'ul',
      'li',
      'p',
    ]) {
      const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
      assert.ok(opened > 0 && opened === count(html, `</${tag}>`), tag);
    }
    for (const part of [
      '1.2.3',
      'Node.js 20',
      '2026-01-02',
      '30 steps',
      'sigmoid',
      'exploding ≥ 1000',
      '▲ exploding',
      'line 3',
      '1.07e9',
    ]) {
      // prettier-ignore
      assert.ok(html.includes(part), part);
    }
  });

  it('as a page: no script and nothing from outside, whatever the names', () => {
    const html = htmlReport(report(hostile, hostile));
    assert.doesNotMatch(html, /<script|\son\w+=|javascript:|\b(?:src|href)="(?!#)/i);
    assert.doesNotMatch(html.replaceAll('http://www.w3.org/2000/svg', ''), /https?:/);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.ok(html.includes('&lt;script&gt;alert(1)'));
    // oxlint-disable-next-line no-control-regex -- it is what must not be there
    assert.doesNotMatch(html, /[\u0000\u202e]/);
    assert.equal(count(htmlReport(report('W')), '<tr>'), count(html, '<tr>'));
  });

  it('as Markdown: the same findings, and names that cannot become markup', () => {
    const plain = markdownReport(report('W'));
    assert.match(plain, /\n\| line 3 \| `W` \| matrix, 2×2 \| ▲ exploding \| 1\.07e9 in 30 \|\n/);
    assert.match(plain, /Gain over steps: `▁.*█`/);
    assert.match(plain, /\n\| activation \| sigmoid \|\n/);
    const text = markdownReport(report(hostile, hostile));
    assert.equal(text.match(/^#+ /gm)?.length, plain.match(/^#+ /gm)?.length, 'no heading of its own');
    assert.equal(text.match(/^\|.*\|$/gm)?.length, plain.match(/^\|.*\|$/gm)?.length, 'no row of its own');
    const outside = text.replace(/```[^\n]*?```(?!`)/g, '');
    assert.doesNotMatch(outside, /(?<!\\)<script|@someone|(?<!\\)\[x\]/);
  });

  it('draws a curve within its frame, broken where a power is exactly zero', () => {
    const gain = [0, -300, null, 2];
    const { axis, band, place } = gainAxis({ label: 'g', main: [gain], rest: { low: 0, high: 0 } }, defaultThresholds, 'log'); // prettier-ignore
    const curve = { role: 'largest', label: 'g', points: pointsOf(gain, place) } as const;
    const common = { ...emptyPlot, title: 'g', finding: '', describe: () => [] };
    const plot: Plot = { ...common, kind: 'lines', x: stepsAxis(4), y: axis, curves: [curve], band };
    const svg = svgFigure(plot, 'W', 'f0e0', theme);
    const path = /<path d="([^"]*)" fill="none" stroke="var\(--curve\)"/.exec(svg)![1]!;
    assert.equal(count(path, 'M'), 2);
    const frame = /<clipPath id="f0e0-area"><rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/.exec(
      svg,
    )!;
    const [left, top, width, height] = frame.slice(1).map(Number) as [number, number, number, number];
    for (const [, x, y] of path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
      assert.ok(Number(x) >= left && Number(x) <= left + width, x);
      assert.ok(Number(y) >= top && Number(y) <= top + height, y);
    }
    const { plot: bars } = halfLifeChart(
      { edges: [1, 2, 3], counts: [3, 0], shorter: 0, longer: 0 },
      'c',
      't',
    );
    assert.equal(count(svgFigure(bars, 'W', 'f0e1', theme), 'height="'), 1 + 2);
  });

  it('names the clip of each picture once in a page', () => {
    const ids = [...htmlReport(report('W')).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.ok(ids.includes('f0e0-area'));
    assert.equal(new Set(ids).size, ids.length);
  });
});
