import type { Field } from './field';

export interface DropdownOptions<T extends string> {
  /** Id of the element that labels it. */
  readonly labelledBy: string;
  readonly options: readonly T[];
  /** How an option is called; as it is if not given. */
  readonly nameOf?: (option: T) => string;
  readonly onChange: (value: T) => void;
}

/** A choice among a few names. */
export function dropdown<T extends string>({
  labelledBy,
  options,
  nameOf = (option) => option,
  onChange,
}: DropdownOptions<T>): Field<T> {
  const element = document.createElement('vscode-dropdown') as HTMLElement & { value: string };
  element.setAttribute('aria-labelledby', labelledBy);
  for (const name of options) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', name);
    option.textContent = nameOf(name);
    element.append(option);
  }
  element.addEventListener('change', () => {
    const value = options.find((name) => name === element.value);
    if (value !== undefined) onChange(value);
  });
  return {
    element,
    set: (value) => {
      if (element.value !== value) element.value = value;
    },
  };
}
