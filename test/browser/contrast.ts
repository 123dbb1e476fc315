// The contrast of texts that axe-core cannot judge: those in drawings, and those that something else touches.
import type { Frame, Page } from 'playwright-core';

export interface Contrast {
  /**
   * The contrast of a text with what is painted behind it, from 1 to 21; NaN where that is no plain color. A text that
   * was drawn on a canvas brings its color.
   */
  readonly contrastOf: (text: Element, drawnIn?: string) => number;
}

export interface CanvasText {
  readonly text: string;
  /** CSS. */
  readonly color: string;
}

export interface CanvasTexts {
  /** What is written on a canvas since it was last cleared. */
  readonly textsOn: (canvas: HTMLCanvasElement) => readonly CanvasText[];
}

/** Makes the webviews that open from now on remember what they write on canvases. */
export async function watchCanvases(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const written = new WeakMap<HTMLCanvasElement, CanvasText[]>();
    const brush = CanvasRenderingContext2D.prototype;
    // oxlint-disable-next-line typescript/unbound-method -- called on the context that it was called on
    const { fillText, clearRect } = brush;
    brush.fillText = function (...args) {
      const texts = written.get(this.canvas) ?? [];
      // Chart.js fades by color, never by the context's own transparency.
      texts.push({ text: args[0], color: typeof this.fillStyle === 'string' ? this.fillStyle : '' });
      written.set(this.canvas, texts);
      fillText.apply(this, args);
    };
    brush.clearRect = function (...args) {
      written.delete(this.canvas);
      clearRect.apply(this, args);
    };
    const textsOn: CanvasTexts['textsOn'] = (canvas) => written.get(canvas) ?? [];
    Object.assign(window, { textsOn });
  });
}

/** Puts `contrastOf` into the page. */
export function installContrast(frame: Frame): Promise<void> {
  return frame.evaluate(() => {
    type Color = readonly [red: number, green: number, blue: number, alpha: number];
    const colorOf = (css: string): Color => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+(?:e-\d+)?/g) ?? []).map(Number);
      if (/^rgba?\(/.test(css)) return [red, green, blue, alpha];
      const hex = /^#(..)(..)(..)$/
        .exec(css)
        ?.slice(1)
        .map((part) => parseInt(part, 16));
      if (hex) return [hex[0]!, hex[1]!, hex[2]!, 1];
      if (css.startsWith('color(srgb ')) return [255 * red, 255 * green, 255 * blue, alpha];
      return [0, 0, 0, css === 'none' ? 0 : NaN];
    };
    const over = (top: Color, below: Color): Color => {
      const mix = (i: 0 | 1 | 2): number => top[3] * top[i] + (1 - top[3]) * below[i];
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = (color: Color): number => {
      const [red, green, blue] = color.slice(0, 3).map((part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    /** What an element paints behind its content. */
    const fieldOf = (element: Element): Color => {
      const { backgroundColor, backgroundImage } = getComputedStyle(element);
      return backgroundImage === 'none' ? colorOf(backgroundColor) : [0, 0, 0, NaN];
    };
    /** The shapes of a drawing under the middle of a text in it, the lowest first. */
    const shapesUnder = (text: SVGTextElement): Color[] => {
      const { left, top, width, height } = text.getBoundingClientRect();
      const middle = new DOMPoint(left + width / 2, top + height / 2);
      const style = getComputedStyle(text);
      const shapes = [...text.ownerSVGElement!.querySelectorAll<SVGGeometryElement>('rect, path, circle')]
        .filter((shape) => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
        .filter((shape) => shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM()!.inverse())))
        .map((shape) => colorOf(getComputedStyle(shape).fill));
      return style.paintOrder.startsWith('stroke') ? [...shapes, colorOf(style.stroke)] : shapes;
    };
    const contrastOf: Contrast['contrastOf'] = (text, drawnIn) => {
      const layers: Color[] = [];
      for (let at: Element | null = text; at;) {
        layers.unshift(fieldOf(at));
        const tree = at.getRootNode();
        at = at.assignedSlot ?? at.parentElement ?? (tree instanceof ShadowRoot ? tree.host : null);
      }
      const drawn = text instanceof SVGTextElement;
      if (drawn) layers.push(...shapesUnder(text));
      const behind = layers.reduce<Color>((below, top) => over(top, below), [255, 255, 255, 1]);
      const { fill, color } = getComputedStyle(text);
      const [a, b] = [luminance(over(colorOf(drawnIn ?? (drawn ? fill : color)), behind)), luminance(behind)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    Object.assign(window, { contrastOf });
  });
}
