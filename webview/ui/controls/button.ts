export interface ButtonOptions {
  readonly label: string;
  /** What a screen reader says and a pointer shows, where the label is short. */
  readonly title?: string;
  readonly onClick: () => void;
}

/** A secondary button: nothing in the panel is its one main action. */
export function button({ label, title, onClick }: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', 'secondary');
  element.textContent = label;
  if (title !== undefined) {
    element.setAttribute('aria-label', title);
    element.title = title;
  }
  element.addEventListener('click', onClick);
  return element;
}
