import * as l10n from '@vscode/l10n';
import type { MonitorModel } from '../../src/shared/monitor';
import { fill, h, setText } from '../ui/dom';
import { fillList, VerdictCard } from '../ui/verdictCard';

/** The file, and the verdict with its reason, remarks and problems. */
export class MonitorHeader {
  private readonly name = h('h1');
  private readonly about = h('p');
  private readonly problems = h('ul', { class: 'problems' });
  private readonly verdict = new VerdictCard(l10n.t('Verdict'), this.problems);
  private readonly runs = h('select', { class: 'runs', 'aria-label': l10n.t('Run') });
  private listed = '';
  readonly header = h('header', {}, h('div', { class: 'subject' }, this.name, this.about), this.runs);
  readonly card = this.verdict.element;

  constructor(onRun: (run: string) => void) {
    this.runs.addEventListener('change', () => {
      onRun(this.runs.value);
    });
  }

  render({
    file,
    format,
    runs,
    run,
    readShare,
    verdict,
    explanation,
    notes,
    problems,
    focus,
    all,
  }: MonitorModel): void {
    setText(this.name, file);
    // A list that a person has opened must not be made anew under their eyes.
    if (runs.join('\n') !== this.listed) {
      this.listed = runs.join('\n');
      fill(this.runs, ...runs.map((name) => h('option', { value: name }, name)));
    }
    this.runs.value = run ?? '';
    this.runs.hidden = runs.length < 2;
    const steps = focus
      ? l10n.t('{0} recorded steps, the last {1}', focus.count, focus.lastStep)
      : l10n.t('no steps yet');
    setText(
      this.about,
      [
        format ?? l10n.t('waiting for its first lines'),
        l10n.t('{0} series', all),
        steps,
        ...(readShare === null
          ? []
          : [l10n.t('{0} % of the file read so far, all below is of that', Math.floor(100 * readShare))]),
      ].join(' · '),
    );
    this.about.dataset['count'] = String(focus?.count ?? 0);
    this.about.dataset['lastStep'] = String(focus?.lastStep ?? '');
    const word = verdict ? undefined : l10n.t('No norms yet');
    this.verdict.render({ verdict, word, explanation, notes, figures: [] });
    fillList(
      this.problems,
      problems.map((problem) => `⚠ ${problem}`),
    );
  }
}
