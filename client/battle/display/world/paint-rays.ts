/** A burst of rays, white, fading outwards, to be tinted and turned behind a winner. */
export function paintRays(context: CanvasRenderingContext2D, size: number): void {
  const middle = size / 2;
  const rays = 16;
  for (let i = 0; i < rays; i++) {
    const angle = (i / rays) * Math.PI * 2;
    const half = (Math.PI / rays) * (i % 2 === 0 ? 0.5 : 0.26);
    const light = context.createRadialGradient(middle, middle, 20, middle, middle, middle);
    light.addColorStop(0, "rgba(255,255,255,0.6)");
    light.addColorStop(0.5, "rgba(255,255,255,0.2)");
    light.addColorStop(1, "rgba(255,255,255,0)");
    context.fillStyle = light;
    context.beginPath();
    context.moveTo(middle, middle);
    context.arc(middle, middle, middle, angle - half, angle + half);
    context.fill();
  }
}

/** A ring that spreads where a gift has landed, white, to be tinted. */
export function paintRing(context: CanvasRenderingContext2D, size: number): void {
  context.strokeStyle = "#FFFFFF";
  for (const [width, alpha] of [
    [16, 0.14],
    [9, 0.3],
    [4, 1],
  ] as const) {
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.beginPath();
    context.arc(size / 2, size / 2, size / 2 - 10, 0, Math.PI * 2);
    context.stroke();
  }
  context.globalAlpha = 1;
}
