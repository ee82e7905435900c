export type Orientation = "landscape" | "portrait";

/** The one box everything is laid out in, in its own pixels. */
export const stageSizes: Readonly<Record<Orientation, { width: number; height: number }>> = {
  landscape: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
};

export interface StageFit {
  orientation: Orientation;
  /** Window pixels per stage pixel. */
  scale: number;
  /** Window pixels left and above the stage. */
  left: number;
  top: number;
}

/** Fits the stage into a window whole; upright windows get the portrait layout unless one is forced. */
export function fitStage(
  windowWidth: number,
  windowHeight: number,
  forced?: Orientation,
): StageFit {
  const orientation = forced ?? (windowHeight > windowWidth ? "portrait" : "landscape");
  const { width, height } = stageSizes[orientation];
  const scale = Math.min(windowWidth / width, windowHeight / height);
  return {
    orientation,
    scale,
    left: (windowWidth - width * scale) / 2,
    top: (windowHeight - height * scale) / 2,
  };
}
