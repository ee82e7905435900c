/** Equal lightness on navy, so that no runner stands out by its paint. */
const hues = [
  "#FF4D5E",
  "#FF8A3D",
  "#FFC53D",
  "#C4EE4A",
  "#46DD78",
  "#2EE6C8",
  "#3CC8FF",
  "#5B8CFF",
  "#9A7BFF",
  "#E070FF",
  "#FF6FB5",
  "#E9EDFF",
] as const;
const patterns = [
  "slash",
  "double-slash",
  "belt",
  "chequer",
  "chevron",
  "hoops",
  "halves",
  "spots",
] as const;

export type HullPattern = (typeof patterns)[number];

export interface Livery {
  /** `#RRGGBB`. */
  colour: string;
  pattern: HullPattern;
  /** Liveries of one hue are told apart by pattern and by a white outline. */
  isOutlined: boolean;
}

/** Paint of a runner by its livery, 0 to 23. Colour never stands alone: the number is always beside it. */
export function liveryOf(livery: number): Livery {
  const isOutlined = livery >= hues.length;
  return {
    colour: hues[livery % hues.length]!,
    pattern: patterns[(livery % 4) + (isOutlined ? 4 : 0)]!,
    isOutlined,
  };
}
