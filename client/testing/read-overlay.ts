import type { Page } from "playwright-core";

type Probe = { __grandstand?: { shownScores?: Record<string, number> } };

/** Waits until the overlay is drawn, letters and world. */
export async function overlayReady(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Boolean((window as unknown as { __grandstand?: { ready?: boolean } }).__grandstand?.ready),
  );
}

/** Waits until the overlay's rolling figures stand at these scores, by country. */
export async function scoresShown(page: Page, scores: Record<string, number>): Promise<void> {
  await page.waitForFunction((wanted) => {
    const shown = (window as unknown as Probe).__grandstand?.shownScores;
    const countries = Object.keys(wanted);
    return (
      shown !== undefined &&
      countries.length === Object.keys(shown).length &&
      countries.every((country) => shown[country] === wanted[country])
    );
  }, scores);
}

/** Letters and plates of a battle that may never cover each other. */
const apart =
  ".plate, .timer-plate, .tug-bar, .alert-pill, .head-rank, .head-name, .head-score, " +
  ".gifter-card, .battle-ticker";
/** Letters that must not be cut off. */
const whole =
  ".brand-race > *, .timer-words > *, .timer-time, .live-viewers, .tug-part b, .head-name, " +
  ".head-score, .gifter-points, .alert-pill b";

/** What does not fit in the picture now: things outside the stage, cut off, or on top of each other. */
export async function findMisfits(page: Page): Promise<string[]> {
  return page.evaluate(
    ([apart, whole]) => {
      const stage = document.querySelector("#stage")!.getBoundingClientRect();
      /** Rounded corners and the height of a line reach a little further than what is seen. */
      const slack = 2;
      const nameOf = (element: Element) =>
        `${element.className}: ${(element.textContent ?? "").trim().slice(0, 40)}`;
      const misfits: string[] = [];
      const things = [...document.querySelectorAll(apart)].map((element) => ({
        name: nameOf(element),
        box: element.getBoundingClientRect(),
      }));
      const letters = [...document.querySelectorAll(whole)].map((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const frame = element.closest(".tug-part, .plate, .timer-plate, .column-head, .panel")!;
        const limits = (element.closest(".alert-pill") ?? frame ?? element).getBoundingClientRect();
        return { name: nameOf(element), box: range.getBoundingClientRect(), limits };
      });
      for (const { name, box } of [...things, ...letters]) {
        const isInside =
          box.left >= stage.left - slack &&
          box.right <= stage.right + slack &&
          box.top >= stage.top - slack &&
          box.bottom <= stage.bottom + slack;
        if (!isInside) misfits.push(`outside: ${name}`);
      }
      for (const { name, box, limits } of letters) {
        if (box.left < limits.left - slack || box.right > limits.right + slack) {
          misfits.push(`cut off: ${name}`);
        }
      }
      for (const [index, one] of things.entries()) {
        for (const other of things.slice(index + 1)) {
          const wide =
            Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const high =
            Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (wide > slack && high > slack) misfits.push(`${one.name} covers ${other.name}`);
        }
      }
      return misfits;
    },
    [apart, whole] as const,
  );
}
