import * as l10n from '@vscode/l10n';
import type { Remedy } from '../../../src/core/remedies';
import { remedyText } from '../../../src/present/matrix/remedy';
import type { Verdict } from '../../../src/core/verdict';
import { RemediesSection } from './remediesSection';
import type { TabContext, TabView } from '../tab';

/** What the verdict calls for, with the growth before and after, and buttons that act on the text. */
export function create({ host, state, refresh, attempt, copy, onExport }: TabContext): TabView {
  const section = new RemediesSection(
    {
      onSelect: ({ name }) => {
        state.update({ selectedRemedy: name });
        refresh();
      },
      onCopy: (remedy) => {
        copy(remedyText(remedy).code, l10n.t('code'));
      },
      onApply: (remedy, { analysis: { verdict } }) => {
        const target = verdict ? targetOf(remedy, verdict) : null;
        attempt(host.call('apply', { remedy: remedy.name, target }));
      },
    },
    onExport,
  );
  return {
    element: section.element,
    render: (model, theme) => {
      const { scale, selectedRemedy } = state.current;
      section.render(model, { selected: selectedRemedy, scale, theme });
    },
  };
}

/**
 * The spectral radius or the gain that a remedy gives the matrix under the panel's own choices, which may differ from the
 * settings; `null` for a rescaling that does not go by ρ, and where the matrix stays.
 */
function targetOf({ name, numbers }: Remedy, { rate, slopeAtRest }: Verdict): number | null {
  if (name !== 'rescale') return numbers['gain'] ?? null;
  const byRadius = Math.abs((numbers['factor'] ?? NaN) * rate - 1) < 1e-9;
  return byRadius ? 1 / slopeAtRest : null;
}
