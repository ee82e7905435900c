import { type Orientation, type StageFit, stageSizes } from "#client/engine/stage-fit.ts";

/** So many stage pixels at the bottom hold nothing in a replay: the bar may lie over them. */
const FREE_BELOW = 66;

/** Fits the stage above the replay's bar of `barHeight` window pixels; upright windows get the portrait layout. */
export function fitReplay(windowWidth: number, windowHeight: number, barHeight: number): StageFit {
  const orientation: Orientation = windowHeight > windowWidth ? "portrait" : "landscape";
  const { width, height } = stageSizes[orientation];
  const room = Math.max(1, windowHeight - barHeight);
  const scale = Math.min(windowWidth / width, room / (height - FREE_BELOW));
  return {
    orientation,
    scale,
    left: (windowWidth - width * scale) / 2,
    top: (room - (height - FREE_BELOW) * scale) / 2,
  };
}
