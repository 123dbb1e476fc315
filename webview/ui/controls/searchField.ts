import type { Field } from './field';

export interface SearchFieldOptions {
  readonly label: string;
  readonly placeholder: string;
  readonly onInput: (value: string) => void;
}

/** A text field for a word to search by. */
export function searchField({ label, placeholder, onInput }: SearchFieldOptions): Field<string> {
  const element = document.createElement('vscode-text-field') as HTMLElement & { value: string };
  element.textContent = label;
  element.setAttribute('placeholder', placeholder);
  element.addEventListener('input', () => {
    onInput(element.value);
  });
  return {
    element,
    set: (value) => {
      if (element.value !== value) element.value = value;
    },
  };
}
