/** Broadcast colours by a side's seat in the line-up; told apart by their lightness as well. */
const sideColours = [
  "#ff4d5e",
  "#2fe07f",
  "#5ab8ff",
  "#ffc53d",
  "#c78bff",
  "#ff9a4d",
  "#2ee6c8",
  "#ff8fd0",
] as const;

/** The colour of a seat, 0 to 7. */
export function sideColour(seat: number): string {
  return sideColours[seat % sideColours.length] as string;
}
