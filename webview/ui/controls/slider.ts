import type { Field } from './field';

export interface SliderOptions {
  readonly labelledBy: string;
  /** The values it can stand at, ascending. */
  readonly stops: readonly number[];
  readonly describe: (value: number) => string;
  readonly onInput: (value: number) => void;
}

/** A slider over given stops. The toolkit has none, so it is the browser's own in the theme's colors. */
export function slider({ labelledBy, stops, describe, onInput }: SliderOptions): Field<number> {
  const element = document.createElement('input');
  element.type = 'range';
  element.className = 'slider';
  element.min = '0';
  element.max = String(stops.length - 1);
  element.setAttribute('aria-labelledby', labelledBy);
  const say = (value: number): void => {
    element.setAttribute('aria-valuetext', describe(value));
  };
  element.addEventListener('input', () => {
    const value = stops[Number(element.value)]!;
    say(value);
    onInput(value);
  });
  return {
    element,
    set: (value) => {
      const index = stops.findIndex((stop) => stop >= value);
      const nearest = index === -1 ? stops.length - 1 : index;
      element.value = String(nearest);
      say(value);
    },
  };
}
