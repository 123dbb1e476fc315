import * as l10n from '@vscode/l10n';
import type { Verdict } from '../../../src/core/verdict';
import {
  lyapunovBounds,
  parseLyapunov,
  type LyapunovReport,
  type LyapunovRequest,
} from '../../../src/shared/lyapunov';
import type { PanelModel } from '../../../src/shared/panel';
import { convergenceChart, exponentsChart, formatExponent } from '../../../src/present/matrix/lyapunovChart';
import { labeled } from '../../ui/controls/labeled';
import { numberField } from '../../ui/controls/numberField';
import { fill, h } from '../../ui/dom';
import { formatNumber, formatSteps } from '../../../src/present/format';
import { outcomeOf } from '../../../src/present/matrix/explanation';
import { ChartSection } from '../../ui/chart/chartSection';
import { OwnData } from '../ownData';
import { Question } from '../question';
import type { Theme } from '../../ui/theme';
import type { TabContext, TabView } from '../tab';

/** The rates along a trajectory, which saturation is part of, beside the linear one at rest. */
export function create({ host, memory, refresh, onExport }: TabContext): TabView {
  let request = parseLyapunov(memory.get());
  let shown: { readonly model: PanelModel; readonly theme: Theme } | undefined;
  const number = (key: 'steps' | 'variance' | 'seed' | 'exponents', label: string, step = 1) => {
    const [min, max] = lyapunovBounds[key];
    const onInput = (value: number): void => {
      request = { ...request, [key]: value };
      memory.set(request);
      refresh();
    };
    return numberField({ label, min, max, step, onInput });
  };
  const fields = {
    steps: number('steps', l10n.t('Steps of the trajectory')),
    variance: number('variance', l10n.t('Variance of the inputs'), 0.1),
    seed: number('seed', l10n.t('Seed')),
    exponents: number('exponents', l10n.t('Exponents')),
  };
  const own = new OwnData(host, refresh);
  const variance = labeled(l10n.t('Variance of the inputs'), fields.variance.element);
  const comparison = h('div', { class: 'lyapunov-comparison', role: 'status' });
  const exponents = new ChartSection({ id: 'exponents', title: l10n.t('Lyapunov exponents λᵢ'), onExport });
  const convergence = new ChartSection({
    id: 'convergence',
    title: l10n.t('λ₁ as the trajectory doubles'),
    onExport,
  });
  const draw = (): void => {
    if (!shown) return;
    const { model, theme } = shown;
    const report = question.answer;
    const { verdict } = model.analysis;
    const linear = verdict && verdict.rate > 0 ? Math.log(verdict.rate) : null;
    comparison.hidden = !report;
    if (report && verdict)
      fill(comparison, ...compare(report, { ...request, inputs: own.name }, verdict, model));
    exponents.render(
      report ? exponentsChart(report.exponents, linear, report.errors) : null,
      model.name,
      theme,
    );
    convergence.render(report ? convergenceChart(report.convergence, linear) : null, model.name, theme);
  };
  const question = new Question(host, 'lyapunov', draw);
  return {
    element: h(
      'div',
      { class: 'tab-content' },
      h(
        'section',
        { class: 'tab-choices', 'aria-label': l10n.t('Trajectory') },
        labeled(l10n.t('Steps'), fields.steps.element),
        variance,
        labeled(l10n.t('Exponents'), fields.exponents.element),
        labeled(l10n.t('Seed'), fields.seed.element),
      ),
      own.element,
      h(
        'p',
        { class: 'muted' },
        l10n.t(
          'Small disturbances along the trajectory hₜ = φ(W hₜ₋₁ + xₜ) from h₀ = 0, by QR of the exact Jacobians Jₜ = diag(φ′(aₜ)) W.',
        ),
      ),
      question.element,
      comparison,
      h('div', { class: 'pair' }, exponents.element, convergence.element),
    ),
    render: (model, theme) => {
      shown = { model, theme };
      for (const [key, field] of Object.entries(fields)) field.set(request[key as keyof typeof fields]);
      own.pull();
      variance.hidden = own.name !== null;
      question.put({ ...request, inputs: own.name, activation: model.analysis.options.activation }, model);
      draw();
    },
  };
}

/** Both verdicts side by side, each with what it takes for granted. */
function compare(
  { exponents: [largest = null], errors: [error = null], convergence }: LyapunovReport,
  { steps, variance, seed, inputs }: LyapunovRequest,
  { rate }: Verdict,
  { analysis: { options } }: PanelModel,
): HTMLElement[] {
  const card = (
    figure: string,
    term: string,
    value: number | null,
    meaning: string,
    off: number | null = null,
  ): HTMLElement =>
    h(
      'div',
      { class: 'lyapunov-card' },
      h('p', { class: 'muted' }, term),
      h(
        'p',
        { class: 'lyapunov-value', 'data-figure': figure },
        `${formatExponent(value, off)} ${direction(value, off)}`,
      ),
      h('p', {}, meaning),
    );
  const { activation } = options;
  const linear = rate > 0 ? Math.log(rate) : null;
  const [along, atRest] = [outcome(largest), outcome(linear)];
  return [
    card(
      'largestExponent',
      l10n.t('λ₁ along the trajectory'),
      largest,
      inputs !== null
        ? l10n.t(
            'Assumes that states look like those of this one trajectory, {0} along {1}; {2}’s saturation is in it.',
            formatSteps(convergence.at(-1)?.steps ?? steps),
            inputs,
            activation,
          )
        : variance === 0
          ? l10n.t(
              'Assumes that states look like those of this one trajectory, {0} with no inputs; {1}’s saturation is in it.',
              formatSteps(steps),
              activation,
            )
          : l10n.t(
              'Assumes that states look like those of this one trajectory, {0} with inputs of variance {1} (seed {2}); {3}’s saturation is in it.',
              formatSteps(steps),
              formatNumber(variance),
              seed,
              activation,
            ),
      error,
    ),
    card(
      'linearExponent',
      l10n.t('ln(φ′(0)·ρ), linear'),
      linear,
      l10n.t(
        'Assumes that every state is at rest, where the slope is φ′(0), and infinitely many steps; no input, no saturation.',
      ),
    ),
    ...(along === atRest
      ? []
      : [
          h(
            'p',
            { class: 'contrast' },
            l10n.t(
              'Near rest {0}; along this trajectory, where the slopes φ′ are others, {1}.',
              outcomeOf(atRest),
              outcomeOf(along),
            ),
          ),
        ]),
  ];
}

function direction(value: number | null, off: number | null): string {
  if (value !== null && Math.abs(value) < Math.max(5e-4, off ?? 0)) return l10n.t('● neither');
  return value !== null && value > 0 ? l10n.t('▲ gradients grow') : l10n.t('▼ gradients fade');
}

/** What an exponent does to gradients. */
function outcome(value: number | null): 'growing' | 'stable' | 'fading' {
  if (value !== null && Math.abs(value) < 5e-4) return 'stable';
  return value !== null && value > 0 ? 'growing' : 'fading';
}
