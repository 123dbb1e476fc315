import * as l10n from '@vscode/l10n';
import type { Evidence, FeedbackEvidence } from '../../core/role/evidence';
import type { TextRange } from '../../core/textRange';

/** The number of the line, from 1, in which a place in a text begins. */
export type LineOf = (range: TextRange) => number;

/** What was found, as the reason in "recurrent: line 14 feeds it back". One clause, no full stop. */
export function evidenceText(evidence: Evidence, lineOf: LineOf): string {
  switch (evidence.kind) {
    case 'name':
      return l10n.t('{0} is what recurrent weights are called', evidence.name);
    case 'feedback':
      return feedbackText(evidence, lineOf(evidence.range));
    case 'siblings':
      return l10n.t('it stands beside {0}', evidence.names.join(', '));
    case 'constructor':
      return evidence.range
        ? l10n.t('line {0} gives it to {1}', lineOf(evidence.range), plainCallee(evidence.callee))
        : l10n.t('it belongs to {0}', plainCallee(evidence.callee));
    case 'layout':
      return layoutText(evidence);
    case 'config':
      return l10n.t('it stands under {0}', evidence.key);
    case 'asked':
      return l10n.t('you asked for it');
  }
}

function layoutText({ layout, order }: Extract<Evidence, { kind: 'layout' }>): string {
  if (order === undefined) return l10n.t('{0} stores recurrent weights this way', layout);
  switch (order) {
    case 'indices':
      return l10n.t('the layers of {0} are a sequence by their indices', layout);
    case 'numbers':
      return l10n.t('the layers of {0} are numbered', layout);
    case 'graph':
      return l10n.t('the graph of the model connects these layers');
  }
}

function feedbackText({ form }: FeedbackEvidence, line: number): string {
  switch (form) {
    case 'loop':
    case 'attribute':
      return l10n.t('line {0} feeds it back', line);
    case 'scan':
      return l10n.t('line {0} feeds it back from step to step', line);
    case 'recursion':
      return l10n.t('line {0} feeds it back by recursion', line);
    case 'step':
      return l10n.t('line {0} makes the new state from the old one', line);
    case 'unrolled':
      return l10n.t('line {0} multiplies by it again', line);
    case 'power':
      return l10n.t('line {0} takes powers of it', line);
  }
}

/** `load_state_dict:weight_hh_l0` → `weight_hh_l0` */
function plainCallee(callee: string): string {
  return callee.slice(callee.lastIndexOf(':') + 1);
}
