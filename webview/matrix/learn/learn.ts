import * as l10n from '@vscode/l10n';
import { excerptBounds } from '../../../src/shared/excerpt';
import type { PanelModel } from '../../../src/shared/panel';
import { recordOf } from '../../../src/shared/parse';
import { h, setText } from '../../ui/dom';
import { formatSteps } from '../../../src/present/format';
import { Contents } from './contents';
import { Reading } from './reading';
import type { Step } from './step';
import { StepCard } from './stepCard';
import { stepsOf } from './steps';
import { Question } from '../question';
import type { TabContext, TabView } from '../tab';

/** A matrix up to this size stands in the formulas in full. */
const maxOrder = 6;

/** From backpropagation through time to the power of W, step by step, with the panel's own matrix in the formulas. */
export function create({ host, memory, show }: TabContext): TabView {
  let model: PanelModel | undefined;
  let cards: StepCard[] = [];
  let current = String(recordOf(memory.get())['step']);
  /** The tab was just shown: it goes on at the step that was read last. */
  let arriving = true;
  const reading = new Reading((id) => {
    contents.current = id;
    if (id === current) return;
    current = id;
    memory.set({ step: id });
  });
  const contents = new Contents((id) => {
    const card = cards.find((one) => one.id === id);
    if (!card) return;
    reading.jump(card);
    card.focus();
  });
  const intro = h('p', { class: 'muted' });
  const list = h('div', { class: 'steps' });
  const heading = h('h2', {});
  const body = h('div', { class: 'learn', hidden: true }, contents.element, list);

  const rebuild = (steps: readonly Step[]): void => {
    cards = steps.map(
      (step, i) =>
        new StepCard(step, i, ({ tab, section }) => {
          current = step.id;
          memory.set({ step: step.id });
          show(tab, section);
        }),
    );
    list.replaceChildren(...cards.map(({ element }) => element));
    contents.render(steps);
    reading.watch(cards);
  };
  const draw = (): void => {
    if (!model) return;
    const { name, analysis } = model;
    const steps = stepsOf(model, question.answer ?? null);
    if (steps.map(({ title }) => title).join() !== cards.map(({ title }) => title).join()) rebuild(steps);
    steps.forEach((step, i) => {
      cards[i]!.render(step);
    });
    const { rows, columns } = analysis.figures;
    const { activation } = analysis.options;
    setText(
      heading,
      analysis.verdict
        ? l10n.t('From backpropagation to the power of W')
        : l10n.t('From backpropagation to a product of matrices'),
    );
    setText(
      intro,
      analysis.verdict
        ? l10n.t(
            'Why gradients vanish or explode, step by step: W is {0} ({1} × {2}), φ is {3}, and the horizon T is {4}. All figures follow the choices above.',
            name,
            rows,
            columns,
            activation,
            formatSteps(analysis.verdict.steps),
          )
        : l10n.t(
            'Why gradients vanish or explode, step by step: W is {0} ({1} × {2}), and φ is {3}. All figures follow the choices above.',
            name,
            rows,
            columns,
            activation,
          ),
    );
    body.hidden = false;
    if (arriving) arrive();
  };
  const arrive = (): void => {
    arriving = false;
    const at = cards.findIndex(({ id }) => id === current);
    // The first step is where the page starts anyway, below the heading.
    if (at > 0) {
      reading.jump(cards[at]!);
      return;
    }
    reading.rest();
    contents.current = cards[0]!.id;
  };
  const question = new Question(host, 'excerpt', draw);
  return {
    element: h('div', { class: 'tab-content' }, heading, intro, question.element, body),
    render: (latest) => {
      const first = model === undefined;
      model = latest;
      const [, longest] = excerptBounds.steps;
      question.put({ maxOrder, steps: Math.min(latest.analysis.options.steps, longest) }, latest);
      // The first time the matrix is waited for, lest the page grow under the reader.
      if (!first) draw();
    },
    hide: () => {
      arriving = true;
      reading.rest();
    },
  };
}
