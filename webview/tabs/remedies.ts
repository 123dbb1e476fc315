import { RemediesSection } from '../panels/remediesSection';
import type { TabContext, TabView } from './tab';

/** What the verdict calls for, with the growth before and after, and buttons that act on the text. */
export function create({ host, state, refresh, attempt, copy, onExport }: TabContext): TabView {
  const section = new RemediesSection(
    {
      onSelect: ({ name }) => {
        state.update({ selectedRemedy: name });
        refresh();
      },
      onCopy: ({ code }) => {
        copy(code, 'code');
      },
      onApply: ({ name, numbers }) => {
        attempt(host.call('apply', { remedy: name, numbers }));
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
