import * as l10n from '@vscode/l10n';
import { capitalize, formatNumber, formatSteps, formatHorizon } from '../../present/format';
import type { Prediction } from '../../core/config/prediction';
import { cellTitles } from '../../present/config/cellTitles';
import { describeInitializer } from '../../present/config/initializer';
import { modelLine } from '../../present/config/modelLine';
import { explainPrediction, isMeanSquare } from '../../present/config/prediction';
import { slopeOf } from '../../core/config/stepJacobian';
import type { ConfigField } from '../../core/config/recurrentConfig';
import { activation } from '../../core/recurrence/activation';
import { verdictSymbols } from '../../present/symbols';
import { halfLifeOf } from '../../core/verdict';
import { verdictWord } from '../../present/verdictWord';
import type { ConfigFinding } from '../../shared/config';
import { escapeMarkdown } from '../../present/escapeMarkdown';
import { curveLine } from '../hoverText';

/** What one value of a config does to the gradient in this file, in Markdown of under 12 lines. */
export function configHoverText(
  { config, prediction, clipping, notices }: ConfigFinding,
  field: ConfigField,
): string {
  // In code the keys are Python's; what the model and its training are says more.
  const what = config.code && prediction ? modelLine(config, prediction) : (config.fields[field]?.path ?? '');
  const subject = `${escapeMarkdown(config.name)} · ${escapeMarkdown(what)}`;
  const own = notices.find((notice) => notice.field === field);
  if (!prediction)
    return paragraph(
      l10n.t('**Gradient clipping** · {0}', subject),
      escapeMarkdown(own?.message ?? clipping ?? ''),
    );
  const { verdict } = prediction;
  const head = verdict
    ? l10n.t('**{0} {1} at the start**', verdictSymbols[verdict], capitalize(verdictWord(verdict)))
    : l10n.t('**Not predicted**');
  return [
    paragraph(`${head} · ${subject}`, escapeMarkdown(fieldText(field, prediction, clipping))),
    paragraph(
      escapeMarkdown(explainPrediction(prediction)),
      ...(prediction.curve.length > 0 ? [curveLine(prediction.curve, prediction.steps)] : []),
      ...(clipping && field !== 'clipping' ? [escapeMarkdown(clipping)] : []),
    ),
  ].join('\n\n');
}

/** Hard breaks instead of paragraphs: a hover scrolls when it is taller than some twelve lines. */
const paragraph = (...lines: readonly string[]): string => lines.join('  \n');

/** What this value does, in one or two sentences. */
export function fieldText(field: ConfigField, prediction: Prediction, clipping: string | null): string {
  const { cell, gate, steps, rate, spectralRadius, sigmaMax, initializer } = prediction;
  switch (field) {
    case 'cell':
      return gate
        ? gateText(cell, formatNumber(gate.keep.median))
        : l10n.t(
            "A {0} multiplies the gradient by its recurrent matrix and φ'(a) at every step; no path bypasses them.",
            cellTitles[cell],
          );
    case 'hiddenSize':
      return sizeText(prediction);
    case 'layers':
      return l10n.t(
        'Each layer has a recurrence of its own with this prediction; depth multiplies once per layer, time once per step.',
      );
    case 'activation': {
      const { slopeAtRest, maxSlope, name } = activation(prediction.activation);
      if (isMeanSquare(prediction)) {
        return l10n.t(
          '{0} lets the gradient through where a unit is on, at a random start about half of them: it multiplies every step by {1}.',
          name,
          formatNumber(slopeOf(prediction.activation, initializer)),
        );
      }
      return l10n.t(
        "{0} has slope φ'(0) = {1} at rest and at most {2}; it multiplies every step.",
        name,
        formatNumber(slopeAtRest),
        formatNumber(maxSlope),
      );
    }
    case 'initializer':
      return l10n.t(
        '{0} gives a recurrent matrix of ρ = {1} and σ_max = {2}.',
        capitalize(describeInitializer(initializer)),
        known(spectralRadius),
        known(sigmaMax),
      );
    case 'sequenceLength':
      return lengthText(formatHorizon(steps), rate);
    case 'clipping':
      return clipping ?? '';
    case 'unitForgetBias':
    case 'forgetBias':
    case 'chrono':
      return gate
        ? l10n.t(
            'The forget gate starts at f = {0}: half-life {1}, at most {2}.',
            range(gate.keep),
            formatSteps(gate.halfLife.median),
            formatSteps(gate.halfLife.max),
          )
        : l10n.t('This bias belongs to a forget gate, which this cell does not have.');
    case 'spectralRadius':
      return l10n.t(
        'The recurrent matrix is scaled to ρ = {0}, whatever it was drawn from; σ_max is then about {1}.',
        known(spectralRadius),
        known(sigmaMax),
      );
    case 'leak':
      return l10n.t(
        'A leaky step keeps a share of the state, so at rest one step multiplies by {0} and not by ρ = {1}.',
        known(rate),
        known(spectralRadius),
      );
  }
}

const known = (value: number | null): string => (value === null ? l10n.t('unknown') : formatNumber(value));

function gateText(cell: Prediction['cell'], keep: string): string {
  return cell === 'lstm'
    ? l10n.t(
        'An LSTM passes its state on through a gate, which keeps {0} of it per step at the start; the recurrent matrix only adds to that.',
        keep,
      )
    : l10n.t(
        'A GRU passes its state on through a gate, which keeps {0} of it per step at the start; the recurrent matrix only adds to that.',
        keep,
      );
}

function range({ min, max }: { readonly min: number; readonly max: number }): string {
  const [low, high] = [formatNumber(min), formatNumber(max)];
  return low === high ? low : `${low} … ${high}`;
}

/** Initializers that scale with H keep ρ; absolute ones let it grow with √H. */
function sizeText(prediction: Prediction): string {
  const { hiddenSize, spectralRadius, sigmaMax, sampled, initializer } = prediction;
  const limits = [known(spectralRadius), known(sigmaMax)];
  const isAbsolute = ['normal', 'truncated-normal', 'uniform', 'constant'].includes(initializer.kind);
  if (!sampled) {
    return isAbsolute
      ? l10n.t(
          'The limits are ρ = {0} and σ_max = {1}; this initializer does not scale with H, so both grow with √H.',
          ...limits,
        )
      : l10n.t(
          'The limits are ρ = {0} and σ_max = {1}; this initializer scales with H, so a larger H only narrows the spread.',
          ...limits,
        );
  }
  const figures = [hiddenSize ?? 0, range(sampled.spectralRadius), range(sampled.sigmaMax), ...limits];
  return isAbsolute
    ? l10n.t(
        'With H = {0} a fresh matrix has ρ {1} and σ_max {2} (limits {3} and {4}); this initializer does not scale with H, so both grow with √H.',
        ...figures,
      )
    : l10n.t(
        'With H = {0} a fresh matrix has ρ {1} and σ_max {2} (limits {3} and {4}); this initializer scales with H, so a larger H only narrows the spread.',
        ...figures,
      );
}

function lengthText(horizon: string, rate: number | null): string {
  const halfLife = rate === null ? null : halfLifeOf(rate);
  if (halfLife === null) {
    return l10n.t('A gradient goes back {0}, and each multiplies it by about {1}.', horizon, known(rate));
  }
  return halfLife < 0
    ? l10n.t(
        'A gradient goes back {0}, and each multiplies it by about {1}, doubling it every {2}.',
        horizon,
        known(rate),
        formatSteps(-halfLife),
      )
    : l10n.t(
        'A gradient goes back {0}, and each multiplies it by about {1}, halving it every {2}.',
        horizon,
        known(rate),
        formatSteps(halfLife),
      );
}
