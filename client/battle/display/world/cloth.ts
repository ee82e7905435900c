import type { BattleSite } from "./battle-site.ts";

const POINTS = 26;
const SLOWNESS = 3.1e-3;

export interface Cloth {
  /** Lays it out with its upper left corner at a place; `size` 1 is as it was made. */
  wave(at: { x: number; y: number; nowMs: number; glow: number }): void;
}

export interface ClothMeasures {
  key: string;
  width: number;
  height: number;
  /** A beginning of its own, so that no two flags wave together. */
  phase: number;
}

/** A flag of cloth: one strip of the picture, bent by two waves, with shade in its folds and light on them. */
export function addCloth(
  { scene, painter, isCalm }: Pick<BattleSite, "scene" | "painter" | "isCalm">,
  measures: ClothMeasures,
): Cloth {
  const { width, height } = measures;
  const white = painter.paint({ key: "white", width: 8, height: 8 }, (context) => {
    context.fillStyle = "#FFFFFF";
    context.fillRect(0, 0, 8, 8);
  });
  const cloth = scene.add.rope(0, 0, measures.key, undefined, straightLine());
  const sheen = scene.add.rope(0, 0, white, undefined, straightLine());
  // Both lie the same way: one list of corners serves both.
  sheen.vertices = cloth.vertices;
  const depth = height * 0.062;

  return {
    wave({ x, y, nowMs, glow }) {
      const time = (isCalm ? 900 : nowMs) * SLOWNESS + measures.phase;
      const { vertices, colors } = cloth;
      const { alphas } = sheen;
      for (let i = 0; i < POINTS; i++) {
        const part = i / (POINTS - 1);
        // Held on its left edge, loose on its right one.
        const loose = 0.22 + 0.78 * part ** 0.8;
        const first = time - part * 5.4;
        const second = time * 1.7 - part * 9.5;
        const bend = (Math.sin(first) + 0.32 * Math.sin(second)) * depth * loose;
        const lag = (Math.sin(first - 0.34) + 0.32 * Math.sin(second - 0.3)) * depth * loose;
        const across = part * width + Math.cos(first) * width * 0.008;
        const at = i * 4;
        vertices[at] = across;
        vertices[at + 1] = bend;
        vertices[at + 2] = across + depth * 0.12;
        vertices[at + 3] = height + lag;
        const slope = Math.cos(first) + 0.45 * Math.cos(second);
        // Tints can only darken: what faces the light is left alone, and the sheen lies on it.
        const shade = grey(226 + slope * 46 * loose);
        colors[i * 2] = shade;
        colors[i * 2 + 1] = grey(206 + slope * 52 * loose);
        const shine = Math.min(0.75, Math.max(0, slope - 0.45) * 0.3 * loose + glow * 0.42);
        alphas[i * 2] = shine;
        alphas[i * 2 + 1] = shine * 0.7;
      }
      cloth.setPosition(x, y);
      sheen.setPosition(x, y);
    },
  };
}

/** Where the points are does not matter: every frame lays the corners itself. */
function straightLine(): { x: number; y: number }[] {
  return Array.from({ length: POINTS }, (_, index) => ({ x: index, y: 0 }));
}

function grey(light: number): number {
  const level = light < 0 ? 0 : light > 255 ? 255 : light | 0;
  return (level << 16) | (level << 8) | level;
}
