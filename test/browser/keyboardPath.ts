// The way of the Tab key through a webview: what it stops at, in which order, and how each stop shows it.
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';

/** More stops than any webview has: a walk that long goes round in circles. */
const maxStops = 300;

interface Step {
  readonly name: string;
  /** Whether it looks different from when it has no focus, by outline, border or shadow. */
  readonly ringed: boolean;
  /** Whether something else lies over it. */
  readonly covered: boolean;
}

interface Walker {
  /** The elements that were stopped at, outermost hosts of shadow trees. */
  readonly stops: Element[];
  readonly covered: Set<Element>;
  readonly looks: Map<Element, string>;
  readonly lookOf: (element: Element) => string;
  readonly nameOf: (element: Element) => string;
}

/** Puts what a walk keeps into the page. */
function prepare(frame: Frame): Promise<void> {
  return frame.evaluate(() => {
    const withShadows = (element: Element): Element[] => [
      element,
      ...[...(element.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(withShadows),
    ];
    const walker: Walker = {
      stops: [],
      covered: new Set(),
      looks: new Map(),
      lookOf: (element) => {
        // What shows the focus of a place with an active descendant stands on that.
        const active = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
        return [...withShadows(element), ...(active ? [active] : [])]
          .map((part) => {
            const style = getComputedStyle(part);
            const outline = `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
            return [style.outlineStyle === 'none' ? '' : outline, style.borderColor, style.boxShadow].join();
          })
          .join('|');
      },
      nameOf: (element) =>
        element.getAttribute('aria-label') ??
        document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
        (element.textContent.trim().slice(0, 60) || element.tagName),
    };
    Object.assign(window, { walker });
    scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
  });
}

/** Presses Tab until the focus leaves the page, and tells where it stopped. */
async function press(page: Page, frame: Frame, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    await page.keyboard.press(key);
    const name = await frame.evaluate(() => {
      const { walker } = window as unknown as { walker: Walker };
      const element = document.activeElement;
      if (!document.hasFocus() || !element || element === document.body) return null;
      if (!walker.stops.includes(element)) walker.stops.push(element);
      walker.looks.set(element, walker.lookOf(element));
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = document.elementFromPoint(
        Math.min(left + width / 2, innerWidth - 1),
        Math.min(Math.max(top, 0) + Math.min(height, innerHeight) / 2, innerHeight - 1),
      );
      if (!at || !(element.contains(at) || at.contains(element))) walker.covered.add(element);
      return walker.nameOf(element);
    });
    if (name === null) return names;
    names.push(name);
    assert.ok(names.length < maxStops, `the Tab key never leaves: ${names.slice(-8).join(' → ')}`);
  }
}

/**
 * Walks by Tab from the start of a webview out of it and back by Shift+Tab, and asserts that the walk stops at every
 * control in sight, in the order of reading, that each stop shows that it has the focus, and that the way back is the
 * same. Controls that one stop stands for (tabs, options, rows) are not counted.
 *
 * @returns the names of the stops
 */
export async function assertKeyboardPath(page: Page, frame: Frame, what: string): Promise<string[]> {
  await frame.locator('h1').first().click();
  await prepare(frame);
  const forth = await press(page, frame, 'Tab');
  const { steps, missed, backward } = await frame.evaluate(() => {
    const { walker } = window as unknown as { walker: Walker };
    const { stops, covered, looks, lookOf, nameOf } = walker;
    const found: Step[] = stops.map((element) => ({
      name: nameOf(element),
      ringed: looks.get(element) !== lookOf(element),
      covered: covered.has(element),
    }));
    const controls = document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [tabindex="0"], vscode-button, vscode-checkbox, vscode-dropdown, vscode-text-field',
    );
    const left = [...controls]
      .filter((control) => control.checkVisibility() && !stops.includes(control))
      .filter((control) => control.getAttribute('tabindex') !== '-1')
      .map(nameOf);
    // Where they stand when nothing is scrolled.
    scrollTo(0, 0);
    for (const element of document.querySelectorAll('*')) element.scrollTop = 0;
    const places = stops.map((element) => element.getBoundingClientRect());
    const wrong = places.flatMap((place, i) => {
      const before = places[i - 1];
      const up = before && place.bottom <= before.top && place.left < before.right;
      return up ? [`${nameOf(stops[i - 1]!)} → ${nameOf(stops[i]!)}`] : [];
    });
    return { steps: found, missed: left, backward: wrong };
  });
  const named = (which: (step: Step) => boolean): string[] => steps.filter(which).map(({ name }) => name);
  assert.deepEqual(missed, [], `${what}: the Tab key does not reach`);
  assert.deepEqual(backward, [], `${what}: goes up`);
  assert.deepEqual(
    named(({ ringed }) => !ringed),
    [],
    `${what}: without a focus ring`,
  );
  assert.deepEqual(
    named(({ covered }) => covered),
    [],
    `${what}: under something else`,
  );
  // Back from the last stop, so that the walk does not depend on what comes after the webview.
  await frame.evaluate(() => {
    const { walker } = window as unknown as { walker: Walker };
    (walker.stops.at(-1) as HTMLElement).focus();
  });
  const back = await press(page, frame, 'Shift+Tab');
  assert.deepEqual(back, forth.slice(0, -1).reverse(), `${what}: the way back`);
  return forth;
}
