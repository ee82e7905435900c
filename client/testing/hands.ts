import type { Page } from "playwright-core";
import { join as joinTexts } from "#client/languages/en/join.ts";
import { phone as phoneTexts } from "#client/languages/en/phone.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";

/** What a thumb does on a phone's page in English. */

/** Joins the room of the address under a name, and waits to be in. */
export async function joinRoom(page: Page, name: string): Promise<void> {
  await page.getByLabel(joinTexts.name).fill(name);
  await page.getByRole("button", { name: joinTexts.button, exact: true }).click();
  await page.getByRole("navigation", { name: phoneTexts.nav.label }).waitFor();
}

/** Picks a runner by its saddle number and a stake by its chip; the slip is then ready. */
export async function fillSlip(
  page: Page,
  { runner, stake }: { runner: number; stake: string },
): Promise<void> {
  await page
    .locator(".field label.runner")
    .nth(runner - 1)
    .click();
  const slip = page.locator(".slip");
  await slip.getByText(stake, { exact: true }).click();
}

/** The button of the slip. */
export function slipButton(page: Page) {
  return page.locator(".slip-button");
}

/** The balance at the top of the page, as it stands there. */
export function shownBalance(page: Page) {
  return page.locator(".page-header .balance");
}

/** The token this phone sits by. */
export async function phoneToken(page: Page): Promise<string> {
  const seat = await page.evaluate(() => localStorage.getItem("grandstand.seat") ?? "{}");
  return (JSON.parse(seat) as { token: string }).token;
}

/** The phone's own balance as the server knows it, asked with the phone's own token. */
export async function readWallet(page: Page): Promise<WalletWire> {
  const answer = await page.evaluate(async () => {
    const { token } = JSON.parse(localStorage.getItem("grandstand.seat") ?? "{}");
    const response = await fetch("/wallet/me", { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()) as { wallets: WalletWire[] };
  });
  return answer.wallets[0] as WalletWire;
}
