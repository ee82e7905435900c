import type { Page } from "playwright-core";

/** One moment of the race as the display draws it; the page exposes it under `?test`. */
export interface DrawnFrame {
  /** Metres covered, in saddle order. */
  metres: number[];
  leadM: number;
}

/** Waits until the display has turned to a phase. */
export async function phaseShown(display: Page, phase: string): Promise<void> {
  await display.locator(`#stage[data-phase="${phase}"]`).waitFor();
}

/** The first frame drawn in which somebody has covered so many metres. */
export async function frameWithLead(display: Page, leadM: number): Promise<DrawnFrame> {
  const drawn = await display.waitForFunction((least) => {
    const { frame } = (window as unknown as { __grandstand: { frame: DrawnFrame } }).__grandstand;
    return frame.leadM >= least && frame;
  }, leadM);
  return (await drawn.jsonValue()) as DrawnFrame;
}
