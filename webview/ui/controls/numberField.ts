import type { Field } from './field';

export interface NumberFieldOptions {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds; numbers between the steps can be typed where it is no whole number. 1 if not given. */
  readonly step?: number;
  readonly onInput: (value: number) => void;
}

/** A text field for a number: arrow keys step it, and what is no number in range is put back on leaving. */
export function numberField({ label, min, max, step = 1, onInput }: NumberFieldOptions): Field<number> {
  const element = document.createElement('vscode-text-field') as HTMLElement & { value: string };
  // The toolkit makes its content the accessible name; the style sheet hides it, for a label stands beside.
  element.textContent = label;
  const whole = Number.isInteger(step);
  element.setAttribute('maxlength', whole ? '6' : '9');
  let current = min;
  const show = (value: number): void => {
    current = value;
    if (parsed() !== value) element.value = String(value);
  };
  const parsed = (): number | undefined => {
    const value = Number(element.value.trim());
    const valid = element.value.trim() !== '' && (whole ? Number.isInteger(value) : Number.isFinite(value));
    return valid && value >= min && value <= max ? value : undefined;
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
    const count = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (count === undefined) return;
    event.preventDefault();
    // 0.1 + 0.2 shall read 0.3.
    const next = Number((current + count * step).toPrecision(12));
    commit(Math.min(Math.max(next, min), max));
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
