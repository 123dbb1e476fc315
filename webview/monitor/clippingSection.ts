import * as l10n from '@vscode/l10n';
import { clippingCode } from '../../src/present/monitor/clippingCode';
import type { ClippedShare, MonitorModel, RecommendationText } from '../../src/shared/monitor';
import { button } from '../ui/controls/button';
import { numberField } from '../ui/controls/numberField';
import { fill, h, setText } from '../ui/dom';
import { formatNumber } from '../../src/present/format';

export interface ClippingEvents {
  /** `null` goes back to the recommendation. */
  readonly onThreshold: (threshold: number | null) => void;
  readonly onWarmup: (warmup: number) => void;
  readonly onFramework: (framework: string) => void;
  readonly onCopy: (code: string) => void;
}

export interface ClippingChoices {
  readonly threshold: number | null;
  readonly warmup: number;
  readonly framework: string | null;
}

/** Where to clip: the recommendation, AutoClip's percentiles, and a slider over the recorded norms. */
export class ClippingSection {
  private whatIf: readonly ClippedShare[] = [];
  private model: MonitorModel | undefined;
  private shown = 1;
  private readonly slider = h('input', {
    type: 'range',
    class: 'slider',
    min: 0,
    'aria-labelledby': 'what-if-label',
  });
  private readonly effect = h('output', { class: 'effect' });
  private readonly reason = h('p', { class: 'explanation' });
  private readonly others = h('ul', { class: 'notes' });
  private readonly percentiles = h('div', { class: 'percentiles' });
  private readonly code = h('pre', { class: 'code' });
  private readonly frameworks = h('select', { class: 'frameworks', 'aria-label': l10n.t('Framework') });
  private readonly warmup;
  readonly element: HTMLElement;

  constructor(private readonly events: ClippingEvents) {
    this.warmup = numberField({
      label: l10n.t('Warm-up steps left out'),
      min: 0,
      max: 999_999,
      onInput: events.onWarmup,
    });
    this.slider.addEventListener('input', () => {
      const stop = this.whatIf[Number(this.slider.value)];
      if (stop) events.onThreshold(stop.threshold);
    });
    this.frameworks.addEventListener('change', () => {
      events.onFramework(this.frameworks.value);
    });
    this.element = h(
      'section',
      { class: 'clipping', 'aria-labelledby': 'clipping-heading' },
      h('h2', { id: 'clipping-heading' }, l10n.t('Where to clip')),
      this.reason,
      this.others,
      h(
        'div',
        { class: 'what-if' },
        h('span', { id: 'what-if-label' }, l10n.t('Clip at')),
        this.slider,
        this.effect,
      ),
      h(
        'div',
        { class: 'clipping-tools' },
        this.percentiles,
        h(
          'span',
          { class: 'warmup' },
          h('span', { 'aria-hidden': 'true' }, l10n.t('Warm-up')),
          this.warmup.element,
        ),
      ),
      h(
        'div',
        { class: 'clipping-code' },
        this.frameworks,
        this.code,
        button({
          label: l10n.t('Copy'),
          title: l10n.t('Copy the line of code'),
          onClick: () => {
            events.onCopy(this.code.textContent);
          },
        }),
      ),
    );
  }

  /** The threshold shown: the person's, or the recommended one; `null` where there is none. */
  static threshold({ recommendation }: MonitorModel, chosen: number | null): number | null {
    return chosen ?? recommendation?.threshold ?? null;
  }

  render(model: MonitorModel, { threshold, warmup, framework }: ClippingChoices): void {
    const { recommendation, whatIf, format } = model;
    this.model = model;
    this.whatIf = whatIf;
    const current = ClippingSection.threshold(model, threshold);
    this.element.hidden = model.verdict === null;
    this.element.classList.toggle('withheld', recommendation === null);
    fill(this.others, ...(recommendation ? recommendation.adaptive : model.recommendations).map(sentence));
    if (!recommendation || current === null) {
      setText(this.reason, model.withheld ?? '');
      return;
    }
    this.shown = current;
    setText(this.reason, recommendation.reason);
    this.warmup.set(warmup);
    this.slider.max = String(Math.max(whatIf.length - 1, 0));
    const at = whatIf.findIndex((stop) => stop.threshold >= current * (1 - 1e-12));
    this.slider.value = String(at === -1 ? whatIf.length - 1 : at);
    this.showEffect(current);
    fill(
      this.percentiles,
      ...recommendation.choices.map((choice) =>
        button({
          label: `p${choice.percentile ?? ''}: ${formatNumber(choice.threshold)}`,
          title: l10n.t(
            'p{0}: {1}, the percentile that clips {2} of the steps',
            choice.percentile ?? '',
            formatNumber(choice.threshold),
            percent(choice.clippedShare),
          ),
          onClick: () => {
            this.events.onThreshold(choice.threshold);
          },
        }),
      ),
      threshold !== null &&
        button({
          label: l10n.t('Recommended'),
          title: l10n.t('Recommended threshold'),
          onClick: () => {
            this.events.onThreshold(null);
          },
        }),
    );
    this.showCode(format ?? '', framework);
  }

  private showEffect(threshold: number): void {
    const share = this.shareAt(threshold);
    const words = l10n.t('{0} clips {1} of the steps', formatNumber(threshold), percent(share));
    setText(this.effect, words);
    this.effect.dataset['threshold'] = String(threshold);
    this.effect.dataset['share'] = String(share);
    this.slider.setAttribute('aria-valuetext', words);
  }

  /** Exact for the recommendation's own thresholds and the slider's stops, which are all that can be chosen. */
  private shareAt(threshold: number): number {
    const { recommendation } = this.model!;
    const own =
      recommendation &&
      [recommendation, ...recommendation.choices].find((choice) => choice.threshold === threshold);
    return own?.clippedShare ?? this.whatIf.find((stop) => stop.threshold >= threshold)?.share ?? 0;
  }

  private showCode(format: string, framework: string | null): void {
    const median = this.model?.recommendation?.choices[1]?.threshold ?? null;
    const lines = clippingCode(this.shown, format, median);
    const chosen = lines.find((line) => line.framework === framework) ?? lines[0]!;
    if (this.frameworks.options.length !== lines.length) {
      fill(this.frameworks, ...lines.map((line) => h('option', { value: line.framework }, line.framework)));
    }
    this.frameworks.value = chosen.framework;
    setText(this.code, chosen.code);
  }
}

/** A way to clip by its own sentence: adaptively, or at the threshold of one of several totals. */
function sentence(way: RecommendationText | RecommendationText['adaptive'][number]): HTMLElement {
  if ('text' in way) return h('li', {}, way.text);
  return h('li', {}, l10n.t('{0}: clip at {1}. {2}', way.series, formatNumber(way.threshold), way.reason));
}

function percent(share: number): string {
  return `${formatNumber(100 * share)} %`;
}
