import * as l10n from '@vscode/l10n';
import { eigenvalueChart } from '../../../src/present/matrix/eigenvalueChart';
import { growthChart } from '../../../src/present/matrix/growthChart';
import { singularValueChart } from './singularValues';
import { checkbox } from '../../ui/controls/checkbox';
import { h } from '../../ui/dom';
import { ChartSection } from '../../ui/chart/chartSection';
import { RatesSection } from './ratesSection';
import { matrixFacts, VerdictCard } from '../../ui/verdictCard';
import type { TabContext, TabView } from '../tab';

/** The verdict on the matrix, the growth of its powers, its spectra, and what a rate near one comes to. */
export function create({ state, memory, refresh, onExport }: TabContext): TabView {
  const linear = checkbox({
    label: l10n.t('Linear axis'),
    checked: state.current.scale === 'linear',
    onChange: (checked) => {
      state.update({ scale: checked ? 'linear' : 'log' });
      refresh();
    },
  });
  const verdict = new VerdictCard();
  const growthTitle = l10n.t('Growth of the singular values of Wᵏ');
  const growth = new ChartSection({ id: 'growth', title: growthTitle, onExport, tools: [linear] });
  const eigenvalues = new ChartSection({ id: 'eigenvalues', title: l10n.t('Eigenvalues of W'), onExport });
  const singularValues = new ChartSection({
    id: 'singular-values',
    title: l10n.t('Singular values of W'),
    onExport,
  });
  const rates = new RatesSection(memory, refresh);
  return {
    element: h(
      'div',
      { class: 'tab-content' },
      verdict.element,
      growth.element,
      h('div', { class: 'pair' }, eigenvalues.element, singularValues.element),
      rates.element,
    ),
    render: (model, theme) => {
      verdict.render(matrixFacts(model.analysis));
      growth.render(growthChart(model, state.current.scale), model.name, theme);
      eigenvalues.render(eigenvalueChart(model.analysis), model.name, theme);
      singularValues.render(singularValueChart(model), model.name, theme);
      rates.render(model);
    },
  };
}
