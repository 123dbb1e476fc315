import type { Field } from './field';

export interface TextFieldOptions<T> {
  readonly label: string;
  readonly format: (value: T) => string;
  /** `undefined` for text that means nothing. */
  readonly parse: (text: string) => T | undefined;
  readonly onInput: (value: T) => void;
}

/** A text field for a value with a notation; what cannot be read is put back on leaving. */
export function textField<T>({ label, format, parse, onInput }: TextFieldOptions<T>): Field<T> {
  const element = document.createElement('vscode-text-field') as HTMLElement & { value: string };
  // The toolkit makes its content the accessible name; the style sheet hides it, for a label stands beside.
  element.textContent = label;
  let current = '';
  element.addEventListener('input', () => {
    const value = parse(element.value);
    element.toggleAttribute('aria-invalid', value === undefined);
    if (value === undefined || format(value) === current) return;
    current = format(value);
    onInput(value);
  });
  element.addEventListener('focusout', () => {
    element.value = current;
    element.removeAttribute('aria-invalid');
  });
  return {
    element,
    set: (value) => {
      current = format(value);
      if (document.activeElement !== element && element.value !== current) element.value = current;
    },
  };
}
