import type { Scene } from "phaser";

/** Paints a texture once and keeps it under its name for as long as the world lives. */
export function paintTexture(
  scene: Scene,
  { key, width, height }: { key: string; width: number; height: number },
  paint: (context: CanvasRenderingContext2D) => void,
): string {
  if (scene.textures.exists(key)) return key;
  const texture = scene.textures.createCanvas(key, Math.ceil(width), Math.ceil(height));
  if (texture === null) throw new Error(`no canvas for the texture ${key}`);
  paint(texture.context);
  texture.refresh();
  return key;
}
