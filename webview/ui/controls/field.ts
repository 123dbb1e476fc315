/** A field whose value the panel sets as models come in. */
export interface Field<T> {
  readonly element: HTMLElement;
  set(value: T): void;
}
