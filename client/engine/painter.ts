import type { GameObjects, Scene, Textures } from "phaser";

/** A texture to paint, in stage pixels. */
export interface Painting {
  key: string;
  width: number;
  height: number;
  /** Texture pixels per stage pixel besides the painter's own density; 1 if absent. */
  sharpness?: number;
}

/** A texture repeated from left to right that can be moved along. */
export interface Strip {
  /** `px` are stage pixels at the strip's own scale. */
  scrollTo(px: number): void;
}

export interface Painter {
  readonly density: number;
  /** Whether a texture of this name has been painted and not freed. */
  has(key: string): boolean;
  /** Paints a texture once, in stage pixels, and names it. */
  paint(painting: Painting, draw: (context: CanvasRenderingContext2D) => void): string;
  /** Draws over a texture again, in stage pixels; nothing if it has been freed meanwhile. */
  repaint(key: string, draw: (context: CanvasRenderingContext2D) => void): void;
  /** Lays a painted texture across the stage; `scale` stretches it, `height` is the strip's own. */
  addStrip(
    painting: Painting,
    draw: (context: CanvasRenderingContext2D) => void,
    place: { top: number; height: number; width: number; scale: number },
  ): Strip;
  /** Frees the textures whose names begin so. */
  forget(prefix: string): void;
}

/**
 * Paints textures at the size they are seen in: larger ones shimmer when they are drawn smaller.
 * `density` is texture pixels per stage pixel.
 */
export function createPainter(scene: Scene, density: number): Painter {
  const painted = new Set<string>();

  function paint(painting: Painting, draw: (context: CanvasRenderingContext2D) => void): string {
    const { key } = painting;
    if (painted.has(key)) return key;
    const { width, height } = sizeOf(painting, density);
    const texture = scene.textures.createCanvas(key, width, height);
    if (texture === null) throw new Error(`no canvas for the texture ${key}`);
    texture.context.scale(width / painting.width, height / painting.height);
    draw(texture.context);
    texture.refresh();
    painted.add(key);
    return key;
  }

  return {
    density,
    has: (key) => painted.has(key),
    paint,
    repaint(key, draw) {
      if (!painted.has(key)) return;
      const texture = scene.textures.get(key) as Textures.CanvasTexture;
      draw(texture.context);
      texture.refresh();
    },
    addStrip(painting, draw, { top, height, width, scale }) {
      const { width: widthPx, height: heightPx } = sizeOf(painting, density);
      const densityX = widthPx / painting.width;
      const tile: GameObjects.TileSprite = scene.add
        .tileSprite(0, top, width, height, paint(painting, draw))
        .setOrigin(0, 0)
        .setTileScale(scale / densityX, height / heightPx);
      return {
        scrollTo(px) {
          tile.tilePositionX = px * densityX;
        },
      };
    },
    forget(prefix) {
      for (const key of painted) {
        if (!key.startsWith(prefix)) continue;
        scene.textures.remove(key);
        painted.delete(key);
      }
    },
  };
}

function sizeOf({ width, height, sharpness = 1 }: Painting, density: number) {
  return {
    width: Math.max(1, Math.round(width * sharpness * density)),
    height: Math.max(1, Math.round(height * sharpness * density)),
  };
}
