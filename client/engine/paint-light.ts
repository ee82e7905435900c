/** Soft round light, white, to be tinted. */
export function paintGlow(context: CanvasRenderingContext2D, size: number): void {
  const radius = size / 2;
  const glow = context.createRadialGradient(radius, radius, 0, radius, radius, radius);
  glow.addColorStop(0, "rgba(255,255,255,1)");
  glow.addColorStop(0.35, "rgba(255,255,255,0.5)");
  glow.addColorStop(1, "rgba(255,255,255,0)");
  context.fillStyle = glow;
  context.fillRect(0, 0, size, size);
}

/** A trail or flame: bright at its right end, fading to the left and to its edges. */
export function paintStreak(
  context: CanvasRenderingContext2D,
  { width, height, core }: { width: number; height: number; core: number },
): void {
  const middle = height / 2;
  for (let x = 0; x < width; x++) {
    const part = x / width;
    const reach = Math.max(0.5, middle * part ** 0.6);
    const light = context.createLinearGradient(0, middle - reach, 0, middle + reach);
    const alpha = part ** 1.7;
    light.addColorStop(0, "rgba(255,255,255,0)");
    light.addColorStop(0.5, `rgba(255,255,255,${Math.min(1, alpha * core)})`);
    light.addColorStop(1, "rgba(255,255,255,0)");
    context.fillStyle = light;
    context.fillRect(x, middle - reach, 1, reach * 2);
  }
}

/** A beam that falls from a floodlight: narrow and bright above. */
export function paintBeam(context: CanvasRenderingContext2D, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    const part = y / height;
    const half = (0.06 + 0.44 * part) * width;
    const light = context.createLinearGradient(width / 2 - half, 0, width / 2 + half, 0);
    const alpha = (1 - part) ** 1.6;
    light.addColorStop(0, "rgba(190,200,255,0)");
    light.addColorStop(0.5, `rgba(214,222,255,${alpha})`);
    light.addColorStop(1, "rgba(190,200,255,0)");
    context.fillStyle = light;
    context.fillRect(width / 2 - half, y, half * 2, 1);
  }
}
