import type { Field } from './field';

export interface NumberFieldOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly onInput: (value: number) => void;
}

/** A text field for an integer: arrow keys step it, and what is no number in range is put back on leaving. */
export function numberField({ label, min, max, onInput }: NumberFieldOptions): Field<number> {
  const element = document.createElement('vscode-text-field') as HTMLElement & { value: string };
  // The toolkit makes its content the accessible name; the style sheet hides it, for a label stands beside.
  element.textContent = label;
  element.setAttribute('maxlength', '6');
  let current = min;
  const show = (value: number): void => {
    current = value;
    if (parsed() !== value) element.value = String(value);
  };
  const parsed = (): number | undefined => {
    const value = Number(element.value.trim());
    return element.value.trim() !== '' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : undefined;
  };
  const commit = (value: number): void => {
    show(value);
    onInput(value);
  };
  element.addEventListener('input', () => {
    const value = parsed();
    element.toggleAttribute('aria-invalid', value === undefined);
    if (value !== undefined && value !== current) commit(value);
  });
  element.addEventListener('focusout', () => {
    element.value = String(current);
    element.removeAttribute('aria-invalid');
  });
  element.addEventListener('keydown', (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    commit(Math.min(Math.max(current + step, min), max));
  });
  return {
    element,
    set: (value) => {
      // An answer may come while the next number is typed; the text is put right when the field is left.
      if (document.activeElement === element) current = value;
      else show(value);
    },
  };
}
