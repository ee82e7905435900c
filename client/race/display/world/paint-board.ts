/** Height of the board's painting, in its own pixels. */
export const BOARD_HEIGHT = 60;

const COLOURS = ["#FFC53D", "#F5F7FF", "#2EE6C8", "#F5F7FF"];
const FONT = 'italic 700 46px "Barlow Condensed", sans-serif';
const GAP = 64;

/** Width of the board's painting for these words. */
export function boardWidth(words: readonly string[]): number {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) throw new Error("no canvas to measure the board with");
  context.font = FONT;
  return Math.ceil(
    words.reduce((sum, word) => sum + context.measureText(word.toUpperCase()).width + GAP * 2, 0),
  );
}

/** Glowing words on the LED board beside the track; it fits itself end to end. */
export function paintBoard(context: CanvasRenderingContext2D, words: readonly string[]): void {
  const width = boardWidth(words);
  const height = BOARD_HEIGHT;
  context.fillStyle = "#080A20";
  context.fillRect(0, 0, width, height);
  context.font = FONT;
  context.textBaseline = "middle";
  let x = GAP;
  for (const [index, word] of words.entries()) {
    const text = word.toUpperCase();
    const colour = COLOURS[index % COLOURS.length]!;
    context.fillStyle = colour;
    context.shadowColor = colour;
    context.shadowBlur = 18;
    context.fillText(text, x, height / 2 + 3);
    x += context.measureText(text).width + GAP;
    context.shadowBlur = 0;
    context.fillStyle = "#5B6CC8";
    context.beginPath();
    context.arc(x, height / 2, 6, 0, Math.PI * 2);
    context.fill();
    x += GAP;
  }
  context.fillStyle = "rgba(4,6,20,0.35)";
  for (let y = 0; y < height; y += 4) context.fillRect(0, y, width, 1.5);
}
