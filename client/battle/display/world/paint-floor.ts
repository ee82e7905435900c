/** The dark, polished floor before the stand: lines towards a vanishing point and pools of light. */
export function paintFloor(context: CanvasRenderingContext2D, width: number, height: number): void {
  const ground = context.createLinearGradient(0, 0, 0, height);
  ground.addColorStop(0, "#37206F");
  ground.addColorStop(0.16, "#221A60");
  ground.addColorStop(0.5, "#0F1040");
  ground.addColorStop(1, "#05071C");
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.strokeStyle = "rgba(150,130,255,0.10)";
  context.lineWidth = 1.5;
  for (let x = -width; x <= width * 2; x += 92) {
    context.beginPath();
    context.moveTo(width / 2 + (x - width / 2) * 0.55, 0);
    context.lineTo(width / 2 + (x - width / 2) * 2.2, height);
    context.stroke();
  }
  for (let i = 1; i < 12; i++) {
    const y = height * (i / 12) ** 1.9;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
  }
  for (const { x, y, radius, colour } of [
    { x: 0.5, y: 0.05, radius: 0.5, colour: "190,90,220" },
    { x: 0.15, y: 0.3, radius: 0.32, colour: "90,70,220" },
    { x: 0.85, y: 0.3, radius: 0.32, colour: "50,90,220" },
  ]) {
    const [cx, cy, r] = [x * width, y * height, radius * width];
    const pool = context.createRadialGradient(cx, cy, 0, cx, cy, r);
    pool.addColorStop(0, `rgba(${colour},0.22)`);
    pool.addColorStop(1, `rgba(${colour},0)`);
    context.fillStyle = pool;
    context.fillRect(0, 0, width, height);
  }
}
