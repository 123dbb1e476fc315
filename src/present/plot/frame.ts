import type { Plot, Point } from './plot';

/** The edges of a plot's area. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a plot stands in a picture, in the picture's units. */
export interface Frame extends Area {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** The frame of a plot in an area; with equal aspect one axis reaches further than the plot asks for. */
export function frameOf({ x, y, equalAspect }: Plot, area: Area): Frame {
  const units = {
    x: (x.max - x.min) / (area.right - area.left),
    y: (y.max - y.min) / (area.bottom - area.top),
  };
  const common = Math.max(units.x, units.y);
  const unit = equalAspect ? { x: common, y: common } : units;
  const middle = { x: (x.min + x.max) / 2, y: (y.min + y.max) / 2 };
  return {
    ...area,
    x: (value) => (area.left + area.right) / 2 + (value - middle.x) / unit.x,
    y: (value) => (area.top + area.bottom) / 2 - (value - middle.y) / unit.y,
  };
}

/** What takes a path's commands: the context of a canvas, or the text of an SVG path. */
export interface PathCommands {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Follows a curve, in pieces where it has gaps. */
export function tracePath(points: readonly Point[], frame: Frame, path: PathCommands): void {
  let connected = false;
  for (const { x, y } of points) {
    if (y !== null) {
      if (connected) path.lineTo(frame.x(x), frame.y(y));
      else path.moveTo(frame.x(x), frame.y(y));
    }
    connected = y !== null;
  }
}
