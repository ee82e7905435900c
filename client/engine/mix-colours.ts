/** A colour on the way from one to another: part 0 is `from`, 1 is `to`. All `#RRGGBB`; channels are rounded. */
export function mixColours(from: string, to: string, part: number): string {
  const a = Number.parseInt(from.slice(1), 16);
  const b = Number.parseInt(to.slice(1), 16);
  let mixed = 0;
  for (const shift of [16, 8, 0]) {
    const low = (a >> shift) & 255;
    const high = (b >> shift) & 255;
    mixed |= Math.round(low + (high - low) * part) << shift;
  }
  return `#${mixed.toString(16).padStart(6, "0").toUpperCase()}`;
}

/** A `#RRGGBB` colour as the number Phaser tints with. */
export function tintOf(colour: string): number {
  return Number.parseInt(colour.slice(1), 16);
}
