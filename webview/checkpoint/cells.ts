import * as l10n from '@vscode/l10n';
import { movementOf } from '../../src/core/movement';
import { movementLabel } from '../../src/present/movementLabel';
import { verdictSymbols } from '../../src/present/symbols';
import { verdictWord } from '../../src/present/verdictWord';
import { roleName } from '../../src/present/role/role';
import type { QuickFigures, TensorRow } from '../../src/shared/checkpoint';
import { h } from '../ui/dom';
import { formatLife, formatPowerOfTen } from '../../src/present/format';
import type { Outcome } from './stream';
import type { TreeNode } from './tree';

/** What the rows are filled from. */
export interface RowFigures {
  readonly outcome: (index: number) => Outcome | undefined;
  readonly worst: ReadonlyMap<TreeNode, QuickFigures>;
  /** Figures of the same item in the checkpoint compared with. */
  readonly before: (node: TreeNode) => QuickFigures | undefined;
  readonly isRunning: boolean;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]!}`;
}

export const formatShape = (shape: readonly number[]): string => shape.join(' × ') || l10n.t('scalar');

/** `F32 · attention projection`. */
export const typeAndRole = ({ dtype, role }: TensorRow): string =>
  role === 'unknown' ? dtype : `${dtype} · ${roleName(role)}`;

export const formatGain = ({ log10Gain, overflow, verdict, gain }: QuickFigures): string =>
  gain ?? (overflow ? '∞' : verdict === null ? '' : formatPowerOfTen(log10Gain));

/** What a row shows in a column. */
export function cellOf(node: TreeNode, column: string, figures: RowFigures): Node | string {
  const outcome = node.item ? figures.outcome(node.item.index) : undefined;
  const own = outcome && 'figures' in outcome ? outcome.figures : undefined;
  switch (column) {
    case 'what':
      return node.tensor?.dtype ?? '';
    case 'shape':
      return node.tensor ? formatShape(node.tensor.shape) : (node.item?.size ?? '');
    case 'size':
      return node.bytes > 0 ? formatBytes(node.bytes) : '';
    case 'verdict':
      return verdictCell(node, outcome, figures);
    case 'gain':
      return own ? formatGain(own) : '';
    case 'memory':
      return own ? memoryCell(own) : '';
    case 'before': {
      const before = figures.before(node);
      return before?.verdict ? h('span', {}, verdictMark(before), ` ${formatGain(before)}`) : '';
    }
    case 'moved': {
      const before = figures.before(node);
      return before?.verdict && own?.verdict ? movementLabel(movementOf(gainOf(before), gainOf(own))) : '';
    }
    default:
      return '';
  }
}

/** A cell is told by its steps to a tenth, a linear recurrence by its half-life. */
function memoryCell({ memory, halfLife }: QuickFigures): Node | string {
  if (memory) return h('span', { title: memory.long }, memory.short);
  if (!halfLife) return '';
  const life = formatLife(halfLife.p50);
  return h('span', { title: l10n.t('halves in {0}', life) }, life);
}

const gainOf = ({ log10Gain, overflow }: QuickFigures): number | null => (overflow ? Infinity : log10Gain);

function verdictCell(node: TreeNode, outcome: Outcome | undefined, figures: RowFigures): Node | string {
  if (outcome && 'failure' in outcome)
    return h('span', { class: 'failed', title: outcome.failure }, l10n.t('⚠ no figures'));
  if (outcome) {
    return outcome.figures.verdict
      ? verdictMark(outcome.figures)
      : h('span', { class: 'muted' }, l10n.t('no verdict'));
  }
  if (node.item && node.item.unasked) {
    return figures.isRunning ? h('span', { class: 'muted' }, l10n.t('waiting…')) : '';
  }
  if (node.item) return h('span', { class: 'muted' }, l10n.t('open to analyze'));
  if (node.tensor?.unreadable)
    return h('span', { class: 'muted', title: node.tensor.unreadable }, l10n.t('not read'));
  if (node.tensor && node.tensor.role !== 'unknown' && node.tensor.shape.length > 1) {
    const role = roleName(node.tensor.role);
    return h('span', { class: 'muted', title: role }, role);
  }
  const below = figures.worst.get(node);
  if (!below?.verdict) return '';
  const mark = verdictMark(below);
  mark.classList.add('below');
  mark.title = l10n.t('The worst below: {0}', below.explanation);
  return mark;
}

/** The verdict by symbol and word, in its color. */
export function verdictMark({ verdict, explanation }: QuickFigures): HTMLElement {
  return h(
    'span',
    { class: 'mark', 'data-verdict': verdict ?? 'none', title: explanation },
    h('span', { class: 'symbol', 'aria-hidden': 'true' }, verdict ? verdictSymbols[verdict] : ''),
    ` ${verdict ? verdictWord(verdict) : ''}`,
  );
}
