import type { WorldLayout } from "./world-layout.ts";

export interface Lane {
  top: number;
  bottom: number;
  /** y the runner stands on. */
  middle: number;
  /** Size of things in the middle of the lane. */
  scale: number;
}

/** Size of things at a y of the track: grows evenly from the far to the near edge, so straight lines across stay straight. */
export function scaleAt(layout: WorldLayout, y: number): number {
  const { top, bottom } = layout.track;
  return layout.farScale + ((layout.nearScale - layout.farScale) * (y - top)) / (bottom - top);
}

/** Lanes from the far edge to the near one. Each is as wide as the others on the ground, so its height grows with its scale. */
export function layLanes(layout: WorldLayout, count: number): Lane[] {
  const { farScale, nearScale } = layout;
  const { top, bottom } = layout.track;
  const yOf = (edge: number) => {
    const scale = farScale * (nearScale / farScale) ** (edge / count);
    return top + ((bottom - top) * (scale - farScale)) / (nearScale - farScale);
  };
  return Array.from({ length: count }, (_, index) => {
    const edges = { top: yOf(index), bottom: yOf(index + 1) };
    const middle = (edges.top + edges.bottom) / 2;
    return { ...edges, middle, scale: scaleAt(layout, middle) };
  });
}

/** x of a distance at a depth, seen by a camera that stands at `cameraM`. */
export function xOf(
  layout: WorldLayout,
  view: { cameraM: number; pxPerMetre: number },
  at: { metres: number; scale: number },
): number {
  return layout.cameraX + (at.metres - view.cameraM) * view.pxPerMetre * at.scale;
}
