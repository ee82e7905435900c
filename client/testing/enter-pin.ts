import type { Page } from "playwright-core";
import { host as hostTexts } from "#client/languages/en/host.ts";
import { TEST_PIN } from "#server/testing/test-app.ts";

/** Lets the host in on a console in English, and waits for the room. */
export async function enterPin(page: Page): Promise<void> {
  await page.getByLabel(hostTexts.pin.label).fill(TEST_PIN);
  await page.getByRole("button", { name: hostTexts.pin.button }).click();
  await page.getByRole("heading", { name: hostTexts.board.heading }).waitFor();
}
